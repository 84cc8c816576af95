/**
 * The Node-only parts of `media`: files on disk and the FFmpeg decoder.
 */
export { nodePlatform } from './decode-node';
export { openFile } from './file-node';
