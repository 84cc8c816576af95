import type { Pathway } from '../../slowfast/tokens';
import type { TrainedDimension } from '../corpus/clip';
import { TRAINED_DIMENSIONS } from '../corpus/clip';
import { PATHWAYS } from '../network/shape';

/** Which pathways each dimension may look at. */
export type Sight = Record<TrainedDimension, readonly Pathway[]>;

/** As the model ships: motion from fast tokens, the look from both. */
export const SLOWFAST_SIGHT: Sight = PATHWAYS;

/**
 * Without SlowFast (Q-Save, table 3): every dimension sees fast tokens only. Every sampled frame leaves fast tokens, slow
 * or not, and all at one resolution; so what remains is frames at even times at one low resolution.
 */
export const UNIFORM_SIGHT = Object.fromEntries(TRAINED_DIMENSIONS.map((id) => [id, ['fast']])) as unknown as Sight;

/** 1 where a dimension may look at the pathway, else 0. */
export function allowance(sight: Sight, pathway: Pathway, ids: readonly TrainedDimension[]): Float32Array {
  return Float32Array.from(ids, (id) => (sight[id].includes(pathway) ? 1 : 0));
}
