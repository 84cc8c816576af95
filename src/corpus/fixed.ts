import {
  FAST_PIXELS,
  FAST_STATISTICS,
  FAST_WIDTH,
  PATCH_AREA,
  PLACE_WIDTH,
  SLOW_PIXELS,
  SLOW_STATISTICS,
  SLOW_WIDTH,
} from '../slowfast';

/** Fixed-point steps per unit, by kind of column; the range holds the largest value of the layout. */
export const TOKEN_SCALE = { colour: 32_767, difference: 64, statistic: 1024, place: 4096 } as const;

/** The scale of every column of a fast token and of a slow one. */
export const FAST_SCALE = scales(FAST_WIDTH, 3 * PATCH_AREA, FAST_PIXELS, FAST_STATISTICS.length);
export const SLOW_SCALE = scales(SLOW_WIDTH, SLOW_PIXELS, SLOW_PIXELS, SLOW_STATISTICS.length);

function scales(width: number, colours: number, pixels: number, statistics: number): Float32Array {
  const out = new Float32Array(width).fill(TOKEN_SCALE.place);
  out.fill(TOKEN_SCALE.colour, 0, colours);
  out.fill(TOKEN_SCALE.difference, colours, pixels);
  out.fill(TOKEN_SCALE.statistic, pixels, pixels + statistics);
  if (pixels + statistics + PLACE_WIDTH !== width) throw new RangeError('the token layout and its scales disagree');
  return out;
}

/** The given rows as 16-bit fixed point, clipped. */
export function toFixed(data: Float32Array, rows: readonly number[], width: number, scale: Float32Array): Int16Array {
  const out = new Int16Array(rows.length * width);
  let o = 0;
  for (const row of rows) {
    const base = row * width;
    for (let c = 0; c < width; c++, o++) {
      const value = Math.round(data[base + c]! * scale[c]!);
      out[o] = value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value;
    }
  }
  return out;
}

/** One row back to floats, into `out` from `offset`. */
export function fromFixed(
  data: Int16Array,
  row: number,
  width: number,
  scale: Float32Array,
  out: Float32Array,
  offset: number,
): void {
  const base = row * width;
  for (let c = 0; c < width; c++) out[offset + c] = data[base + c]! / scale[c]!;
}
