import { defined } from '../../base';
import type { FrameRecord, SlowFastOptions, patchSums } from '../../slowfast';
import { createPathways, planWindow } from '../../slowfast';
import type { ComparedSample, Comparisons } from './comparisons';
import type { PlannedWindow, Reclassification, ReclassifyRequest } from './reclassification';
import { strideOf } from './reclassification';

/**
 * Classifies kept comparison frames as slow or fast again and plans the windows, with the code that scores (Q-Save
 * 4.2.1). A lower rate takes every n-th sampled frame, because the same frames are shown at its instants. `sumsOf` may
 * cache earlier comparisons.
 */
export function reclassify(
  kept: Comparisons,
  { options, ratePerSecond }: ReclassifyRequest,
  sumsOf?: typeof patchSums,
): Reclassification {
  const stride = defined(strideOf(kept.ratePerSecond, ratePerSecond), 'a rate that divides the sampled one');
  const pathways = createPathways(options, undefined, sumsOf);
  const frames = thinOut(kept.sampledFrames, stride).map(({ index, timestamp, duplicate, frame }): FrameRecord => {
    const { pathway, similarity } = pathways.classify(frame);
    return { index, instant: index / ratePerSecond, timestamp, pathway, similarity, duplicate };
  });
  return { frames, windows: planWindows(frames, options) };
}

/** Every `stride`-th frame with its index at the lower rate. It is a duplicate if all frames since the one before are. */
function thinOut(sampledFrames: readonly ComparedSample[], stride: number): ComparedSample[] {
  const kept: ComparedSample[] = [];
  let repeated = true;
  for (const sample of sampledFrames) {
    repeated &&= sample.duplicate;
    if (sample.index % stride !== 0) continue;
    kept.push({ ...sample, index: sample.index / stride, duplicate: repeated && kept.length > 0 });
    repeated = true;
  }
  return kept;
}

function planWindows(frames: readonly FrameRecord[], { windowFrames, budget }: SlowFastOptions): PlannedWindow[] {
  return Array.from({ length: Math.ceil(frames.length / windowFrames) }, (_, i) => {
    const window = frames.slice(i * windowFrames, (i + 1) * windowFrames);
    const slowFrames = window.filter(({ pathway }) => pathway === 'slow').length;
    const fastFrames = window.length - slowFrames;
    const { tokensPerSlowFrame, tokensSpent } = planWindow(window, budget);
    const [first, last] = [window[0]!, window.at(-1)!];
    return { start: first.instant, end: last.instant, slowFrames, fastFrames, tokensPerSlowFrame, tokensSpent };
  });
}
