import { createPlaneReader } from './plane-words';
import type { PlaneWords } from './plane-words';
import { resizeWeights } from '../resize-weights';
import type { ResizeWeights } from '../resize-weights';

/**
 * Vertical weights have 8 bits, so that a weighted sum of bytes fits 16 and two sums share one 32-bit word;
 * horizontal ones have 14, so that 16 + 14 bits stay inside a signed 32-bit integer. The shaders do the same.
 */
export const VERTICAL_BITS = 8;
export const HORIZONTAL_BITS = 14;
const SHIFT = VERTICAL_BITS + HORIZONTAL_BITS;
const HALF = 1 << (SHIFT - 1);

export interface PlaneResize {
  /** Samples in a row of the source plane. */
  readonly width: number;
  readonly height: number;
  readonly vertical: ResizeWeights;
  readonly horizontal: ResizeWeights;
}

/** Luma, or a chroma plane (sited at the centre of each 2x2 block), straight to the target size. */
export function planeResize(
  frame: { readonly width: number; readonly height: number },
  target: { readonly width: number; readonly height: number },
  chroma: boolean,
): PlaneResize {
  const divisor = chroma ? 2 : 1;
  const width = Math.ceil(frame.width / divisor);
  const height = Math.ceil(frame.height / divisor);
  return {
    width,
    height,
    vertical: resizeWeights(frame.height / divisor, height, target.height, VERTICAL_BITS),
    horizontal: resizeWeights(frame.width / divisor, width, target.width, HORIZONTAL_BITS),
  };
}

/** Makes one row of the resized plane at a time. */
export interface RowResampler {
  begin(plane: Uint8Array): void;
  /** Fills `row` (8-bit codes) with target row `y`. */
  resample(y: number, row: Uint8Array): void;
}

export function createRowResampler(resize: PlaneResize): RowResampler {
  const read = createPlaneReader();
  let source: PlaneWords = { words: new Int32Array(0), wordsPerRow: 0 };
  const columns = new Uint16Array(4 * ((resize.width + 3) >> 2));
  const columnWords = new Int32Array(columns.buffer);
  return {
    begin: (plane) => {
      source = read(plane, resize.width, resize.height);
    },
    resample: (y, row) => {
      sumRows(source, resize.vertical, y, columnWords);
      sumColumns(columns, resize.horizontal, row);
    },
  };
}

/** Column sums as 16-bit fixed point (code times 256), two to a word. Exact: nothing is rounded here. */
function sumRows(
  { words, wordsPerRow }: PlaneWords,
  { taps, first, weights }: ResizeWeights,
  y: number,
  out: Int32Array,
) {
  const start = first[y]! * wordsPerRow;
  const base = y * taps;
  for (let x = 0; x < wordsPerRow; x++) {
    let even = 0;
    let odd = 0;
    let at = start + x;
    for (let k = 0; k < taps; k++) {
      const weight = weights[base + k]!;
      const word = words[at]!;
      even = (even + Math.imul(word & 0x00ff00ff, weight)) | 0;
      odd = (odd + Math.imul((word >>> 8) & 0x00ff00ff, weight)) | 0;
      at += wordsPerRow;
    }
    out[2 * x] = (even & 0xffff) | (odd << 16);
    out[2 * x + 1] = (even >>> 16) | (odd & 0xffff0000);
  }
}

function sumColumns(columns: Uint16Array, { taps, first, weights }: ResizeWeights, row: Uint8Array): void {
  for (let x = 0, base = 0; x < row.length; x++, base += taps) {
    const start = first[x]!;
    let sum = HALF;
    for (let k = 0; k < taps; k++) sum = (sum + Math.imul(columns[start + k]!, weights[base + k]!)) | 0;
    row[x] = sum >> SHIFT;
  }
}
