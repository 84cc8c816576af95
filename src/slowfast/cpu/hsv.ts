import { COLOUR_BITS, HSV_BITS } from '../constants';
import type { FixedColour } from '../fixed-colour';

/** HSV in the 8-bit convention (H 0..179, S and V 0..255), from rounded reciprocals. */
const HSV_HALF = 1 << (HSV_BITS - 1);
const SATURATION_OF_VALUE = reciprocals(255);
const HUE_OF_RANGE = reciprocals(30);

function reciprocals(numerator: number): Int32Array {
  const scaled = numerator << HSV_BITS;
  return Int32Array.from({ length: 256 }, (_, i) => (i === 0 ? 0 : Math.floor((2 * scaled + i) / (2 * i))));
}

/**
 * Clamps a code value to 0..255 by a table: a branch would be mispredicted on noisy frames. Every channel lies within
 * -293..551; the widest is blue of limited-range BT.2020.
 */
const CLAMP_OFFSET = 768;
const CLAMPED = Uint8ClampedArray.from({ length: 2048 }, (_, i) => i - CLAMP_OFFSET);

/**
 * Converts one row. A pixel becomes a 32-bit word: H, S, V and full-range luma from the lowest byte up. Adds each
 * patch's sum of H^2 + S^2 + V^2 to `energies`. `Math.imul` and `| 0` keep the loop in 32-bit integers, which is a
 * third faster.
 */
export function rowToHsv(
  { y, u, v }: { readonly y: Uint8Array; readonly u: Uint8Array; readonly v: Uint8Array },
  { yOffset, yScale, rv, gu, gv, bu }: FixedColour,
  patchPx: number,
  out: Uint32Array,
  outStart: number,
  energies: Uint32Array,
  energyStart: number,
): void {
  const base = (CLAMP_OFFSET << COLOUR_BITS) + (1 << (COLOUR_BITS - 1));
  let x = 0;
  for (let patch = energyStart; x < y.length; patch++) {
    let energy = 0;
    for (const end = x + patchPx; x < end; x++) {
      const luma = (Math.imul(yScale, y[x]! - yOffset) + base) | 0;
      const cb = u[x]! - 128;
      const cr = v[x]! - 128;
      const grey = CLAMPED[luma >> COLOUR_BITS]!;
      const r = CLAMPED[(luma + Math.imul(rv, cr)) >> COLOUR_BITS]!;
      const g = CLAMPED[(luma + Math.imul(gu, cb) + Math.imul(gv, cr)) >> COLOUR_BITS]!;
      const b = CLAMPED[(luma + Math.imul(bu, cb)) >> COLOUR_BITS]!;
      const value = Math.max(r, g, b);
      const range = value - Math.min(r, g, b);
      const saturation = (Math.imul(range, SATURATION_OF_VALUE[value]!) + HSV_HALF) >> HSV_BITS;
      const sector = value === r ? g - b : value === g ? b - r + 2 * range : r - g + 4 * range;
      const turn = (Math.imul(sector, HUE_OF_RANGE[range]!) + HSV_HALF) >> HSV_BITS;
      const hue = turn + ((turn >> 31) & 180);
      energy = (energy + Math.imul(hue, hue) + Math.imul(saturation, saturation) + Math.imul(value, value)) | 0;
      out[outStart + x] = hue | (saturation << 8) | (value << 16) | (grey << 24);
    }
    energies[patch] = energies[patch]! + energy;
  }
}
