import { createRandom } from '../../../src/base/random';
import {
  CLIP_FEATURES,
  FAST_PIXELS,
  FAST_STATISTICS,
  FAST_WIDTH,
  SLOW_PIXELS,
  SLOW_STATISTICS,
  SLOW_WIDTH,
} from '../../../src/slowfast/tokens';
import type { ClipLabel, Observation, PackedClip, Split, TrainedDimension } from '../../../src/corpus/clip';
import { TRAINED_DIMENSIONS } from '../../../src/corpus/clip';
import type { NetworkShape } from '../../../src/trainer/network/shape';
import type { ClipSource, TokenUnits } from '../../../src/trainer/training/source';

/** A network small enough to train in a test. */
export const TINY: NetworkShape = {
  width: 8,
  heads: 2,
  hidden: 8,
  summary: { hidden: 8, headOut: 8 },
  encoderLayers: 1,
  decoderLayers: 1,
};

export const UNITS: TokenUnits = {
  fast: new Float32Array(FAST_WIDTH).fill(1 / 1024),
  slow: new Float32Array(SLOW_WIDTH).fill(1 / 1024),
};

/** An artifact of half strength in the whole picture of the whole clip. */
export function observation(tag: string, cost: Observation['cost']): Observation {
  return { tag, strength: 0.5, severity: 'clear', region: 'everywhere', span: 'throughout', cost };
}

/** A clip of random tokens whose statistics all follow its quality, so that there is something to learn. */
export function randomClip(seed: string, split: Split, fastRows = 32, slowRows = 6): PackedClip {
  const random = createRandom(seed);
  const quality = random.next();
  const mos = Math.round(2 * (1 + 4 * quality)) / 2;
  const dimensionRatings = Object.fromEntries(
    TRAINED_DIMENSIONS.map((id) => [id, { mos, ratings: [mos] }]),
  ) as unknown as Record<TrainedDimension, { mos: number; ratings: number[] }>;
  const label: ClipLabel = {
    id: seed,
    content: seed,
    split,
    dimensionRatings,
    observations: [
      {
        tag: 'blur',
        strength: 1 - quality,
        severity: 'clear',
        region: 'left',
        span: 'throughout',
        cost: { 'clarity-quality': 4 * (1 - quality), 'visual-quality': 1 },
      },
    ],
  };
  const rows = (count: number, width: number, pixels: number, statistics: number): Int16Array => {
    const data = new Int16Array(count * width);
    for (let row = 0; row < count; row++) {
      for (let i = 0; i < width; i++) {
        const value =
          i < pixels ? random.next() : i < pixels + statistics ? quality + 0.1 * random.normal() : random.next();
        data[row * width + i] = Math.round(1024 * value);
      }
    }
    return data;
  };
  const clip = new Float32Array(CLIP_FEATURES.length).map(() => random.uniform(0.2, 1));
  return {
    label,
    fastRows,
    fast: rows(fastRows, FAST_WIDTH, FAST_PIXELS, FAST_STATISTICS.length),
    slowRows,
    slow: rows(slowRows, SLOW_WIDTH, SLOW_PIXELS, SLOW_STATISTICS.length),
    clip,
  };
}

export function randomSource(train: number, validation: number): ClipSource {
  const clips = (split: Split, count: number): PackedClip[] =>
    Array.from({ length: count }, (_, i) => randomClip(`${split}/${i}`, split, 16 * (1 + (i % 3)), 4 + (i % 5)));
  const splits = { train: clips('train', train), validation: clips('validation', validation), test: clips('test', 4) };
  return {
    units: UNITS,
    labels: (split) => splits[split].map((clip) => clip.label),
    clip: (split, index) => splits[split][index]!,
  };
}
