import type { DimensionId } from '../../quality';
import type { SlowFastOptions } from '../../slowfast';

/** What can be asked of a clip beyond its report; each walks the clip once more. Plain data: it crosses to the worker. */
export type InspectRequest =
  | {
      readonly kind: 'windows';
      /** Sampled moments in a window, and from one window's first to the next one's. `sampledFrames` is a multiple of `step`. */
      readonly sampledFrames: number;
      readonly step: number;
    }
  | { readonly kind: 'patches' }
  | {
      readonly kind: 'occlusion';
      /** Sampled moments in a window; windows follow each other without overlap. */
      readonly sampledFrames: number;
    };

export type Inspection = WindowCurve | PatchMaps | OcclusionMap;

/** A number for each dimension that the model judges. */
export type ByDimension<T> = { readonly [id in DimensionId]?: T };

/** A run of sampled moments. Places count from 0 along the report's `slowfast.frames`. */
export interface Stretch {
  readonly first: number;
  readonly count: number;
  /** Instants of the first and the last moment, seconds. */
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

/** How alike each patch of a sampled frame is to the same patch of the slow frame that was in force (Q-Save 4.2.1). */
export interface PatchMap {
  readonly columns: number;
  readonly rows: number;
  /**
   * Row-major: for `cosine` the cosine of two HSV patches, 0..1; for `luma` the mean |luma difference|, 0..255. NaN
   * where neither patch holds anything (both black), which counts for nothing.
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
  /** One for each sampled moment; undefined for a frame that has none to be compared with: the first one has not. */
  readonly maps: readonly (PatchMap | undefined)[];
}

/** How much scores and faults change when a part of the picture or a moment is neutralised: occlusion, window by window. */
export interface OcclusionMap {
  readonly kind: 'occlusion';
  /** The picture's regions, `columns` x `rows`, row-major. */
  readonly columns: number;
  readonly rows: number;
  readonly windows: readonly OccludedWindow[];
}

export interface OccludedWindow extends Stretch {
  /** The window's own scores, nothing neutralised. */
  readonly scores: ByDimension<number>;
  /** Score without the region less the score with it, a number for each region over the whole window. */
  readonly regions: ByDimension<readonly number[]>;
  /** The same for each moment of the window, the whole picture at a time. */
  readonly frames: ByDimension<readonly number[]>;
  /** The faults that the window shows, in the model's order. */
  readonly artifacts: readonly OccludedArtifact[];
}

export interface OccludedArtifact {
  readonly tag: string;
  /** In the window, nothing neutralised. */
  readonly probability: number;
  /** Probability without the region less that with it, a number for each region over the whole window. */
  readonly regions: readonly number[];
  /** The same for each moment of the window. */
  readonly frames: readonly number[];
}
