import type { Result } from '../base';
import { ok } from '../base';
import type { ArtifactProbability, LevelDistribution, QualityModel } from '../judges';
import type { DimensionId } from '../quality';
import type { FrameRecord, PackedWindow } from '../slowfast';
import type { Explainer } from './explainer';

/** What is kept of a window once it has been judged. */
export interface WindowResult {
  readonly start: number;
  readonly end: number;
  readonly frames: readonly FrameRecord[];
  readonly tokensPerSlowFrame: number;
  readonly tokensSpent: number;
  readonly distributions: readonly LevelDistribution[];
  /** Every fault that the model tells apart; the same ones for every window. */
  readonly artifacts: readonly ArtifactProbability[];
}

/**
 * Judges windows while the next ones are being decoded: one window is in the model's hands, and `add` waits for it, so
 * that a slow model holds the decoder back instead of filling the memory.
 */
export interface JudgeLine {
  /** Takes the window over. Resolves once the window before it has been judged, with that one's failure if it had one. */
  add(window: PackedWindow): Promise<Result<undefined>>;
  /** All verdicts in order. */
  finish(): Promise<Result<readonly WindowResult[]>>;
  /** Resolves when no window is in the model's hands any more, whatever became of it. */
  settle(): Promise<void>;
  /** Milliseconds spent in the model. */
  readonly milliseconds: number;
}

/** @param explainer takes each window over once it is judged; without one it is released. */
export function createJudgeLine(
  model: QualityModel,
  ids: readonly DimensionId[],
  now: () => number,
  explainer?: Explainer,
): JudgeLine {
  const windowResults: WindowResult[] = [];
  let milliseconds = 0;
  let pending: Promise<Result<undefined>> = Promise.resolve(ok(undefined));

  const judge = async (window: PackedWindow): Promise<Result<undefined>> => {
    const started = now();
    try {
      const windowResult = await judgeWindow(model, window, ids, explainer);
      if (!windowResult.ok) return windowResult;
      windowResults.push(windowResult.value);
      return ok(undefined);
    } finally {
      window.release();
      milliseconds += now() - started;
    }
  };
  return {
    async add(window) {
      const before = await pending;
      if (!before.ok) {
        window.release();
        return before;
      }
      pending = judge(window);
      // Thrown errors surface in the next `add` or in `finish`; until then they are not unhandled.
      pending.catch(() => undefined);
      return before;
    },
    async finish() {
      const last = await pending;
      return last.ok ? ok(windowResults) : last;
    },
    async settle() {
      await pending.catch(() => undefined);
    },
    get milliseconds() {
      return milliseconds;
    },
  };
}

async function judgeWindow(
  model: QualityModel,
  window: PackedWindow,
  ids: readonly DimensionId[],
  explainer: Explainer | undefined,
): Promise<Result<WindowResult>> {
  const encoded = await model.encode(window);
  if (!encoded.ok) return encoded;
  let taken = false;
  try {
    const distributions = await encoded.value.judge(ids);
    if (!distributions.ok) return distributions;
    const artifacts = await encoded.value.artifacts();
    if (!artifacts.ok) return artifacts;
    taken = explainer !== undefined;
    const added = await explainer?.add(encoded.value, distributions.value);
    if (added?.ok === false) return added;
    const { start, end, frames, tokensPerSlowFrame, tokensSpent } = window;
    return ok({
      start,
      end,
      frames,
      tokensPerSlowFrame,
      tokensSpent,
      distributions: distributions.value,
      artifacts: artifacts.value,
    });
  } finally {
    if (!taken) encoded.value.release();
  }
}
