import { ok } from '../../base';
import type { PlanarFrame } from '../../media';
import type { Degradation } from './degradation';
import type { DegradationStrength } from './degradation-name';

/** Of so many frames in a row the first stays on show for all. */
const HOLD: Readonly<Record<DegradationStrength, number>> = { slight: 2, clear: 4, strong: 8 };

/** Frames that were lost on the way: the one before stays on show in their place, as players and encoders do it. */
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
