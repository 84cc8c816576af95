import type { DimensionId } from '../../quality';
import type { SlowFastOptions } from '../../slowfast';

/** A measurement beyond the report; each walks the clip once more. Plain data: it crosses to the worker. */
export type InspectRequest =
  | {
      readonly kind: 'windows';
      /** In a window; a multiple of `step`. */
      readonly sampledFrames: number;
      /** Sampled frames from the start of one window to the next. */
      readonly step: number;
    }
  | { readonly kind: 'patches' }
  | {
      readonly kind: 'occlusion';
      /** In a window; windows do not overlap. */
      readonly sampledFrames: number;
    };

export type Inspection = WindowCurve | PatchMaps | OcclusionMap;

/** A value for each dimension that was judged. */
export type ByDimension<T> = { readonly [id in DimensionId]?: T };

/** A run of sampled frames. Places count from 0 along the report's `slowfast.frames`. */
export interface Stretch {
  readonly first: number;
  readonly count: number;
  /** Instants of the first and the last sampled frame, seconds. */
  readonly start: number;
  readonly end: number;
}

/** Short windows, each scored on its own as if it were a clip of that length. */
export interface WindowCurve {
  readonly kind: 'windows';
  readonly sampledFrames: number;
  readonly step: number;
  /** In time order; the last may be shorter. Scores are on 1..5. */
  readonly windows: readonly (Stretch & { readonly scores: ByDimension<number> })[];
}

/** Similarity of each patch of a sampled frame to the same patch of the slow frame before it (Q-Save 4.2.1). */
export interface PatchMap {
  readonly columns: number;
  readonly rows: number;
  /**
   * Row-major: for `cosine` the cosine of two HSV patches, 0..1; for `luma` the mean |luma difference|, 0..255. NaN
   * where both patches are black, which is not counted.
   */
  readonly values: Float32Array;
  /** Place of the slow frame compared with. */
  readonly reference: number;
}

export interface PatchMaps {
  readonly kind: 'patches';
  readonly measure: SlowFastOptions['measure'];
  /** A patch is similar above this cosine, or below this difference. */
  readonly threshold: number;
  /** One for each sampled frame; undefined for a frame without a slow frame before it, as the first one. */
  readonly maps: readonly (PatchMap | undefined)[];
}

/** Changes of scores and artifacts when a region of the picture or a sampled frame is neutralised, window by window. */
export interface OcclusionMap {
  readonly kind: 'occlusion';
  /** The picture's regions, `columns` x `rows`, row-major. */
  readonly columns: number;
  readonly rows: number;
  readonly windows: readonly OccludedWindow[];
}

export interface OccludedWindow extends Stretch {
  /** Scores with nothing neutralised. */
  readonly scores: ByDimension<number>;
  /** Score without a region minus the score with it, for each region over the whole window. */
  readonly regions: ByDimension<readonly number[]>;
  /** The same for each sampled frame of the window, over the whole picture. */
  readonly frames: ByDimension<readonly number[]>;
  /** The artifacts that the window shows, in the judge's order. */
  readonly artifacts: readonly OccludedArtifact[];
}

export interface OccludedArtifact {
  readonly tag: string;
  /** With nothing neutralised. */
  readonly probability: number;
  /** Probability without a region minus that with it, for each region over the whole window. */
  readonly regions: readonly number[];
  /** The same for each sampled frame of the window. */
  readonly frames: readonly number[];
}
