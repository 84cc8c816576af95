export type Stage = 'opening' | 'loading-model' | 'sampling' | 'judging' | 'explaining' | 'done';

/** Progress of a scoring. `framesTotal` is undefined where the file does not state its length. */
export interface Progress {
  readonly stage: Stage;
  readonly framesDone: number;
  readonly framesTotal: number | undefined;
  /** Decoded frames a second so far. */
  readonly rate: number;
  readonly secondsLeft: number | undefined;
}

/** A small picture of one sampled frame for the strip: RGBA, row-major. */
export interface Thumbnail {
  readonly index: number;
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}
