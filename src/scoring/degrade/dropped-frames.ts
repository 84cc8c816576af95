import { ok } from '../../base';
import type { PlanarFrame } from '../../media';
import type { Degradation } from './degradation';
import type { DegradationStrength } from './degradation-name';

/** The first of so many frames is shown for all of them. */
const HOLD: Readonly<Record<DegradationStrength, number>> = { slight: 2, clear: 4, strong: 8 };

/** Drops frames: the frame before is shown in their place, as players and encoders do. */
export function droppedFrames(strength: DegradationStrength): Degradation {
  let count = 0;
  let held: PlanarFrame | undefined;
  return {
    everyFrame: true,
    push: (frame) => {
      if (held === undefined || count % HOLD[strength] === 0) held = frame;
      count++;
      const { y, u, v } = held;
      return Promise.resolve(ok([{ ...frame, y, u, v }]));
    },
    end: () => Promise.resolve(ok([])),
    close: () => (held = undefined),
  };
}
