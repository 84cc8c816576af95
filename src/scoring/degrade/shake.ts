import type { Degradation, PlaneChange } from './degradation';
import { eachFrame, eachPlane } from './degradation';
import type { DegradationStrength } from './degradation-name';

/** Largest shift, as a share of the picture's shorter side. */
const REACH: Readonly<Record<DegradationStrength, number>> = { slight: 0.008, clear: 0.02, strong: 0.045 };

/** Sine waves whose sum is the shift; frequencies in hertz, phases in radians, shares that sum to 1. */
const WAVES = [
  { hertz: 2.3, share: 0.45, x: 0.4, y: 2.1 },
  { hertz: 5.9, share: 0.35, x: 1.7, y: 0.3 },
  { hertz: 10.7, share: 0.2, x: 2.9, y: 4.4 },
] as const;

/** Camera shake: shifts the picture over time; edges repeat. */
export function shake(strength: DegradationStrength): Degradation {
  return eachFrame((frame) => {
    const reach = Math.max(2, REACH[strength] * Math.min(frame.width, frame.height));
    const dx = shiftAt(frame.timestamp, reach, 'x');
    const dy = shiftAt(frame.timestamp, reach, 'y');
    return dx === 0 && dy === 0 ? frame : eachPlane(frame, shifted(dx, dy));
  });
}

/** A shift in whole pairs of pixels, so that luma and chroma move together. */
function shiftAt(seconds: number, reach: number, axis: 'x' | 'y'): number {
  const shift = WAVES.reduce(
    (sum, wave) => sum + wave.share * Math.sin(2 * Math.PI * wave.hertz * seconds + wave[axis]),
    0,
  );
  return 2 * Math.round((shift * reach) / 2);
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
