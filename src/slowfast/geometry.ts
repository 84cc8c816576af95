import { FRAGMENT_GRID, FRAGMENTS, PATCH_PX } from './tokens';

/** Side of a comparison patch and the limits on the number of patches, as in Keye-VL. */
export const COMPARISON_PATCH_PX = 28;
export const MIN_COMPARISON_PATCHES = 48;
export const MAX_COMPARISON_PATCHES = 256;

/** Codecs work in blocks that start at multiples of this. Fragments do too, so that block edges line up. */
export const BLOCK_PX = 8;

export interface ComparisonSize {
  readonly width: number;
  readonly height: number;
  /** Patches across and down. */
  readonly columns: number;
  readonly rows: number;
}

/**
 * Size of the frame on which similarity is measured: both sides multiples of 28 px, 48 to 256 patches, aspect ratio
 * kept as well as that allows. Sides are rounded to the nearest multiple first; outside the limits both are scaled by
 * the square root of the area's excess and rounded inwards. A strip thinner than 1:256 loses its aspect ratio.
 */
export function comparisonSize(width: number, height: number): ComparisonSize {
  const unit = COMPARISON_PATCH_PX;
  let columns = Math.max(1, Math.round(width / unit));
  let rows = Math.max(1, Math.round(height / unit));
  if (columns * rows > MAX_COMPARISON_PATCHES) {
    const shrink = Math.sqrt((width * height) / (MAX_COMPARISON_PATCHES * unit * unit));
    columns = Math.max(1, Math.floor(width / shrink / unit));
    rows = Math.max(1, Math.floor(height / shrink / unit));
  } else if (columns * rows < MIN_COMPARISON_PATCHES) {
    const grow = Math.sqrt((MIN_COMPARISON_PATCHES * unit * unit) / (width * height));
    columns = Math.ceil((width * grow) / unit);
    rows = Math.ceil((height * grow) / unit);
  }
  if (columns * rows > MAX_COMPARISON_PATCHES) {
    // Only a side of one patch gets here: the other one alone is over the limit.
    columns = Math.min(columns, MAX_COMPARISON_PATCHES);
    rows = Math.min(rows, MAX_COMPARISON_PATCHES);
  }
  return { width: columns * unit, height: rows * unit, columns, rows };
}

// Fractional parts of the two-dimensional golden ratio's powers (steps between sampled frames), and of two other
// irrationals (steps between cells), as 32-bit fractions: integer arithmetic gives the same origins on every machine.
const FRAME_STEP_X = 0xc13fa9a9;
const FRAME_STEP_Y = 0x91e10da5;
const CELL_STEP_X = 0x9e3779b9;
const CELL_STEP_Y = 0x6a09e667;

/**
 * Top left corners of the 36 fragments, x and y interleaved, cells in row-major order. The index of the sampled frame
 * moves each origin inside its cell along a low-discrepancy sequence; it is then rounded down to a multiple of 8 px.
 */
export function fragmentOrigins(
  width: number,
  height: number,
  sampleIndex: number,
  into = new Uint32Array(2 * FRAGMENTS),
): Uint32Array {
  for (let cell = 0; cell < FRAGMENTS; cell++) {
    const jitterX = (Math.imul(sampleIndex, FRAME_STEP_X) + Math.imul(cell, CELL_STEP_X)) >>> 0;
    const jitterY = (Math.imul(sampleIndex, FRAME_STEP_Y) + Math.imul(cell, CELL_STEP_Y)) >>> 0;
    into[2 * cell] = originInCell(width, cell % FRAGMENT_GRID, jitterX);
    into[2 * cell + 1] = originInCell(height, Math.floor(cell / FRAGMENT_GRID), jitterY);
  }
  return into;
}

/** `jitter` is a 32-bit fraction. The product stays below 2^53, so the floor is exact. */
function originInCell(length: number, cell: number, jitter: number): number {
  const start = Math.floor((cell * length) / FRAGMENT_GRID);
  const end = Math.floor(((cell + 1) * length) / FRAGMENT_GRID);
  const room = Math.max(0, end - start - PATCH_PX);
  const wandered = start + Math.floor((jitter * (room + 1)) / 2 ** 32);
  const inside = Math.max(0, Math.min(wandered, length - PATCH_PX));
  return inside - (inside % BLOCK_PX);
}

/** Centre of a fragment's visible part along one side, 0..1. */
export function fragmentCentre(origin: number, length: number): number {
  return (origin + Math.min(PATCH_PX, length) / 2) / length;
}

/** Rows in the order visited, each with its column. Six consecutive cells share no row, column or diagonal. */
const ROW_ORDER = [0, 3, 1, 4, 2, 5] as const;
const COLUMN_OF_ROW = [1, 3, 5, 0, 2, 4] as const;
const SHIFT_ORDER = [0, 3, 1, 4, 2, 5] as const;

const SPREAD_ORDER: readonly number[] = SHIFT_ORDER.flatMap((shift) =>
  ROW_ORDER.map((row) => row * FRAGMENT_GRID + ((COLUMN_OF_ROW[row] + shift) % FRAGMENT_GRID)),
);

/**
 * The cell of the `rank`-th fragment of a frame when the budget allows fewer than 36. Consecutive cells of the order
 * spread over the frame, and the order starts one cell later with every sampled frame.
 */
export function fragmentCell(rank: number, sampleIndex: number): number {
  return SPREAD_ORDER[(rank + sampleIndex) % FRAGMENTS]!;
}
