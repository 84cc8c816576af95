import type { PlanarFrame } from '../../media';
import { COMPARISON_PATCH_PX, comparisonSize } from '../geometry';
import type { ComparisonSize } from '../geometry';
import { fixedColour } from '../fixed-colour';
import { planeResize } from '../resize-weights';
import { rowToHsv } from './hsv';
import { createRowResampler } from './resample';

/** The resized HSV frame that similarity is measured on. It is never shown or packed. */
export interface ComparisonFrame {
  readonly size: ComparisonSize;
  /** Row-major, a word a pixel: H 0..179, S, V and full-range luma 0..255, from the lowest byte up. */
  readonly pixels: Uint32Array;
  /** Sum of H^2 + S^2 + V^2 of each patch, row-major. */
  readonly energies: Uint32Array;
}

export function createComparisonFrame(size: ComparisonSize): ComparisonFrame {
  return {
    size,
    pixels: new Uint32Array(size.width * size.height),
    energies: new Uint32Array(size.columns * size.rows),
  };
}

/** Makes comparison frames from one source size. Weights and scratch rows are allocated once. */
export interface Comparer {
  readonly size: ComparisonSize;
  /** Overwrites `into`. Integer arithmetic only, so every machine and the GPU compute the same bits. */
  compare(frame: PlanarFrame, into: ComparisonFrame): void;
}

export function createComparer(width: number, height: number): Comparer {
  const size = comparisonSize(width, height);
  const luma = createRowResampler(planeResize({ width, height }, size, false));
  const chroma = planeResize({ width, height }, size, true);
  const blue = createRowResampler(chroma);
  const red = createRowResampler(chroma);
  const rows = {
    y: new Uint8Array(size.width),
    u: new Uint8Array(size.width),
    v: new Uint8Array(size.width),
  };
  return {
    size,
    compare: (frame, { pixels, energies }) => {
      const colour = fixedColour(frame.colour);
      luma.begin(frame.y);
      blue.begin(frame.u);
      red.begin(frame.v);
      energies.fill(0);
      for (let y = 0; y < size.height; y++) {
        luma.resample(y, rows.y);
        blue.resample(y, rows.u);
        red.resample(y, rows.v);
        const patchRow = Math.floor(y / COMPARISON_PATCH_PX) * size.columns;
        rowToHsv(rows, colour, COMPARISON_PATCH_PX, pixels, y * size.width, energies, patchRow);
      }
    },
  };
}
