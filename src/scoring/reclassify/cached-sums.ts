import type { ComparisonFrame, SlowFastOptions } from '../../slowfast';
import { patchSums } from '../../slowfast';

/** A pair takes 1 kB, so this many take 16 MB. They cover every pair of a ten-second clip at 8 frames/s. */
const MOST_PAIRS = 16_000;

type Sums = WeakMap<ComparisonFrame, WeakMap<ComparisonFrame, Uint32Array>>;

/**
 * `patchSums` with a cache of pairs: a threshold that moves a little compares mostly the same frames with the same slow
 * frames. The cache is emptied when it is full.
 */
export function createCachedSums(): typeof patchSums {
  const known: Record<SlowFastOptions['measure'], Sums> = { cosine: new WeakMap(), luma: new WeakMap() };
  let pairs = 0;
  return (frame, slow, measure) => {
    const found = known[measure].get(slow)?.get(frame);
    if (found !== undefined) return found;
    if (++pairs > MOST_PAIRS) {
      known.cosine = new WeakMap();
      known.luma = new WeakMap();
      pairs = 1;
    }
    const ofSlow = known[measure].get(slow) ?? new WeakMap<ComparisonFrame, Uint32Array>();
    known[measure].set(slow, ofSlow);
    const sums = patchSums(frame, slow, measure);
    ofSlow.set(frame, sums);
    return sums;
  };
}
