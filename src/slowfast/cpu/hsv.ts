import type { Colour } from '../../media';
import { yuvToRgb } from '../../media';

/** YUV to RGB with coefficients in 14-bit fixed point; products are rounded half up. */
export const COLOUR_BITS = 14;

export interface FixedColour {
  readonly yOffset: number;
  readonly yScale: number;
  readonly rv: number;
  readonly gu: number;
  readonly gv: number;
  readonly bu: number;
}

export function fixedColour(colour: Colour): FixedColour {
  const exact = yuvToRgb(colour);
  const fix = (value: number): number => Math.round(value * (1 << COLOUR_BITS));
  return {
    yOffset: exact.yOffset,
    yScale: fix(exact.yScale),
    rv: fix(exact.rv),
    gu: fix(exact.gu),
    gv: fix(exact.gv),
    bu: fix(exact.bu),
  };
}

/** HSV in the 8-bit convention (H 0..179, S and V 0..255): reciprocals in 12-bit fixed point, rounded half up. */
export const HSV_BITS = 12;
const HSV_HALF = 1 << (HSV_BITS - 1);
const SATURATION_OF_VALUE = reciprocals(255);
const HUE_OF_RANGE = reciprocals(30);

function reciprocals(numerator: number): Int32Array {
  const scaled = numerator << HSV_BITS;
  return Int32Array.from({ length: 256 }, (_, i) => (i === 0 ? 0 : Math.floor((2 * scaled + i) / (2 * i))));
}

/**
 * Clamps a code to 0..255 without a branch that a noisy picture would mispredict. No channel leaves -293..551: the
 * widest is blue of limited-range BT.2020.
 */
const CLAMP_OFFSET = 768;
const CLAMPED = Uint8ClampedArray.from({ length: 2048 }, (_, i) => i - CLAMP_OFFSET);

/**
 * Converts one row. A pixel becomes a 32-bit word: H, S, V and full-range luma from its lowest byte up. Adds each
 * patch's sum of H^2 + S^2 + V^2 to `energies`. `Math.imul` and `| 0` keep the loop in 32-bit integers, a third faster
 * than checked ones.
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
