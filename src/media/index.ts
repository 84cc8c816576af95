/**
 * From a file to sampled frames: structure check, demuxers, decoders, sampling at fixed instants, and colour. The
 * decoder for Node is exported by `node.ts`.
 */

// Opening a video, and what it yields.
export { openVideo } from './open';
export type { OpenVideo, SampledFrame, SamplingOptions, SamplingSummary, VideoInfo } from './video';

export { readMetadataTags } from './metadata-tags';

// Platform of browsers, and what platforms exchange with demuxers.
export { browserPlatform } from './decode-webcodecs';
export type { Packet } from './platform';

// Frames: 8-bit planar YUV 4:2:0, and its colour.
export type { Colour, ColourMatrix, PlanarFrame } from './frame';
export { chromaHeight, chromaWidth } from './frame';
export { untaggedColour, yuvToRgb } from './colour';
export type { YuvPlanes } from './planes';
export { toI420 } from './planes';

// Parts that other rooms reuse: sampling of timed items, and a signal between async loops.
export { Sampler } from './sampling';
export { Heartbeat } from './heartbeat';
