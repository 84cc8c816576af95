import type { PlanarFrame } from '../media/frame';
import { createComparer, createComparisonFrame } from './compare';
import type { Comparer, ComparisonFrame } from './compare';
import type { SlowFastOptions } from './options';
import { countSimilar, isFast, similarityOf, thresholdsOf } from './similarity';
import type { Pathway } from './tokens';

export interface Classification {
  readonly pathway: Pathway;
  /** Fraction of similar patches against the last slow frame; 1 for the first frame, which has none. */
  readonly similarity: number;
}

/**
 * Tells slow from fast frames in time order (Q-Save 4.2.1): the first is slow; one that resembles the last slow frame
 * is fast; any other becomes the new slow frame. A frame of another size than the last slow one resembles nothing.
 */
export function createClassifier(options: SlowFastOptions): (frame: PlanarFrame) => Classification {
  const thresholds = thresholdsOf(options);
  let sourceWidth = 0;
  let sourceHeight = 0;
  let comparer: Comparer | undefined;
  let reference: ComparisonFrame | undefined;
  let current: ComparisonFrame | undefined;
  return (frame) => {
    const first = comparer === undefined;
    if (!comparer || frame.width !== sourceWidth || frame.height !== sourceHeight) {
      comparer = createComparer(frame.width, frame.height);
      sourceWidth = frame.width;
      sourceHeight = frame.height;
      reference = undefined;
      current = undefined;
    }
    current ??= createComparisonFrame(comparer.size);
    comparer.compare(frame, current);
    if (reference) {
      const count = countSimilar(current, reference, thresholds);
      if (isFast(count, thresholds)) return { pathway: 'fast', similarity: similarityOf(count) };
      [reference, current] = [current, reference];
      return { pathway: 'slow', similarity: similarityOf(count) };
    }
    [reference, current] = [current, undefined];
    return { pathway: 'slow', similarity: first ? 1 : 0 };
  };
}
