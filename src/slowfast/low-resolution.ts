import { chromaHeight, chromaWidth } from '../media/frame';
import type { PlanarFrame } from '../media/frame';
import { lowCellBounds } from './geometry';
import { createPlaneReader } from './plane-words';
import type { PlaneWords } from './plane-words';
import { LOW_PX } from './tokens';

const CELLS = LOW_PX * LOW_PX;

/** 64x64 area means of Y, U and V in code values, not rounded: 8-bit steps would hide slow motion. */
export interface LowResolution {
  readonly y: Float64Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
}

/** A frame is `frame` at one moment and `previous` at another, and duplicates repeat it: its means are kept with it. */
const known = new WeakMap<PlanarFrame, LowResolution>();

export function lowResolution(frame: PlanarFrame): LowResolution {
  let low = known.get(frame);
  if (!low) {
    const { width, height } = frame;
    low = {
      y: areaMeans(frame.y, width, height),
      u: areaMeans(frame.u, chromaWidth(width), chromaHeight(height)),
      v: areaMeans(frame.v, chromaWidth(width), chromaHeight(height)),
    };
    known.set(frame, low);
  }
  return low;
}

const read = createPlaneReader();
let columnSums = new Int32Array(0);

function areaMeans(plane: Uint8Array, width: number, height: number): Float64Array {
  const source = read(plane, width, height);
  if (columnSums.length < 4 * source.wordsPerRow) columnSums = new Int32Array(4 * source.wordsPerRow);
  const across = Array.from({ length: LOW_PX }, (_, cell) => lowCellBounds(width, cell));
  const means = new Float64Array(CELLS);
  for (let row = 0; row < LOW_PX; row++) {
    const { start, end } = lowCellBounds(height, row);
    sumColumns(source, start, end, columnSums);
    for (let column = 0; column < LOW_PX; column++) {
      const cell = across[column]!;
      let sum = 0;
      for (let x = cell.start; x < cell.end; x++) sum = (sum + columnSums[x]!) | 0;
      means[row * LOW_PX + column] = sum / ((end - start) * (cell.end - cell.start));
    }
  }
  return means;
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
