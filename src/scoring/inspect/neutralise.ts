import type { CpuTokens, PackedWindow } from '../../slowfast';
import { FAST_GRID, FAST_TOKENS, PLACE_WIDTH } from '../../slowfast';

/** Regions that are neutralised: the grid of the fast tokens. */
export const REGION_COLUMNS = FAST_GRID;
export const REGION_ROWS = FAST_GRID;

/** Tokens of one window that are overwritten together. */
export interface Part {
  readonly fastRows: readonly number[];
  readonly slowRows: readonly number[];
}

/** A window's tokens in memory. */
export interface EditableWindow {
  readonly fast: CpuTokens;
  readonly slow: CpuTokens;
  readonly clip: Float32Array;
}

/** Each region of the picture over the whole window, row-major. A token belongs to the region of its centre. */
export function regionParts({ fast, slow }: EditableWindow): Part[] {
  const fastRegions = regionsOf(fast);
  const slowRegions = regionsOf(slow);
  return Array.from({ length: REGION_COLUMNS * REGION_ROWS }, (_, region) => ({
    fastRows: rowsWhere(fastRegions, region),
    slowRows: rowsWhere(slowRegions, region),
  }));
}

/** Each sampled frame of the window, the whole picture: its fast tokens, and its fragments if it has any. */
export function sampleParts({ fast, slow }: EditableWindow, frames: PackedWindow['frames']): Part[] {
  const start = frames[0]?.instant ?? 0;
  const times = Array.from({ length: slow.rows }, (_, row) => placeOf(slow, row)[2]);
  return frames
    .map(({ instant }, sample) => ({
      fastRows: Array.from({ length: FAST_TOKENS }, (_, token) => sample * FAST_TOKENS + token),
      slowRows: times.flatMap((time, row) => (Math.abs(time - (instant - start)) < 1e-4 ? [row] : [])),
    }))
    .filter(({ fastRows }) => (fastRows.at(-1) ?? 0) < fast.rows);
}

/** The mean of a matrix's rows, without their places: the neutral content. */
export function meanContent({ rows, width, data }: CpuTokens): Float32Array {
  const sums = new Float64Array(width - PLACE_WIDTH);
  for (let row = 0; row < rows; row++) {
    for (let at = 0; at < sums.length; at++) sums[at]! += data[row * width + at]!;
  }
  return Float32Array.from(sums, (sum) => sum / Math.max(1, rows));
}

/** Overwrites the content of the rows and keeps their places. Returns a function that undoes it. */
export function overwrite({ width, data }: CpuTokens, rows: readonly number[], content: Float32Array): () => void {
  const kept = rows.map((row) => data.slice(row * width, row * width + content.length));
  for (const row of rows) data.set(content, row * width);
  return () => rows.forEach((row, i) => data.set(kept[i]!, row * width));
}

function regionsOf(tokens: CpuTokens): number[] {
  return Array.from({ length: tokens.rows }, (_, row) => {
    const [x, y] = placeOf(tokens, row);
    const column = Math.min(REGION_COLUMNS - 1, Math.floor(x * REGION_COLUMNS));
    return Math.min(REGION_ROWS - 1, Math.floor(y * REGION_ROWS)) * REGION_COLUMNS + column;
  });
}

function rowsWhere(regions: readonly number[], wanted: number): number[] {
  return regions.flatMap((region, row) => (region === wanted ? [row] : []));
}

function placeOf({ width, data }: CpuTokens, row: number): [x: number, y: number, seconds: number] {
  const at = (row + 1) * width - PLACE_WIDTH;
  return [data[at]!, data[at + 1]!, data[at + 2]!];
}
