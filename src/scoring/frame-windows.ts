import { defined, ok } from '../base';
import type { FrameJudge, WindowFrame } from '../judges';
import { smallerPicture } from '../judges';
import type { PlanarFrame, SampledFrame } from '../media';
import type { FrameRecord, SlowFastOptions } from '../slowfast';
import { createClassifier, planBudget } from '../slowfast';
import type { ReadableWindow, WindowSource } from './window-source';

const REASON = 'The judge reads pictures; frames are compared on the CPU.';

/** Where a judge does not state what a token stands for, its pictures are kept at up to this size. */
const DEFAULT_PIXELS_PER_TOKEN = 32 * 32;

/** Windows of pictures: each frame with its pathway and the tokens that the budget grants it (Q-Save 4.2.1). */
export function frameWindows(judge: FrameJudge, options: SlowFastOptions): WindowSource {
  const { windowFrames, budget } = options;
  const classify = createClassifier(options);
  const maxPixels = budget.slowMax * (judge.sampling.pixelsPerToken ?? DEFAULT_PIXELS_PER_TOKEN);
  let taken: Taken[] = [];
  let last: PlanarFrame | undefined;

  const take = ({ index, instant, frame, duplicate }: SampledFrame): void => {
    const { pathway, similarity } = classify(frame);
    const record = { index, instant, timestamp: frame.timestamp, pathway, similarity, duplicate };
    last = duplicate && last !== undefined ? last : smallerPicture(frame, maxPixels);
    taken.push({ record, picture: last });
  };
  const close = (): ReadableWindow | undefined => {
    if (taken.length === 0) return undefined;
    const window = readablePictures(judge, taken, budget);
    taken = [];
    return window;
  };
  return {
    backend: 'cpu',
    reason: REASON,
    push(sample) {
      take(sample);
      return Promise.resolve(ok(taken.length === windowFrames ? close() : undefined));
    },
    finish: () => Promise.resolve(ok(close())),
    dispose() {
      taken = [];
      last = undefined;
    },
  };
}

interface Taken {
  readonly record: FrameRecord;
  readonly picture: PlanarFrame;
}

function readablePictures(
  judge: FrameJudge,
  taken: readonly Taken[],
  budget: SlowFastOptions['budget'],
): ReadableWindow {
  const records = taken.map(({ record }) => record);
  const slowFrames = records.filter(({ pathway }) => pathway === 'slow').length;
  const plan = planBudget(slowFrames, records.length - slowFrames, budget);
  let frames: readonly WindowFrame[] = taken.map(({ record, picture }) => ({
    record,
    picture,
    tokens: record.pathway === 'slow' ? plan.slow : plan.fast,
  }));
  return {
    start: records[0]!.instant,
    end: defined(records.at(-1), 'the last frame of a window').instant,
    records,
    tokensPerSlowFrame: plan.slow,
    tokensSpent: plan.spent,
    read: () => judge.read({ frames }),
    // The pictures of a window are the largest thing here: nothing may keep them after it was judged.
    release: () => (frames = []),
  };
}
