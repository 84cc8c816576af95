import type { Result } from '../../base';
import { ok } from '../../base';
import type { LevelDistribution, QualityModel } from '../../judges';
import type { DimensionId } from '../../quality';
import { expectedScore, levelsOf } from '../../quality';
import type { FrameRecord, Packer } from '../../slowfast';
import { createJudgeLine } from '../judge-line';
import type { SampleWalk } from './each-sampled-frame';
import { eachSample } from './each-sampled-frame';
import type { ByDimension, Stretch, WindowCurve } from './inspection';
import { createSliding } from './sliding';

export interface WindowsParts {
  readonly walk: SampleWalk;
  readonly model: QualityModel;
  readonly ids: readonly DimensionId[];
  /** One for each way to cut the clip, each making windows of `sampledFrames`; disposed of by the caller. */
  readonly packers: readonly Packer[];
  readonly sampledFrames: number;
  readonly step: number;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

/**
 * Scores short, overlapping windows on their own. Every moment is packed moments / step times and judged as often, so
 * the cost grows with the clip's length alone; of a window nothing stays but its scores.
 */
export async function scoreWindows(parts: WindowsParts): Promise<Result<WindowCurve>> {
  const { walk, model, ids, packers, sampledFrames, step, now } = parts;
  const sliding = createSliding(packers, step, sampledFrames);
  const line = createJudgeLine(model, ids, now);
  try {
    const walked = await eachSample(walk, (sample) => sliding.push(sample, (window) => line.add(window)));
    if (!walked.ok) return walked;
    walk.meter.enter('judging');
    const rest = await sliding.finish((window) => line.add(window));
    if (!rest.ok) return rest;
    const windowResults = await line.finish();
    if (!windowResults.ok) return windowResults;
    const clip = windowResults.value.flatMap(({ frames }) => frames);
    const windows = windowResults.value.map(({ frames, distributions }) => ({
      ...stretchOf(frames, clip[0]?.index ?? 0),
      scores: scoresOf(distributions),
    }));
    return ok({ kind: 'windows', sampledFrames, step, windows: windows.toSorted((a, b) => a.first - b.first) });
  } finally {
    // A failure or a cancel must not leave a window with the model after the packers' buffers have gone.
    await line.settle();
  }
}

/** Where a window lies; `origin` is the index of the clip's first sampled instant, which may come late. */
export function stretchOf(frames: readonly FrameRecord[], origin: number): Stretch {
  const first = frames[0]?.index ?? origin;
  return {
    first: first - origin,
    count: frames.length,
    start: frames[0]?.instant ?? 0,
    end: frames.at(-1)?.instant ?? 0,
  };
}

/** Expected scores on 1..5 (Q-Save 4.2.2). */
export function scoresOf(distributions: readonly LevelDistribution[]): ByDimension<number> {
  return Object.fromEntries(
    distributions.map(({ id, profile, probabilities }) => [id, expectedScore(levelsOf(profile), probabilities)]),
  );
}
