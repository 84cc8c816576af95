import type { ClipPlan, Nuisance } from '../../../../src/trainer/corpus/plan';
import { planClip } from '../../../../src/trainer/corpus/plan';

/** One small second of people walking, as rich in detail as scenes are, with what is asked of it. */
export function smallWalk({
  harms = [],
  nuisance = {},
}: {
  harms?: ClipPlan['harms'];
  nuisance?: Partial<Nuisance>;
}): ClipPlan {
  return {
    ...planClip('walk', 0, []),
    source: { kind: 'scene', family: 'walkers' },
    width: 256,
    height: 160,
    rate: 8,
    frames: 8,
    harms,
    nuisance: { palette: 0, rateFactor: 0, rescale: 1, oversize: 1, ...nuisance },
  };
}

/** A defect everywhere and all the time. */
export function everywhere(defect: string, severity: number): ClipPlan['harms'][number] {
  return { defect, severity, place: undefined, from: 0, to: 1 };
}
