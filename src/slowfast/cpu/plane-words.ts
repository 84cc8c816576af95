/**
 * Reads a plane four samples at a time. Rows of a packed plane start at a 32-bit boundary only when its width is a
 * multiple of four; others are copied into a scratch plane whose rows do.
 */
export interface PlaneWords {
  readonly words: Int32Array;
  readonly wordsPerRow: number;
}

export type PlaneReader = (plane: Uint8Array, width: number, height: number) => PlaneWords;

/** The reader's answer is valid until its next call. Make one reader a plane that must live at the same time. */
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
