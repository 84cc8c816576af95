import type { SftOptions } from './stages/sft';

/** Everything that decides what a run makes: the same preset, seed, content and code give the same model. */
export interface Preset {
  readonly name: string;
  /** Clips of all splits together. */
  readonly clips: number;
  readonly seed: number;
  readonly sft: Omit<SftOptions, 'seed'>;
  /**
   * The shuffled-label control: how often, with how many epochs; the rest of its numbers are those of `sft`. Several,
   * because one of them ranks clips by some smooth accident of its start, which correlates with anything.
   */
  readonly control: { readonly runs: number; readonly epochs: number };
}

/**
 * The first model. The sizes follow what small transformers on such tokens were found to want: width 96, three layers a
 * trunk, AdamW near 1e-3. Clips are turned at random (network/orientation.ts), so seven epochs do not overfit them.
 */
const firstLight: Preset = {
  name: 'first-light',
  clips: 4_200,
  seed: 1,
  sft: {
    shape: { width: 96, heads: 4, hidden: 192, encoderLayers: 3, decoderLayers: 2 },
    epochs: 7,
    clipsPerBatch: 16,
    rows: { fast: 96, slow: 48 },
    answersPerClip: 1,
    softness: { nineLevels: 0.35, fiveRatings: 0.5 },
    // Q-Save 4.2.3 has alpha = beta = 1 with scores on 0..1; on 1..5 half a weight is already eight times that.
    weigh: { rating: 1, score: 0.5, rationale: 0.2 },
    optimiser: { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1, maxNorm: 1 },
    peakRate: 1.5e-3,
    warmupSteps: 100,
    floor: 0.02,
    averageDecay: 0.995,
    checkpointEvery: 100,
    evaluationRows: { fast: 192, slow: 72 },
  },
  control: { runs: 3, epochs: 1 },
};

/** Minutes instead of an hour, for trying the way from corpus to pack; its model is worth nothing. */
const smoke: Preset = {
  name: 'smoke',
  clips: 96,
  seed: 1,
  sft: {
    ...firstLight.sft,
    shape: { width: 32, heads: 2, hidden: 64, encoderLayers: 1, decoderLayers: 1 },
    epochs: 2,
    clipsPerBatch: 8,
    rows: { fast: 32, slow: 16 },
    warmupSteps: 4,
    checkpointEvery: 5,
    evaluationRows: { fast: 64, slow: 24 },
  },
  control: { runs: 2, epochs: 1 },
};

export const PRESETS: Readonly<Record<string, Preset>> = { [firstLight.name]: firstLight, [smoke.name]: smoke };
