import type { Result } from '../../base';
import { ok } from '../../base';
import type { LevelDistribution, TokenJudge } from '../../judges';
import type { DimensionId } from '../../quality';
import { expectedScore, levelsOf } from '../../quality';
import type { FrameRecord, PackedWindow, Packer } from '../../slowfast';
import type { SampleLoop } from '../each-sampled-frame';
import { eachSampledFrame } from '../each-sampled-frame';
import { createWindowJudging } from '../judge-windows';
import type { ByDimension, Stretch, WindowCurve } from './inspection';
import { readableTokens } from '../window-source';
import { createSliding } from './sliding';

export interface WindowsParts {
  readonly loop: SampleLoop;
  readonly judge: TokenJudge;
  readonly ids: readonly DimensionId[];
  /** One for each way to cut the clip, each making windows of `sampledFrames`; disposed of by the caller. */
  readonly packers: readonly Packer[];
  readonly sampledFrames: number;
  readonly step: number;
}

/**
 * Scores short, overlapping windows, each on its own. Every sampled frame is packed and judged sampledFrames / step times,
 * so the cost is linear in the clip's length. Only the scores of a window are kept.
 */
export async function scoreWindows(parts: WindowsParts): Promise<Result<WindowCurve>> {
  const { loop, judge, ids, packers, sampledFrames, step } = parts;
  const sliding = createSliding(packers, step, sampledFrames);
  const judging = createWindowJudging({ dimensions: ids });
  const add = (window: PackedWindow): Promise<Result<undefined>> => judging.add(readableTokens(judge, window));
  try {
    const sampled = await eachSampledFrame(loop, (sample) => sliding.push(sample, add));
    if (!sampled.ok) return sampled;
    loop.meter.enter('judging');
    const rest = await sliding.finish(add);
    if (!rest.ok) return rest;
    const windowResults = await judging.finish();
    if (!windowResults.ok) return windowResults;
    const clip = windowResults.value.flatMap(({ frames }) => frames);
    const windows = windowResults.value.map(({ frames, distributions }) => ({
      ...stretchOf(frames, clip[0]?.index ?? 0),
      scores: scoresOf(distributions),
    }));
    return ok({ kind: 'windows', sampledFrames, step, windows: windows.toSorted((a, b) => a.first - b.first) });
  } finally {
    // After a failure or a cancel a window may still be judged; the packers' buffers must outlive it.
    await judging.settle();
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
