import { createPlaneReader } from './plane-words';
import type { PlaneWords } from './plane-words';
import { HORIZONTAL_BITS, VERTICAL_BITS } from '../constants';
import type { PlaneResize, ResizeWeights } from '../resize-weights';

const SHIFT = VERTICAL_BITS + HORIZONTAL_BITS;
const HALF = 1 << (SHIFT - 1);

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
