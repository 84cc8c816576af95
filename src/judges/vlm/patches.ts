import type { PictureSize } from '../pictures/picture-size';
import type { ModelConfig } from './model-config';

/** The vision encoder's input for one picture. */
export interface Patches {
  /** Rows of patches, each [channel][frame][row][column]. */
  readonly values: Float32Array;
  readonly count: number;
  readonly width: number;
  /** Frames, rows and columns of patches. */
  readonly grid: readonly [number, number, number];
}

/**
 * Cuts a picture into normalised patches in the order that the Qwen vision encoders expect: the patches of a merged token
 * stand together, row by row, and a single picture is repeated to fill the temporal patch.
 *
 * @param rgb interleaved, of exactly `size`
 */
export function makePatches(rgb: Uint8Array, size: PictureSize, vision: ModelConfig['vision']): Patches {
  const { patch, merge, frames, mean, deviation } = vision;
  const rows = size.height / patch;
  const columns = size.width / patch;
  const area = patch * patch;
  const width = 3 * frames * area;
  const values = new Float32Array(rows * columns * width);
  let out = 0;
  for (let block = 0; block < rows * columns; block++) {
    const { row, column } = patchPlace(block, columns, merge);
    for (let channel = 0; channel < 3; channel++) {
      const scale = 1 / (255 * deviation[channel]!);
      const offset = mean[channel]! / deviation[channel]!;
      const begin = out;
      for (let y = 0; y < patch; y++) {
        let from = 3 * ((row * patch + y) * size.width + column * patch) + channel;
        for (let x = 0; x < patch; x++, from += 3) values[out++] = rgb[from]! * scale - offset;
      }
      for (let frame = 1; frame < frames; frame++, out += area) values.copyWithin(out, begin, begin + area);
    }
  }
  return { values, count: rows * columns, width, grid: [1, rows, columns] };
}

/** Place of the n-th patch: blocks of merge x merge patches in row-major order, row-major inside a block. */
function patchPlace(n: number, columns: number, merge: number): { row: number; column: number } {
  const inside = n % (merge * merge);
  const block = (n - inside) / (merge * merge);
  const blocksAcross = columns / merge;
  return {
    row: Math.floor(block / blocksAcross) * merge + Math.floor(inside / merge),
    column: (block % blocksAcross) * merge + (inside % merge),
  };
}
