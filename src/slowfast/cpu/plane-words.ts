/**
 * Reads a plane four samples at a time. Rows of a packed plane start at 32-bit boundaries only when its width is a
 * multiple of four; other planes are copied into a scratch plane with padded rows.
 */
export interface PlaneWords {
  readonly words: Int32Array;
  readonly wordsPerRow: number;
}

export type PlaneReader = (plane: Uint8Array, width: number, height: number) => PlaneWords;

/** The result is valid until the reader's next call. Use one reader for each plane that is needed at the same time. */
export function createPlaneReader(): PlaneReader {
  let scratch = new Uint8Array(0);
  return (plane, width, height) => {
    const wordsPerRow = (width + 3) >> 2;
    if (width % 4 === 0 && plane.byteOffset % 4 === 0) {
      return { words: new Int32Array(plane.buffer, plane.byteOffset, wordsPerRow * height), wordsPerRow };
    }
    const stride = wordsPerRow * 4;
    if (scratch.length < stride * height) scratch = new Uint8Array(stride * height);
    for (let row = 0; row < height; row++) {
      scratch.set(plane.subarray(row * width, (row + 1) * width), row * stride);
    }
    return { words: new Int32Array(scratch.buffer, 0, wordsPerRow * height), wordsPerRow };
  };
}
