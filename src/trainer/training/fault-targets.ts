import type { ClipLabel } from '../corpus/clip';
import { tensor } from '../engine/jax';
import { FAULTS } from '../network/shape';
import type { FaultTargets } from './loss';

/** Strength from which a fault is taken to be seen by all; fainter ones by some, in proportion. */
const SEEN_BY_ALL = 0.4;

/** How surely each fault is there: 0..1 in the order of FAULTS. */
export function faultShares({ findings }: Pick<ClipLabel, 'findings'>): Float32Array {
  const shares = new Float32Array(FAULTS.length);
  for (const { tag, strength } of findings) {
    const at = FAULTS.indexOf(tag);
    if (at >= 0) shares[at] = Math.max(shares[at]!, Math.min(1, strength / SEEN_BY_ALL));
  }
  return shares;
}

export function faultTargets(labels: readonly Pick<ClipLabel, 'findings'>[]): FaultTargets {
  const shares = new Float32Array(labels.length * FAULTS.length);
  labels.forEach((label, row) => shares.set(faultShares(label), row * FAULTS.length));
  return { shares: tensor(shares, [labels.length, FAULTS.length]) };
}
