import type { ComparisonFrame } from './compare';
import type { SlowFastOptions } from '../options';
import { patchSums } from './patch-sums';
import { similarityOf, thresholdsOf } from '../thresholds';
import { countSimilar, isFast } from './patch-similarity';
import type { Pathway } from '../tokens';

export interface Classification {
  readonly pathway: Pathway;
  /** Fraction of patches similar to the last slow frame's; 1 for the first frame, which has none to compare with. */
  readonly similarity: number;
}

/** Classifies comparison frames in time order. Keeps a reference to the last slow one. */
export interface Pathways {
  /** The last slow frame, which the next frame is compared with. */
  readonly slow: ComparisonFrame | undefined;
  classify(frame: ComparisonFrame): Classification;
  /** Drops the slow frame: the next frame is slow, with similarity 0. */
  reset(): void;
}

/**
 * Q-Save 4.2.1: the first frame is slow; a frame similar enough to the last slow frame is fast; any other is the new
 * slow frame. `onCompared` is called with each compared pair before the slow frame may be replaced. `sumsOf` may cache
 * the patch sums of two frames, which do not depend on the thresholds.
 */
export function createPathways(
  options: SlowFastOptions,
  onCompared?: (frame: ComparisonFrame, slow: ComparisonFrame) => void,
  sumsOf: typeof patchSums = patchSums,
): Pathways {
  const thresholds = thresholdsOf(options);
  let slow: ComparisonFrame | undefined;
  let first = true;
  return {
    get slow() {
      return slow;
    },
    classify(frame) {
      if (slow === undefined) {
        const similarity = first ? 1 : 0;
        slow = frame;
        first = false;
        return { pathway: 'slow', similarity };
      }
      onCompared?.(frame, slow);
      const count = countSimilar(frame, slow, thresholds, sumsOf(frame, slow, thresholds.measure));
      if (isFast(count, thresholds)) return { pathway: 'fast', similarity: similarityOf(count) };
      slow = frame;
      return { pathway: 'slow', similarity: similarityOf(count) };
    },
    reset: () => (slow = undefined),
  };
}
