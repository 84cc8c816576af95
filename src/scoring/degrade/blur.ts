import type { Degradation } from './degradation';
import { eachFrame, eachPlane } from './degradation';
import type { DegradationStrength } from './degradation-name';

/** Radius of each box as a share of the picture's shorter side, and its least value in pixels. */
const RADIUS: Readonly<Record<DegradationStrength, readonly [share: number, least: number]>> = {
  slight: [0.0022, 1],
  clear: [0.005, 2],
  strong: [0.011, 4],
};

/** Three box blurs in a row approximate a Gaussian. */
const PASSES = 3;

/** Defocus: three box blurs; chroma gets half the radius. */
export function blur(strength: DegradationStrength): Degradation {
  const [share, least] = RADIUS[strength];
  return eachFrame((frame) => {
    const radius = Math.max(least, Math.round(share * Math.min(frame.width, frame.height)));
    return eachPlane(frame, (plane, width, height, chroma) => {
      let out = plane;
      for (let pass = 0; pass < PASSES; pass++) out = box(out, width, height, chroma ? (radius + 1) >> 1 : radius);
      return out;
    });
  });
}

/** Means of (2 radius + 1)^2 samples, rounded once; edges repeat. With running sums the cost is independent of the radius. */
function box(plane: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const out = new Uint8Array(plane.length);
  const columns = new Int32Array(width);
  const rowAt = (y: number): number => Math.min(height - 1, Math.max(0, y)) * width;
  for (let y = -radius; y <= radius; y++) addRow(columns, plane, rowAt(y));
  const scale = 1 / (2 * radius + 1) ** 2;
  for (let y = 0; y < height; y++) {
    meansOfRow(columns, radius, scale, out, y * width);
    addRow(columns, plane, rowAt(y + radius + 1));
    subtractRow(columns, plane, rowAt(y - radius));
  }
  return out;
}

function addRow(columns: Int32Array, plane: Uint8Array, from: number): void {
  for (let x = 0; x < columns.length; x++) columns[x]! += plane[from + x]!;
}

function subtractRow(columns: Int32Array, plane: Uint8Array, from: number): void {
  for (let x = 0; x < columns.length; x++) columns[x]! -= plane[from + x]!;
}

function meansOfRow(columns: Int32Array, radius: number, scale: number, out: Uint8Array, start: number): void {
  const last = columns.length - 1;
  let sum = 0;
  for (let x = -radius; x <= radius; x++) sum += columns[Math.min(last, Math.max(0, x))]!;
  for (let x = 0; x <= last; x++) {
    out[start + x] = Math.round(sum * scale);
    sum += columns[Math.min(last, x + radius + 1)]! - columns[Math.max(0, x - radius)]!;
  }
}
