import type { Limits } from '../../shell/address/notation';
import { holdWithin } from '../../shell/address/notation';

/** The explorer is a function of this record, which is part of the page's link. */
export interface AsoSettings {
  /** Number of levels over 1..5: nine and five have names, others are custom. */
  readonly levels: number;
  /** The true score s*, on 1..5. */
  readonly target: number;
  /** 0 and Infinity are the limits. */
  readonly lambda: number;
  readonly reward: RewardKind;
  readonly beta: number;
  readonly accuracyWeight: number;
  readonly distanceWeight: number;
  readonly formatWeight: number;
  /** Rewards entered by hand, one per level. */
  readonly table: readonly number[];
  readonly reference: ReferenceKind;
  /** Mean and width of the Gaussian reference, level and smoothing of the one-hot reference. */
  readonly mean: number;
  readonly sigma: number;
  readonly smoothing: number;
  /** Weights drawn by hand or taken from a scored video, one per level. */
  readonly drawn: readonly number[];
  /** The video and dimension of `drawn`. */
  readonly video: string;
  /** The soft targets that the teacher is compared with. */
  readonly labelSmoothing: number;
  readonly labelSigma: number;
  readonly groupSize: number;
  /** Infinity disables clipping. */
  readonly clip: number;
  readonly klWeight: number;
  /** Position of the simulator's policy between reference (0) and teacher (1), now and when its group was drawn. */
  readonly policyAt: number;
  readonly drawnAt: number;
  readonly draws: number;
  readonly seed: number;
  readonly stepSize: number;
  readonly stepsPerGroup: number;
  readonly raceSteps: number;
}

export const REWARD_KINDS = ['absolute', 'squared', 'accuracy', 'rating', 'table'] as const;
export type RewardKind = (typeof REWARD_KINDS)[number];

export const REFERENCE_KINDS = ['uniform', 'gaussian', 'sft', 'video', 'drawn'] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

/**
 * The settings of the ASO paper's training (C.1: lambda = beta = 1; 5.1: eight rollouts, KL weight 0.1) with a reference
 * that differs from the target.
 */
export const DEFAULT_SETTINGS: AsoSettings = {
  levels: 9,
  target: 4,
  lambda: 1,
  reward: 'absolute',
  beta: 1,
  accuracyWeight: 1,
  distanceWeight: 1,
  formatWeight: 0.5,
  table: [],
  reference: 'gaussian',
  mean: 2.5,
  sigma: 0.8,
  smoothing: 0.1,
  drawn: [],
  video: '',
  labelSmoothing: 0.1,
  labelSigma: 0.35,
  groupSize: 8,
  clip: 0.2,
  klWeight: 0.1,
  policyAt: 0,
  drawnAt: 0,
  draws: 1000,
  seed: 1,
  stepSize: 0.2,
  stepsPerGroup: 1,
  raceSteps: 200,
};

type NumberKey = {
  [K in keyof AsoSettings]: AsoSettings[K] extends number ? K : never;
}[keyof AsoSettings];

/** Limits of each number: smallest, largest, whole or not. They apply to links and controls. */
export const LIMITS: Readonly<Record<NumberKey, Limits>> = {
  levels: { min: 2, max: 21, whole: true },
  target: { min: 1, max: 5 },
  lambda: { min: 0, max: Infinity },
  beta: { min: 0, max: 100 },
  accuracyWeight: { min: 0, max: 100 },
  distanceWeight: { min: 0, max: 100 },
  formatWeight: { min: 0, max: 100 },
  mean: { min: 1, max: 5 },
  sigma: { min: 0.05, max: 10 },
  smoothing: { min: 0, max: 1 },
  labelSmoothing: { min: 0, max: 1 },
  labelSigma: { min: 0.05, max: 10 },
  groupSize: { min: 2, max: 64, whole: true },
  clip: { min: 0, max: Infinity },
  klWeight: { min: 0, max: 10 },
  // Less than 1: where the teacher has a level without mass, the KL estimate of a sample of that level is infinite.
  policyAt: { min: 0, max: 0.99 },
  drawnAt: { min: 0, max: 0.99 },
  draws: { min: 10, max: 5000, whole: true },
  seed: { min: 0, max: 999_999, whole: true },
  stepSize: { min: 0.001, max: 10 },
  stepsPerGroup: { min: 1, max: 16, whole: true },
  raceSteps: { min: 10, max: 2000, whole: true },
};

/** The number clamped to the limits of its setting. Undefined for anything but a number. */
export function withinLimits(key: NumberKey, value: number): number | undefined {
  return holdWithin(LIMITS[key], value);
}
