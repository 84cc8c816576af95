import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { Judgement, QualityModel } from '../../model/quality-model';
import type { DimensionId } from '../../quality/dimensions';
import { expectedScore, levelsOf } from '../../quality/levels';
import type { Packer } from '../../slowfast/packer';
import type { FrameRecord } from '../../slowfast/tokens';
import { createJudgeLine } from '../judge-line';
import type { MomentWalk } from './each-moment';
import { eachMoment } from './each-moment';
import type { ByDimension, Stretch, WindowCurve } from './inspection';
import { createSliding } from './sliding';

export interface WindowsParts {
  readonly walk: MomentWalk;
  readonly model: QualityModel;
  readonly ids: readonly DimensionId[];
  /** One for each way to cut the clip, each making windows of `moments`; disposed of by the caller. */
  readonly packers: readonly Packer[];
  readonly moments: number;
  readonly step: number;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

/**
 * Scores short, overlapping windows on their own. Every moment is packed moments / step times and judged as often, so
 * the cost grows with the clip's length alone; of a window nothing stays but its scores.
 */
export async function scoreWindows(parts: WindowsParts): Promise<Result<WindowCurve>> {
  const { walk, model, ids, packers, moments, step, now } = parts;
  const sliding = createSliding(packers, step, moments);
  const line = createJudgeLine(model, ids, now);
  try {
    const walked = await eachMoment(walk, (moment) => sliding.push(moment, (window) => line.add(window)));
    if (!walked.ok) return walked;
    walk.meter.enter('judging');
    const rest = await sliding.finish((window) => line.add(window));
    if (!rest.ok) return rest;
    const verdicts = await line.finish();
    if (!verdicts.ok) return verdicts;
    const clip = verdicts.value.flatMap(({ frames }) => frames);
    const windows = verdicts.value.map(({ frames, judgements }) => ({
      ...stretchOf(frames, clip[0]?.index ?? 0),
      scores: scoresOf(judgements),
    }));
    return ok({ kind: 'windows', moments, step, windows: windows.toSorted((a, b) => a.first - b.first) });
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
export function scoresOf(judgements: readonly Judgement[]): ByDimension<number> {
  return Object.fromEntries(
    judgements.map(({ id, profile, probabilities }) => [id, expectedScore(levelsOf(profile), probabilities)]),
  );
}
