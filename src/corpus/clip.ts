import type { DimensionId } from '../quality';

/** The dimensions that the corpus labels: all that need no text. */
export const TRAINED_DIMENSIONS = [
  'motion-quality',
  'motion-amplitude',
  'aesthetic-quality',
  'content-quality',
  'clarity-quality',
  'visual-quality',
  'dynamic-quality',
  'overall-quality',
] as const satisfies readonly DimensionId[];

export type TrainedDimension = (typeof TRAINED_DIMENSIONS)[number];

export type Split = 'train' | 'validation' | 'test';

export type Severity = 'slight' | 'clear' | 'severe';
export type Region = 'everywhere' | 'left' | 'right' | 'top' | 'bottom' | 'centre';
export type Span = 'throughout' | 'early' | 'midway' | 'late';

/** One artifact of a clip: what a rationale must name. */
export interface Observation {
  /** A tag id of src/quality/tags.ts. */
  readonly tag: string;
  /** 0 (invisible) to 1 (unwatchable). */
  readonly strength: number;
  readonly severity: Severity;
  readonly region: Region;
  readonly span: Span;
  /** Score points by which it lowers each dimension (before rater noise). */
  readonly cost: Partial<Record<TrainedDimension, number>>;
}

/** Simulated ratings of one dimension in half steps, and their mean. */
export interface DimensionRatings {
  readonly mos: number;
  readonly ratings: readonly number[];
}

export interface ClipLabel {
  readonly id: string;
  /** Scene or photo that the clip is made from: all clips of a content are in one split. */
  readonly content: string;
  readonly split: Split;
  readonly dimensionRatings: Record<TrainedDimension, DimensionRatings>;
  readonly observations: readonly Observation[];
}

/**
 * A clip's tokens (src/slowfast/tokens.ts) as 16-bit fixed point (value * TOKEN_SCALE of its column), rows in time
 * order.
 */
export interface PackedTokens {
  readonly fastRows: number;
  readonly fast: Int16Array;
  readonly slowRows: number;
  readonly slow: Int16Array;
  /** CLIP_FEATURES. */
  readonly clip: Float32Array;
}

/** A clip packed for training. */
export interface PackedClip extends PackedTokens {
  readonly label: ClipLabel;
}
