import type { PlanarFrame } from '../media';
import { createComparer, createComparisonFrame } from './cpu/compare';
import type { Comparer, ComparisonFrame } from './cpu/compare';
import type { SlowFastOptions } from './options';
import type { Classification } from './pathways';
import { createPathways } from './pathways';

/**
 * Tells slow from fast frames in time order (Q-Save 4.2.1). A frame of another size than the last slow one resembles
 * nothing.
 *
 * `onCompared` sees each pair that is compared, before the frame may take the slow one's place; both are overwritten
 * later.
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
      pathways.cut();
      spare = undefined;
    }
    const current = spare ?? createComparisonFrame(comparer.size);
    comparer.compare(frame, current);
    const before = pathways.slow;
    const told = pathways.tell(current);
    // What was compared and is not the slow frame now can be overwritten.
    spare = told.pathway === 'fast' ? current : before;
    return told;
  };
}
