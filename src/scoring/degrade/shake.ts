import type { Degradation, PlaneChange } from './degradation';
import { eachFrame, eachPlane } from './degradation';
import type { DegradationStrength } from './degradation-name';

/** Widest throw, as a share of the picture's shorter side. */
const REACH: Readonly<Record<DegradationStrength, number>> = { slight: 0.008, clear: 0.02, strong: 0.045 };

/** A hand swings at a few frequencies at once, hertz, that never meet again; shares add up to 1. */
const SWINGS = [
  { hertz: 2.3, share: 0.45, x: 0.4, y: 2.1 },
  { hertz: 5.9, share: 0.35, x: 1.7, y: 0.3 },
  { hertz: 10.7, share: 0.2, x: 2.9, y: 4.4 },
] as const;

/** An unsteady hand: the picture is thrown about along its time, edges repeated. */
export function shake(strength: DegradationStrength): Degradation {
  return eachFrame((frame) => {
    const reach = Math.max(2, REACH[strength] * Math.min(frame.width, frame.height));
    const dx = thrown(frame.timestamp, reach, 'x');
    const dy = thrown(frame.timestamp, reach, 'y');
    return dx === 0 && dy === 0 ? frame : eachPlane(frame, shifted(dx, dy));
  });
}

/** Whole pairs of pixels, so that luma and chroma move together. */
function thrown(seconds: number, reach: number, axis: 'x' | 'y'): number {
  const swung = SWINGS.reduce(
    (sum, swing) => sum + swing.share * Math.sin(2 * Math.PI * swing.hertz * seconds + swing[axis]),
    0,
  );
  return 2 * Math.round((swung * reach) / 2);
}

function shifted(dx: number, dy: number): PlaneChange {
  return (plane, width, height, chroma) => {
    const [right, down] = chroma ? [dx / 2, dy / 2] : [dx, dy];
    const out = new Uint8Array(plane.length);
    for (let y = 0; y < height; y++) {
      const from = Math.min(height - 1, Math.max(0, y + down)) * width;
      for (let x = 0; x < width; x++) {
        out[y * width + x] = plane[from + Math.min(width - 1, Math.max(0, x + right))]!;
      }
    }
    return out;
  };
}
