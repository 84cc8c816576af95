import { createPlaneReader } from './plane-words';
import type { PlaneWords } from './plane-words';

/** First and one-past-last sample of cell `cell` of `cells` along a side of `length` samples; never empty. */
export function cellBounds(length: number, cell: number, cells: number): { start: number; end: number } {
  const start = Math.floor((cell * length) / cells);
  return { start, end: Math.max(start + 1, Math.floor(((cell + 1) * length) / cells)) };
}

/** The sums of a plane's samples in a grid of cells x cells, row-major, and the number of samples in each cell. */
export interface AreaSums {
  readonly cells: number;
  readonly sums: Int32Array;
  readonly counts: Int32Array;
}

const read = createPlaneReader();
let columnSums = new Int32Array(0);

export function areaSums(plane: Uint8Array, width: number, height: number, cells: number): AreaSums {
  const source = read(plane, width, height);
  if (columnSums.length < 4 * source.wordsPerRow) columnSums = new Int32Array(4 * source.wordsPerRow);
  const across = Array.from({ length: cells }, (_, cell) => cellBounds(width, cell, cells));
  const sums = new Int32Array(cells * cells);
  const counts = new Int32Array(cells * cells);
  for (let row = 0, at = 0; row < cells; row++) {
    const { start, end } = cellBounds(height, row, cells);
    sumColumns(source, start, end, columnSums);
    for (let column = 0; column < cells; column++, at++) {
      const cell = across[column]!;
      let sum = 0;
      for (let x = cell.start; x < cell.end; x++) sum = (sum + columnSums[x]!) | 0;
      sums[at] = sum;
      counts[at] = (end - start) * (cell.end - cell.start);
    }
  }
  return { cells, sums, counts };
}

/** The same for half as many cells a side. Only for planes of at least `cells` samples a side, where cells nest. */
export function halveAreaSums({ cells, sums, counts }: AreaSums): AreaSums {
  const half = cells / 2;
  const join = (values: Int32Array): Int32Array => {
    const out = new Int32Array(half * half);
    for (let row = 0, at = 0; row < half; row++) {
      for (let column = 0; column < half; column++, at++) {
        const first = 2 * (row * cells + column);
        out[at] = values[first]! + values[first + 1]! + values[first + cells]! + values[first + cells + 1]!;
      }
    }
    return out;
  };
  return { cells: half, sums: join(sums), counts: join(counts) };
}

/** Two byte lanes of 16 bits each add up to 257 rows of 255 without carrying into each other. */
const ROWS_PER_LANE = 257;

function sumColumns({ words, wordsPerRow }: PlaneWords, start: number, end: number, sums: Int32Array): void {
  sums.fill(0, 0, 4 * wordsPerRow);
  for (let from = start; from < end; from += ROWS_PER_LANE) {
    const rows = Math.min(ROWS_PER_LANE, end - from);
    for (let x = 0; x < wordsPerRow; x++) {
      let even = 0;
      let odd = 0;
      for (let row = 0, at = from * wordsPerRow + x; row < rows; row++, at += wordsPerRow) {
        const word = words[at]!;
        even = (even + (word & 0x00ff00ff)) | 0;
        odd = (odd + ((word >>> 8) & 0x00ff00ff)) | 0;
      }
      const at = 4 * x;
      sums[at] = sums[at]! + (even & 0xffff);
      sums[at + 1] = sums[at + 1]! + (odd & 0xffff);
      sums[at + 2] = sums[at + 2]! + (even >>> 16);
      sums[at + 3] = sums[at + 3]! + (odd >>> 16);
    }
  }
}
