import * as v from 'valibot';
import type { Result } from '../../base';
import { createRandom, fail, ok } from '../../base';
import {
  CLIP_FEATURES,
  FAST_GRID,
  FAST_PIXELS,
  FAST_STATISTICS,
  FAST_TOKENS,
  FAST_WIDTH,
  FRAGMENTS,
  FRAGMENT_GRID,
  PATCH_AREA,
  SLOW_PIXELS,
  SLOW_STATISTICS,
  SLOW_WIDTH,
} from '../../slowfast';

const rows = v.pipe(v.number(), v.integer(), v.minValue(1));
const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const goldenSchema = v.object({
  seed: v.number(),
  fastRows: rows,
  slowRows: rows,
  /** By dimension id: the trained network's level probabilities, lowest level first. */
  expected: v.record(v.string(), v.pipe(v.array(probability), v.minLength(2))),
  /** Probability of each artifact, in the manifest's order. */
  artifacts: v.optional(v.array(probability), []),
  /** Largest allowed difference of one probability. */
  tolerance: v.pipe(v.number(), v.gtValue(0), v.maxValue(0.1)),
});

/** golden.json of a pack: the seed of one input, and the network's answer to it at export. */
export type Golden = v.InferOutput<typeof goldenSchema>;

export function parseGolden(json: unknown): Result<Golden> {
  const parsed = v.safeParse(goldenSchema, json);
  if (parsed.success) return ok(parsed.output);
  const issue = parsed.issues[0];
  const where = v.getDotPath(issue) ?? 'the top level';
  return fail(
    'model-invalid',
    `The model's golden answer is not valid at ${where}: ${issue.message}. Export the pack again.`,
  );
}

/** Tokens of a made-up window: row-major float32 matrices as src/slowfast/tokens.ts lays them out. */
export interface GoldenWindow {
  /** [fastRows, FAST_WIDTH] */
  readonly fast: Float32Array<ArrayBuffer>;
  /** [slowRows, SLOW_WIDTH] */
  readonly slow: Float32Array<ArrayBuffer>;
  /** CLIP_FEATURES */
  readonly clip: Float32Array<ArrayBuffer>;
}

/**
 * The golden input: numbers in the ranges of real tokens, a pure function of the seed, called by exporter and runtime. It
 * draws uniform numbers only, because logarithms and cosines differ between engines.
 */
export function goldenWindow(seed: number, fastRows: number, slowRows: number): GoldenWindow {
  const random = createRandom(`golden/${seed}`);
  const fast = new Float32Array(fastRows * FAST_WIDTH);
  for (let row = 0; row < fastRows; row++) {
    const at = row * FAST_WIDTH;
    for (let i = 0; i < 3 * PATCH_AREA; i++) fast[at + i] = random.next();
    for (let i = 3 * PATCH_AREA; i < FAST_PIXELS; i++) fast[at + i] = random.uniform(-12, 12);
    // ln1p of mean |d1|, mean |d2|, max |d1|; mean d1 / 16; mean luma / 255; ln1p of spread, gradient, chroma d1.
    const statistics = [
      random.uniform(0.5, 2.5),
      random.uniform(0.5, 2.5),
      random.uniform(2, 4),
      random.uniform(-0.3, 0.3),
      random.next(),
      random.uniform(1, 4),
      random.uniform(1, 3),
      random.uniform(0.3, 2),
    ];
    fast.set(statistics, at + FAST_PIXELS);
    for (let i = statistics.length; i < FAST_STATISTICS.length; i++) fast[at + FAST_PIXELS + i] = random.uniform(-1, 2);
    const cell = row % FAST_TOKENS;
    const seconds = Math.floor(row / FAST_TOKENS) / 8;
    const x = ((cell % FAST_GRID) + 0.5) / FAST_GRID;
    const y = (Math.floor(cell / FAST_GRID) + 0.5) / FAST_GRID;
    fast.set([x, y, seconds], at + FAST_PIXELS + FAST_STATISTICS.length);
  }

  const slow = new Float32Array(slowRows * SLOW_WIDTH);
  for (let row = 0; row < slowRows; row++) {
    const at = row * SLOW_WIDTH;
    for (let i = 0; i < SLOW_PIXELS; i++) slow[at + i] = random.next();
    for (let i = 0; i < SLOW_STATISTICS.length; i++) slow[at + SLOW_PIXELS + i] = random.uniform(0, 3);
    // The mean, the flat and clipped fractions, coherence and normalised luma are fractions; the two step excesses and
    // the colour differences may be negative.
    for (const i of [6, 7, 8, 19, 21]) slow[at + SLOW_PIXELS + i] = random.next();
    for (const i of [10, 11, 22, 23]) slow[at + SLOW_PIXELS + i] = random.uniform(-0.5, 1);
    const cell = row % FRAGMENTS;
    const seconds = Math.floor(row / FRAGMENTS) / 2;
    const x = ((cell % FRAGMENT_GRID) + 0.5) / FRAGMENT_GRID;
    const y = (Math.floor(cell / FRAGMENT_GRID) + 0.5) / FRAGMENT_GRID;
    slow.set([x, y, seconds], at + SLOW_PIXELS + SLOW_STATISTICS.length);
  }

  const clip = new Float32Array(CLIP_FEATURES.length);
  clip.set([random.uniform(0.5, 2), random.uniform(0.5, 2), 1 / 24, random.uniform(0.1, 0.5)]);
  return { fast, slow, clip };
}
