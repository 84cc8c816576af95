import { PRESETS } from '../../../src/trainer';

/** The preset whose network, batch, loss and optimiser are timed. */
export const PRESET = 'base-24k';
const preset = PRESETS[PRESET]!;
export const { shape, sft } = preset;
export const SEED = preset.seed;
/** Steps that the learning-rate schedule stretches over: those of the preset. */
export const SCHEDULE = {
  peak: sft.peakRate,
  warmup: sft.warmupSteps,
  floor: sft.floor,
  steps: sft.epochs * Math.floor(preset.clips / sft.clipsPerBatch),
} as const;
