import type { AdamWOptions } from '../engine/adamw';
import type { Evaluation } from '../evaluation/network';
import type { Scalings } from '../network/scalings';
import type { Weights } from '../network/parameters';
import type { NetworkShape } from '../network/shape';
import type { BatchRows } from '../training/batch';
import type { Journal } from '../training/journal';
import type { PathwayMask } from '../training/pathway-mask';

/** Options of every stage: length, rates, batches. */
export interface PaceOptions {
  readonly epochs: number;
  readonly clipsPerBatch: number;
  readonly optimiser: AdamWOptions;
  readonly peakRate: number;
  readonly warmupSteps: number;
  /** Fraction of the peak rate at the last step. */
  readonly floor: number;
  /** Decay of the weights' moving average. */
  readonly averageDecay: number;
  readonly checkpointEvery: number;
}

/** The same of a stage that trains the whole network. */
export interface StageOptions extends PaceOptions {
  /** Rows that a clip gives to a training batch. */
  readonly rows: BatchRows;
  /** Rows a clip in evaluation between epochs. */
  readonly evaluationRows: BatchRows;
}

/** What is trained in every stage. */
export interface Subject {
  readonly shape: NetworkShape;
  readonly pathwayMask: PathwayMask;
  readonly seed: number;
}

/** Validation after an epoch. */
export interface Validation {
  readonly evaluation: Evaluation;
  /** Fraction of answers in the trained form; undefined where no answer was written. */
  readonly wellFormed?: number;
  /** From the ratings right after the prompts, where `evaluation` uses those after the rationale. */
  readonly atPrompts?: Evaluation;
}

/** Files and callbacks of a stage. */
export interface StageContext {
  readonly name: string;
  /** Identity that the checkpoint must have. */
  readonly identity: string;
  readonly checkpointPath: string;
  readonly journal: Journal;
  readonly onStep: (done: number, total: number, metrics: { loss: number; clipsPerSecond: number }) => void;
  readonly onEpoch: (epoch: number, validation: Validation) => void;
  /** Called after each step; true saves and stops. */
  readonly shouldStop: () => boolean;
}

/** A trained network: the moving average of its weights, and the scaling of its inputs. */
export interface Trained {
  readonly shape: NetworkShape;
  readonly weights: Weights;
  readonly scalings: Scalings;
  /** Steps of this stage and of those before it. */
  readonly steps: number;
}
