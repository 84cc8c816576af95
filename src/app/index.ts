/**
 * What development commands need of the page: its samples and stored examples, and the bench's resampling. These files
 * define no custom element, so Node can load them.
 */
export type { StoredExample } from './pages/score/example';
export type { Sample, SampleName } from './pages/score/gallery/samples';
export { FIRST_SAMPLE, SAMPLES } from './pages/score/gallery/samples';
export type { Drawer } from './pages/evaluate/draw-all';
export { drawAll } from './pages/evaluate/draw-all';
export { serveDraws } from './pages/evaluate/draw-worker-service';
