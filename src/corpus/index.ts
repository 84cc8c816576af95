/**
 * Synthetic clips with known distortions and simulated ratings: scenes, distortions, raters, and the store on disk.
 */
export type { ClipLabel, Observation, PackedClip, Split, TrainedDimension } from './clip';
export { TRAINED_DIMENSIONS } from './clip';
export { PhotoShelf } from './content';
export type { Place } from './distortions/distortion-type';
export { distortionType } from './distortions/index';
export type { CorpusOptions } from './generate';
export { corpusFolder, runCorpus } from './generate';
export { toI420 } from './i420';
export { makeClip } from './make';
export { decodeFile } from './native';
export { MAX_FAST_FRAMES, MAX_SLOW_ROWS } from './pack';
export type { Footage, Picture } from './picture';
export { resize } from './picture';
export type { ClipPlan, DistortionPlan } from './plan';
export { WEIGHTS } from './psychometric';
export { SCENE_FAMILIES } from './scenes/index';
export { FAST_SCALE, SLOW_SCALE, openCorpus } from './store';
export { galleryFile, writeGallery } from './gallery/gallery';
