import { yuvToRgb } from '../media/colour';
import type { Colour } from '../media/frame';

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
const HSV_BITS = 12;
const HSV_HALF = 1 << (HSV_BITS - 1);
const SATURATION_OF_VALUE = reciprocals(255);
const HUE_OF_RANGE = reciprocals(30);

function reciprocals(numerator: number): Int32Array {
  const scaled = numerator << HSV_BITS;
  return Int32Array.from({ length: 256 }, (_, i) => (i === 0 ? 0 : Math.floor((2 * scaled + i) / (2 * i))));
}

/**
 * Converts one row. A pixel becomes a 32-bit word: H, S, V and full-range luma from its lowest byte up. Adds each
 * patch's sum of H^2 + S^2 + V^2 to `energies`.
 */
export function rowToHsv(
  rows: { readonly y: Uint8Array; readonly u: Uint8Array; readonly v: Uint8Array },
  { yOffset, yScale, rv, gu, gv, bu }: FixedColour,
  patchPx: number,
  out: Uint32Array,
  outStart: number,
  energies: Uint32Array,
  energyStart: number,
): void {
  const half = 1 << (COLOUR_BITS - 1);
  const { y, u, v } = rows;
  let x = 0;
  for (let patch = 0; x < y.length; patch++) {
    let energy = 0;
    for (const end = x + patchPx; x < end; x++) {
      const luma = yScale * (y[x]! - yOffset) + half;
      const cb = u[x]! - 128;
      const cr = v[x]! - 128;
      const grey = clamp8(luma >> COLOUR_BITS);
      const r = clamp8((luma + rv * cr) >> COLOUR_BITS);
      const g = clamp8((luma + gu * cb + gv * cr) >> COLOUR_BITS);
      const b = clamp8((luma + bu * cb) >> COLOUR_BITS);
      const value = r > g ? (r > b ? r : b) : g > b ? g : b;
      const range = value - (r < g ? (r < b ? r : b) : g < b ? g : b);
      const saturation = (range * SATURATION_OF_VALUE[value]! + HSV_HALF) >> HSV_BITS;
      const sector = value === r ? g - b : value === g ? b - r + 2 * range : r - g + 4 * range;
      let hue = (sector * HUE_OF_RANGE[range]! + HSV_HALF) >> HSV_BITS;
      if (hue < 0) hue += 180;
      energy += hue * hue + saturation * saturation + value * value;
      out[outStart + x] = hue | (saturation << 8) | (value << 16) | (grey << 24);
    }
    energies[energyStart + patch] = energies[energyStart + patch]! + energy;
  }
}

function clamp8(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
