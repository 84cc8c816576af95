/**
 * The edges of `media` that exist only in Node: files on disk and the FFmpeg decoder.
 */
export { nodePlatform } from './decode-node';
export { openFile } from './file-node';
