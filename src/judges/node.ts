/**
 * The parts of `judges` that exist only in Node: the ONNX runtime and packs on disk.
 */
export { packFromFolder } from './compact/source-node';
export { nodeOrt } from './runtime/runtime-node';
