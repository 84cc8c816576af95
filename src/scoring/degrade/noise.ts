import { createRandom } from '../../base';
import type { PlanarFrame } from '../../media';
import type { Degradation } from './degradation';
import { eachFrame } from './degradation';
import type { DegradationStrength } from './degradation-name';

/** Standard deviation of the luma, in code values. */
const DEVIATION: Readonly<Record<DegradationStrength, number>> = { slight: 5, clear: 12, strong: 25 };

/** Normal numbers, drawn once. Each row of each frame starts at another place in them. A power of two. */
const TABLE_SIZE = 1 << 16;

/** Normal luma noise, different in every frame, the same for the same frame. */
export function noise(strength: DegradationStrength): Degradation {
  // The seed's name predates the word "degraded copy"; another name would change the noise.
  const random = createRandom('twin/noise');
  const table = Float32Array.from({ length: TABLE_SIZE }, () => random.normal() * DEVIATION[strength]);
  return eachFrame((frame) => ({ ...frame, y: withNoise(frame, table) }));
}

function withNoise({ y, width, height, timestamp }: PlanarFrame, table: Float32Array): Uint8Array {
  // A clamped array rounds and clamps as it is written.
  const out = new Uint8ClampedArray(y.length);
  const seed = Math.round(timestamp * 1e6);
  for (let row = 0; row < height; row++) {
    const shift = hash(seed, row);
    const from = row * width;
    for (let x = 0; x < width; x++) out[from + x] = y[from + x]! + table[(shift + x) & (TABLE_SIZE - 1)]!;
  }
  return new Uint8Array(out.buffer);
}

/** A hash of frame and row, so that neighbours start at different places: two rounds of a 32-bit multiply and shift. */
function hash(seed: number, row: number): number {
  let mixed = Math.imul((seed | 0) ^ Math.imul(row + 1, 0x9e3779b9), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
