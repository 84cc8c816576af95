import type { Pathway } from '../../slowfast';
import type { TrainedDimension } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import { PATHWAYS } from '../network/shape';

/** Which pathways each dimension may look at. */
export type PathwayMask = Record<TrainedDimension, readonly Pathway[]>;

/** As the model ships: motion from fast tokens, the look from both. */
export const SLOWFAST_MASK: PathwayMask = PATHWAYS;

/**
 * Without SlowFast (Q-Save, table 3): every dimension sees fast tokens only. Every sampled frame leaves fast tokens, slow
 * or not, and all at one resolution; so what remains is frames at even times at one low resolution.
 */
export const UNIFORM_MASK = Object.fromEntries(
  TRAINED_DIMENSIONS.map((id) => [id, ['fast']]),
) as unknown as PathwayMask;

/** 1 where a dimension may look at the pathway, else 0. */
export function allowance(pathwayMask: PathwayMask, pathway: Pathway, ids: readonly TrainedDimension[]): Float32Array {
  return Float32Array.from(ids, (id) => (pathwayMask[id].includes(pathway) ? 1 : 0));
}
