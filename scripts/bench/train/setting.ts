import { PRESETS } from '../../../src/trainer';

/** What is trained: the first SFT of the trainer, with its network, batch, loss and optimiser. */
const preset = PRESETS['base-5k']!;
export const { shape, sft } = preset;
export const SEED = preset.seed;
/** Steps that the learning-rate schedule stretches over: those of the preset. */
export const SCHEDULE = {
  peak: sft.peakRate,
  warmup: sft.warmupSteps,
  floor: sft.floor,
  steps: sft.epochs * Math.floor(preset.clips / sft.clipsPerBatch),
} as const;
