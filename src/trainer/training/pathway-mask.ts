import type { Pathway } from '../../slowfast';
import type { TrainedDimension } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import { PATHWAYS } from '../network/shape';

/** Which pathways each dimension may attend to. */
export type PathwayMask = Record<TrainedDimension, readonly Pathway[]>;

/** The mask of the shipped model: fast tokens for motion, both pathways for appearance. */
export const SLOWFAST_MASK: PathwayMask = PATHWAYS;

/**
 * Without SlowFast (Q-Save, table 3): every dimension attends to fast tokens only. Every sampled frame has fast tokens,
 * so the input is frames at even intervals at one low resolution.
 */
export const UNIFORM_MASK = Object.fromEntries(
  TRAINED_DIMENSIONS.map((id) => [id, ['fast']]),
) as unknown as PathwayMask;

/** 1 where a dimension may attend to the pathway, else 0. */
export function pathwayFlags(
  pathwayMask: PathwayMask,
  pathway: Pathway,
  ids: readonly TrainedDimension[],
): Float32Array {
  return Float32Array.from(ids, (id) => (pathwayMask[id].includes(pathway) ? 1 : 0));
}
