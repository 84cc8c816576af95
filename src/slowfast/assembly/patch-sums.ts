// AssemblyScript, compiled by scripts/assembly.mjs: sums over the patches of two comparison frames, four pixels at a
// time. Integers only, so the order of addition does not matter.

/** Side of a patch in pixels, as in geometry.ts. */
const PATCH: i32 = 28;
const PIXEL: usize = 4;
const FOUR: usize = 16;
/** Bytes of a patch's row: seven times four pixels. */
const PATCH_ROW: usize = 28 * 4;

/** Memory from here on belongs to the caller. */
export const callers: usize = __heap_base;

function sumOfLanes(words: v128): i32 {
  return (
    i32x4.extract_lane(words, 0) +
    i32x4.extract_lane(words, 1) +
    i32x4.extract_lane(words, 2) +
    i32x4.extract_lane(words, 3)
  );
}

/** Dot product of the three HSV bytes of each pixel; luma, the highest byte, is left out. */
function dotProduct(a: usize, b: usize, pitch: usize): i32 {
  const hsv = i32x4.splat(0x00ffffff);
  let sum = i32x4.splat(0);
  for (let row = 0; row < PATCH; row++, a += pitch, b += pitch) {
    for (let at: usize = 0; at < PATCH_ROW; at += FOUR) {
      const p = v128.and(v128.load(a + at), hsv);
      const q = v128.load(b + at);
      sum = i32x4.add(sum, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(p), i16x8.extend_low_i8x16_u(q)));
      sum = i32x4.add(sum, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(p), i16x8.extend_high_i8x16_u(q)));
    }
  }
  return sumOfLanes(sum);
}

function lumaDifference(a: usize, b: usize, pitch: usize): i32 {
  let sum = i32x4.splat(0);
  for (let row = 0; row < PATCH; row++, a += pitch, b += pitch) {
    for (let at: usize = 0; at < PATCH_ROW; at += FOUR) {
      const difference = i32x4.sub(i32x4.shr_u(v128.load(a + at), 24), i32x4.shr_u(v128.load(b + at), 24));
      sum = i32x4.add(sum, i32x4.abs(difference));
    }
  }
  return sumOfLanes(sum);
}

/**
 * Writes to `sums`, u32 a patch, row-major. `a` and `b`: frames of `columns` x `rows` patches, a word a pixel; `luma`:
 * 1 for the sum of absolute luma differences, 0 for the dot product of HSV.
 */
export function patchSums(a: usize, b: usize, columns: i32, rows: i32, luma: i32, sums: usize): void {
  const pitch = <usize>(columns * PATCH) * PIXEL;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++, sums += PIXEL) {
      const start = <usize>(y * PATCH) * pitch + <usize>x * PATCH_ROW;
      const sum = luma ? lumaDifference(a + start, b + start, pitch) : dotProduct(a + start, b + start, pitch);
      store<i32>(sums, sum);
    }
  }
}
