import type { ComparisonFrame } from './cpu/compare';
import type { SlowFastOptions } from './options';
import { patchSums } from './cpu/patch-sums';
import { countSimilar, isFast, similarityOf, thresholdsOf } from './similarity';
import type { Pathway } from './tokens';

export interface Classification {
  readonly pathway: Pathway;
  /** Fraction of similar patches against the last slow frame; 1 for the first frame, which has none. */
  readonly similarity: number;
}

/** Tells slow from fast among comparison frames, in time order. It holds on to the last slow one. */
export interface Pathways {
  /** The slow frame in force: what the next frame is compared with. */
  readonly slow: ComparisonFrame | undefined;
  tell(frame: ComparisonFrame): Classification;
  /** Forgets the slow frame: what comes next resembles nothing that came before. */
  cut(): void;
}

/**
 * Q-Save 4.2.1: the first frame is slow; one that resembles the last slow frame is fast; any other becomes the new slow
 * frame. `onCompared` sees each pair that is compared, before the frame may take the slow one's place; `sumsOf` may
 * remember what two frames' pixels say.
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
    tell(frame) {
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
    cut: () => (slow = undefined),
  };
}
