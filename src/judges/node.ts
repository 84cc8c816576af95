/**
 * The parts of `judges` that exist only in Node: the ONNX runtime, and packs and models on disk, a JPEG encoder.
 */
export { packFromFolder } from './compact/source-node';
export { encodeJpegInNode } from './endpoint/encode-jpeg-node';
export { modelFilesInFolder } from './vlm/model-files-node';
export { nodeOrt } from './runtime/runtime-node';
