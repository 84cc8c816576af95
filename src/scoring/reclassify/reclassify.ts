import { defined } from '../../base';
import type { FrameRecord, SlowFastOptions, patchSums } from '../../slowfast';
import { createPathways, planWindow } from '../../slowfast';
import type { ComparedSample, Comparisons } from './comparisons';
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
  const frames = thinOut(kept.sampledFrames, stride).map(({ index, timestamp, duplicate, frame }): FrameRecord => {
    const { pathway, similarity } = pathways.tell(frame);
    return { index, instant: index / ratePerSecond, timestamp, pathway, similarity, duplicate };
  });
  return { frames, windows: planWindows(frames, options) };
}

/** Every `stride`-th instant with its index at the lower rate. It repeats a frame if all between did. */
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
