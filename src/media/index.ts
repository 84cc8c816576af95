/**
 * From a file to sampled frames: structure check, demuxers, decoders, sampling at fixed instants, and colour. The
 * decoder for Node is exported by `node.ts`.
 */
export { untaggedColour, yuvToRgb } from './colour';
export { browserPlatform } from './decode-webcodecs';
export type { Colour, ColourMatrix, PlanarFrame } from './frame';
export { chromaHeight, chromaWidth } from './frame';
export { Heartbeat } from './heartbeat';
export { openVideo } from './open';
export type { YuvPlanes } from './planes';
export { toI420 } from './planes';
export type { Packet } from './platform';
export { Sampler } from './sampling';
export type { OpenVideo, SampledFrame, SamplingOptions, SamplingSummary, VideoInfo } from './video';
