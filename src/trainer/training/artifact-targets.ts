import type { ClipLabel } from '../../corpus';
import { tensor } from '../engine/jax';
import { ARTIFACTS } from '../network/shape';
import type { ArtifactTargets } from './loss';

/** Strength from which all raters see an artifact; below, a proportional share of them. */
const SEEN_BY_ALL = 0.4;

/** Share of raters who see each artifact, 0..1, in the order of ARTIFACTS. */
export function artifactShares({ observations }: Pick<ClipLabel, 'observations'>): Float32Array {
  const shares = new Float32Array(ARTIFACTS.length);
  for (const { tag, strength } of observations) {
    const at = ARTIFACTS.indexOf(tag);
    if (at >= 0) shares[at] = Math.max(shares[at]!, Math.min(1, strength / SEEN_BY_ALL));
  }
  return shares;
}

export function artifactTargets(labels: readonly Pick<ClipLabel, 'observations'>[]): ArtifactTargets {
  const shares = new Float32Array(labels.length * ARTIFACTS.length);
  labels.forEach((label, row) => shares.set(artifactShares(label), row * ARTIFACTS.length));
  return { shares: tensor(shares, [labels.length, ARTIFACTS.length]) };
}
