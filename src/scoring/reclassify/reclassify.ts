import { defined } from '../../base/assert';
import { planWindow } from '../../slowfast/budget';
import type { SlowFastOptions } from '../../slowfast/options';
import { createPathways } from '../../slowfast/pathways';
import type { patchSums } from '../../slowfast/patch-sums';
import type { FrameRecord } from '../../slowfast/tokens';
import type { ComparedMoment, Comparisons } from './comparisons';
import type { PlannedWindow, Reclassification, ReclassifyRequest } from './reclassification';
import { strideOf } from './reclassification';

/**
 * Tells slow from fast frames anew among kept comparison frames and plans the windows, by the code that scores (Q-Save
 * 4.2.1). A lower rate takes every n-th moment: at its instants the same frames are on show. `sumsOf` may remember what
 * frames were compared before.
 */
export function reclassify(
  kept: Comparisons,
  { options, ratePerSecond }: ReclassifyRequest,
  sumsOf?: typeof patchSums,
): Reclassification {
  const stride = defined(strideOf(kept.ratePerSecond, ratePerSecond), 'a rate that divides the sampled one');
  const pathways = createPathways(options, undefined, sumsOf);
  const frames = thinOut(kept.moments, stride).map(({ index, timestamp, duplicate, frame }): FrameRecord => {
    const { pathway, similarity } = pathways.tell(frame);
    return { index, instant: index / ratePerSecond, timestamp, pathway, similarity, duplicate };
  });
  return { frames, windows: planWindows(frames, options) };
}

/** Every `stride`-th instant with its index at the lower rate. It repeats a frame if all between did. */
function thinOut(moments: readonly ComparedMoment[], stride: number): ComparedMoment[] {
  const kept: ComparedMoment[] = [];
  let repeated = true;
  for (const moment of moments) {
    repeated &&= moment.duplicate;
    if (moment.index % stride !== 0) continue;
    kept.push({ ...moment, index: moment.index / stride, duplicate: repeated && kept.length > 0 });
    repeated = true;
  }
  return kept;
}

function planWindows(frames: readonly FrameRecord[], { windowMoments, budget }: SlowFastOptions): PlannedWindow[] {
  return Array.from({ length: Math.ceil(frames.length / windowMoments) }, (_, i) => {
    const window = frames.slice(i * windowMoments, (i + 1) * windowMoments);
    const slowFrames = window.filter(({ pathway }) => pathway === 'slow').length;
    const fastFrames = window.length - slowFrames;
    const { tokensPerSlowFrame, tokensSpent } = planWindow(window, budget);
    const [first, last] = [window[0]!, window.at(-1)!];
    return { start: first.instant, end: last.instant, slowFrames, fastFrames, tokensPerSlowFrame, tokensSpent };
  });
}
