/** The size at which a judge reads a picture: a grid of cells, each of which becomes one token. */
export interface PictureSize {
  /** Pixels; multiples of the cell's side. */
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
}

/**
 * The largest size of at most `tokens` cells. It keeps the aspect ratio as well as whole cells allow and does not enlarge
 * by more than rounding to a whole cell. The rule is that of Qwen-VL's preprocessor: sides are rounded to the nearest
 * multiple; a picture over the limit is scaled by the square root of the excess and rounded down.
 *
 * @param cell side of a cell in pixels: the vision encoder's patch times its merge
 */
export function pictureSize(
  { width, height }: { readonly width: number; readonly height: number },
  tokens: number,
  cell: number,
): PictureSize {
  const most = Math.max(1, Math.floor(tokens));
  let columns = Math.max(1, Math.round(width / cell));
  let rows = Math.max(1, Math.round(height / cell));
  if (columns * rows > most) {
    const shrink = Math.sqrt((width * height) / (most * cell * cell));
    columns = Math.min(most, Math.max(1, Math.floor(width / shrink / cell)));
    // A strip of one column or row keeps no aspect ratio; its other side takes what is left.
    rows = Math.min(Math.floor(most / columns), Math.max(1, Math.floor(height / shrink / cell)));
  }
  return { width: columns * cell, height: rows * cell, columns, rows };
}
