// AssemblyScript, compiled by scripts/assembly.mjs: the two loops of a bootstrap draw over every row, for four
// resamples at once. SIMD processes two doubles or four integers per instruction.

/** Resamples that are processed together. */
const LANES: usize = 4;
const WORD: usize = 4;
const DOUBLE: usize = 8;
/** The bytes of one row's weights, as doubles. */
const WEIGHTS_PITCH: usize = LANES * DOUBLE;

/** Rows of a tile, whose weights and columns stay in the L1 cache while every resample is summed. */
export const TILE_ROWS: i32 = 512;
/** [2][TILE_ROWS] doubles: the current columns. */
export const tileColumns: usize = memory.data(2 * 512 * 8, 16);
/** [4][LANES] doubles: the results of `walk`. */
export const found: usize = memory.data(4 * 4 * 8, 16);
/** Memory from here on belongs to the caller. */
export const callers: usize = __heap_base;

/**
 * Adds to `sums`, [3][LANES] doubles, those over a tile's first `rows` of w x, w x x and w x y. x and y are the tile's
 * two columns; `weights`: [rows][LANES] doubles.
 */
export function addPair(rows: i32, weights: usize, sums: usize): void {
  let x = tileColumns;
  const end = x + <usize>rows * DOUBLE;
  const y = <usize>TILE_ROWS * DOUBLE;
  // Local variables: sums in memory would be read and written at every row.
  let x0 = v128.load(sums);
  let x1 = v128.load(sums, 16);
  let xx0 = v128.load(sums, 32);
  let xx1 = v128.load(sums, 48);
  let xy0 = v128.load(sums, 64);
  let xy1 = v128.load(sums, 80);
  while (x < end) {
    const a = v128.load64_splat(x);
    const b = v128.load64_splat(x + y);
    const wa0 = f64x2.mul(v128.load(weights), a);
    const wa1 = f64x2.mul(v128.load(weights, 16), a);
    x0 = f64x2.add(x0, wa0);
    x1 = f64x2.add(x1, wa1);
    xx0 = f64x2.add(xx0, f64x2.mul(wa0, a));
    xx1 = f64x2.add(xx1, f64x2.mul(wa1, a));
    xy0 = f64x2.add(xy0, f64x2.mul(wa0, b));
    xy1 = f64x2.add(xy1, f64x2.mul(wa1, b));
    x += DOUBLE;
    weights += WEIGHTS_PITCH;
  }
  v128.store(sums, x0);
  v128.store(sums, x1, 16);
  v128.store(sums, xx0, 32);
  v128.store(sums, xx1, 48);
  v128.store(sums, xy0, 64);
  v128.store(sums, xy1, 80);
}

/** Adds to `sums`, [2][LANES] doubles, those of w x and w y. */
export function addColumns(rows: i32, weights: usize, sums: usize): void {
  let x = tileColumns;
  const end = x + <usize>rows * DOUBLE;
  const y = <usize>TILE_ROWS * DOUBLE;
  let x0 = v128.load(sums);
  let x1 = v128.load(sums, 16);
  let y0 = v128.load(sums, 32);
  let y1 = v128.load(sums, 48);
  while (x < end) {
    const a = v128.load64_splat(x);
    const b = v128.load64_splat(x + y);
    const w0 = v128.load(weights);
    const w1 = v128.load(weights, 16);
    x0 = f64x2.add(x0, f64x2.mul(w0, a));
    x1 = f64x2.add(x1, f64x2.mul(w1, a));
    y0 = f64x2.add(y0, f64x2.mul(w0, b));
    y1 = f64x2.add(y1, f64x2.mul(w1, b));
    x += DOUBLE;
    weights += WEIGHTS_PITCH;
  }
  v128.store(sums, x0);
  v128.store(sums, x1, 16);
  v128.store(sums, y0, 32);
  v128.store(sums, y1, 48);
}

// One half of four integers, as doubles.
function low(words: v128): v128 {
  return f64x2.convert_low_i32x4_s(words);
}
function high(words: v128): v128 {
  return f64x2.convert_low_i32x4_s(i8x16.shuffle(words, words, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
}

/**
 * One pass over a column's rows in its order. `order`: u32, one per row; `sizes`: u32, the number of equal rows in each
 * of `groups`; `ranked`: [row][LANES] i32, a resample's weight in the low byte and above it twice the row's centred
 * rank in another column; `totals`: [LANES] i32, rows drawn. Writes to `found`, [4][LANES] doubles: four times the sum
 * of the products of centred ranks; then what groups of more than one row add to the sum of squares, to the sum of
 * cubes and to the number of groups, beyond the values of their single rows.
 */
export function walk(order: usize, sizes: usize, groups: i32, ranked: usize, totals: usize): void {
  const byte = i32x4.splat(255);
  const pitch = LANES * WORD;
  let below = i32x4.neg(v128.load(totals));
  let products0 = f64x2.splat(0);
  let products1 = f64x2.splat(0);
  let squares0 = f64x2.splat(0);
  let squares1 = f64x2.splat(0);
  let cubes0 = f64x2.splat(0);
  let cubes1 = f64x2.splat(0);
  let distinct = i32x4.splat(0);
  const endOfSizes = sizes + <usize>groups * WORD;
  for (; sizes < endOfSizes; sizes += WORD) {
    const rows = load<u32>(sizes);
    if (rows == 1) {
      const packed = v128.load(ranked + <usize>load<u32>(order) * pitch);
      const w = v128.and(packed, byte);
      const partner = i32x4.mul(w, i32x4.shr_s(packed, 8));
      const rank = i32x4.add(below, w);
      products0 = f64x2.add(products0, f64x2.mul(low(partner), low(rank)));
      products1 = f64x2.add(products1, f64x2.mul(high(partner), high(rank)));
      below = i32x4.add(rank, w);
      order += WORD;
      continue;
    }
    let size = i32x4.splat(0);
    let ownSquares = i32x4.splat(0);
    let ownCubes = i32x4.splat(0);
    let partner0 = f64x2.splat(0);
    let partner1 = f64x2.splat(0);
    for (const end = order + <usize>rows * WORD; order < end; order += WORD) {
      const packed = v128.load(ranked + <usize>load<u32>(order) * pitch);
      const w = v128.and(packed, byte);
      const partner = i32x4.mul(w, i32x4.shr_s(packed, 8));
      const square = i32x4.mul(w, w);
      size = i32x4.add(size, w);
      ownSquares = i32x4.add(ownSquares, square);
      ownCubes = i32x4.add(ownCubes, i32x4.mul(square, w));
      // A comparison that holds is -1.
      distinct = i32x4.add(distinct, i32x4.gt_s(w, i32x4.splat(0)));
      partner0 = f64x2.add(partner0, low(partner));
      partner1 = f64x2.add(partner1, high(partner));
    }
    const rank = i32x4.add(below, size);
    const size0 = low(size);
    const size1 = high(size);
    const square0 = f64x2.mul(size0, size0);
    const square1 = f64x2.mul(size1, size1);
    products0 = f64x2.add(products0, f64x2.mul(partner0, low(rank)));
    products1 = f64x2.add(products1, f64x2.mul(partner1, high(rank)));
    squares0 = f64x2.add(squares0, f64x2.sub(square0, low(ownSquares)));
    squares1 = f64x2.add(squares1, f64x2.sub(square1, high(ownSquares)));
    cubes0 = f64x2.add(cubes0, f64x2.sub(f64x2.mul(square0, size0), low(ownCubes)));
    cubes1 = f64x2.add(cubes1, f64x2.sub(f64x2.mul(square1, size1), high(ownCubes)));
    distinct = i32x4.sub(distinct, i32x4.gt_s(size, i32x4.splat(0)));
    below = i32x4.add(rank, size);
  }
  v128.store(found, products0);
  v128.store(found, products1, 16);
  v128.store(found, squares0, 32);
  v128.store(found, squares1, 48);
  v128.store(found, cubes0, 64);
  v128.store(found, cubes1, 80);
  v128.store(found, low(distinct), 96);
  v128.store(found, high(distinct), 112);
}
