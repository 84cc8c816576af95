/**
 * The Node-only parts of `media`: files on disk, the FFmpeg decoder and its JPEG encoder.
 */
export { nodePlatform } from './decode-node';
export { encodeJpeg } from './encode-jpeg-node';
export { openFile } from './file-node';
