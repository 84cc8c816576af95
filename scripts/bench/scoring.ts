import type { Result } from '../../src/base';
import { ok } from '../../src/base';
import type { ScoreDeps, ScoreOptions, ScoreReport } from '../../src/scoring';
import { score } from '../../src/scoring';
import { decodeOnly } from './decode';
import { median } from './median';

/** Medians over the repetitions, milliseconds. */
export interface Measurement {
  readonly repetitions: number;
  readonly frames: number;
  readonly decodeOnly: number;
  readonly total: number;
  /** Whole scoring over decoding alone: the median of the pairs' ratios. */
  readonly ratio: number;
  readonly slowfast: number;
  readonly model: number;
  /** Of the last run: where it ran and why. */
  readonly report: ScoreReport;
}

/**
 * Scores a clip `repetitions` times, each time right after decoding it alone, so that a busy machine slows both. One
 * run before them loads the model and warms the caches; it does not count.
 */
export async function measureScoring(
  file: Blob,
  name: string,
  options: ScoreOptions,
  deps: ScoreDeps,
  repetitions: number,
): Promise<Result<Measurement>> {
  const warm = await score(file, name, options, deps);
  if (!warm.ok) return warm;
  let report = warm.value;
  let frames = 0;
  const decoding: number[] = [];
  const timings: ScoreReport['timings'][] = [];
  for (let i = 0; i < repetitions; i++) {
    const decoded = await decodeOnly(file);
    if (!decoded.ok) return decoded;
    const scored = await score(file, name, options, deps);
    if (!scored.ok) return scored;
    decoding.push(decoded.value.milliseconds);
    timings.push(scored.value.timings);
    report = scored.value;
    frames = decoded.value.frames;
  }
  return ok({
    repetitions,
    frames,
    decodeOnly: median(decoding),
    total: median(timings.map((each) => each.total)),
    ratio: median(timings.map((each, i) => each.total / decoding[i]!)),
    slowfast: median(timings.map((each) => each.slowfast)),
    model: median(timings.map((each) => each.model)),
    report,
  });
}
