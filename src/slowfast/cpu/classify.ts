import type { PlanarFrame } from '../../media';
import { createComparer, createComparisonFrame } from './compare';
import type { Comparer, ComparisonFrame } from './compare';
import type { SlowFastOptions } from '../options';
import type { Classification } from './pathways';
import { createPathways } from './pathways';

/**
 * Classifies frames, given in time order, as slow or fast (Q-Save 4.2.1). A frame whose size differs from the last slow
 * frame's is slow.
 *
 * `onCompared` is called with each compared pair before the slow frame may be replaced. Both are overwritten later.
 */
export function createClassifier(
  options: SlowFastOptions,
  onCompared?: (frame: ComparisonFrame, slow: ComparisonFrame) => void,
): (frame: PlanarFrame) => Classification {
  const pathways = createPathways(options, onCompared);
  let sourceWidth = 0;
  let sourceHeight = 0;
  let comparer: Comparer | undefined;
  let spare: ComparisonFrame | undefined;
  return (frame) => {
    if (!comparer || frame.width !== sourceWidth || frame.height !== sourceHeight) {
      comparer = createComparer(frame.width, frame.height);
      sourceWidth = frame.width;
      sourceHeight = frame.height;
      pathways.reset();
      spare = undefined;
    }
    const current = spare ?? createComparisonFrame(comparer.size);
    comparer.compare(frame, current);
    const before = pathways.slow;
    const classified = pathways.classify(current);
    // Of the compared pair, the one that is not the slow frame now can be overwritten.
    spare = classified.pathway === 'fast' ? current : before;
    return classified;
  };
}
