import type { Degradation } from './degradation';
import { eachFrame, eachPlane } from './degradation';
import type { DegradationStrength } from './degradation-name';

/** Reach of each box, as a share of the picture's shorter side, and at least so many pixels. */
const REACH: Readonly<Record<DegradationStrength, readonly [share: number, least: number]>> = {
  slight: [0.0022, 1],
  clear: [0.005, 2],
  strong: [0.011, 4],
};

/** Three boxes on top of each other come close to a Gaussian. */
const PASSES = 3;

/** Out of focus: three box blurs, chroma at half the reach. */
export function blur(strength: DegradationStrength): Degradation {
  const [share, least] = REACH[strength];
  return eachFrame((frame) => {
    const reach = Math.max(least, Math.round(share * Math.min(frame.width, frame.height)));
    return eachPlane(frame, (plane, width, height, chroma) => {
      let out = plane;
      for (let pass = 0; pass < PASSES; pass++) out = box(out, width, height, chroma ? (reach + 1) >> 1 : reach);
      return out;
    });
  });
}

/** Means of (2 reach + 1)^2 samples, rounded once; edges repeat. Runs along sums, so the reach costs nothing. */
function box(plane: Uint8Array, width: number, height: number, reach: number): Uint8Array {
  const out = new Uint8Array(plane.length);
  const columns = new Int32Array(width);
  const rowAt = (y: number): number => Math.min(height - 1, Math.max(0, y)) * width;
  for (let y = -reach; y <= reach; y++) addRow(columns, plane, rowAt(y));
  const scale = 1 / (2 * reach + 1) ** 2;
  for (let y = 0; y < height; y++) {
    meansOfRow(columns, reach, scale, out, y * width);
    addRow(columns, plane, rowAt(y + reach + 1));
    takeRow(columns, plane, rowAt(y - reach));
  }
  return out;
}

function addRow(columns: Int32Array, plane: Uint8Array, from: number): void {
  for (let x = 0; x < columns.length; x++) columns[x]! += plane[from + x]!;
}

function takeRow(columns: Int32Array, plane: Uint8Array, from: number): void {
  for (let x = 0; x < columns.length; x++) columns[x]! -= plane[from + x]!;
}

function meansOfRow(columns: Int32Array, reach: number, scale: number, out: Uint8Array, start: number): void {
  const last = columns.length - 1;
  let sum = 0;
  for (let x = -reach; x <= reach; x++) sum += columns[Math.min(last, Math.max(0, x))]!;
  for (let x = 0; x <= last; x++) {
    out[start + x] = Math.round(sum * scale);
    sum += columns[Math.min(last, x + reach + 1)]! - columns[Math.max(0, x - reach)]!;
  }
}
