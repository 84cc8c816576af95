/** A run of a token sequence: text, or the tokens of one picture in rows and columns. */
export type Run =
  | { readonly kind: 'text'; readonly length: number }
  | { readonly kind: 'picture'; readonly rows: number; readonly columns: number };

/** M-RoPE positions of a sequence. */
export interface Positions {
  /** Time, height, width: three rows of `length` values. */
  readonly values: BigInt64Array;
  readonly length: number;
  /** The position of the next text token. */
  readonly next: number;
}

/**
 * Multimodal rotary positions of Qwen-VL. Text counts up in all three rows. The tokens of a picture share one time; their
 * rows and columns count from there; what follows goes on after the largest position used.
 *
 * @param start position of the first token
 */
export function mropePositions(runs: readonly Run[], start: number): Positions {
  const length = runs.reduce((sum, run) => sum + tokensOf(run), 0);
  const values = new BigInt64Array(3 * length);
  let next = start;
  let at = 0;
  const put = (time: number, height: number, width: number): void => {
    values[at] = BigInt(time);
    values[length + at] = BigInt(height);
    values[2 * length + at] = BigInt(width);
    at += 1;
  };
  for (const run of runs) {
    if (run.kind === 'text') {
      for (let k = 0; k < run.length; k++, next++) put(next, next, next);
      continue;
    }
    for (let row = 0; row < run.rows; row++) {
      for (let column = 0; column < run.columns; column++) put(next, next + row, next + column);
    }
    next += Math.max(run.rows, run.columns);
  }
  return { values, length, next };
}

export function tokensOf(run: Run): number {
  return run.kind === 'text' ? run.length : run.rows * run.columns;
}
