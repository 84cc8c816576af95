import type { PlanarFrame } from '../../media';
import { chromaWidth, yuvToRgb } from '../../media';
import { fragmentCentre, fragmentOrigins } from '../geometry';
import { clampCode } from './clamp-code';
import { slowStatistics } from './slow-statistics';
import { FRAGMENTS, PATCH_AREA, PATCH_PX, SLOW_PIXELS, SLOW_STATISTICS, SLOW_WIDTH } from '../tokens';

const origins = new Uint32Array(2 * FRAGMENTS);
const fragment = {
  luma: new Float64Array(PATCH_AREA),
  blue: new Float64Array(PATCH_AREA),
  red: new Float64Array(PATCH_AREA),
};

/**
 * Writes all 36 slow tokens of one frame, [FRAGMENTS][SLOW_WIDTH], cells in row-major order. `seconds` is their place
 * in time. Pixels are unresampled: chroma is repeated over its 2x2 block. A frame smaller than a fragment repeats its
 * last column and row.
 */
export function packFragments(frame: PlanarFrame, sampleIndex: number, seconds: number, out: Float32Array): void {
  fragmentOrigins(frame.width, frame.height, sampleIndex, origins);
  for (let cell = 0; cell < FRAGMENTS; cell++) {
    const x = origins[2 * cell]!;
    const y = origins[2 * cell + 1]!;
    const start = cell * SLOW_WIDTH;
    copyPixels(frame, x, y, out, start);
    slowStatistics(fragment, out, start + SLOW_PIXELS);
    const place = start + SLOW_PIXELS + SLOW_STATISTICS.length;
    out[place] = fragmentCentre(x, frame.width);
    out[place + 1] = fragmentCentre(y, frame.height);
    out[place + 2] = seconds;
  }
}

/** Writes planar RGB 0..1, and luma and colour differences to the scratch fragment. */
function copyPixels(frame: PlanarFrame, left: number, top: number, out: Float32Array, start: number): void {
  const { yOffset, yScale, rv, gu, gv, bu } = yuvToRgb(frame.colour);
  const chromaStride = chromaWidth(frame.width);
  for (let row = 0, i = 0; row < PATCH_PX; row++) {
    const y = Math.min(top + row, frame.height - 1);
    for (let column = 0; column < PATCH_PX; column++, i++) {
      const x = Math.min(left + column, frame.width - 1);
      const chroma = (y >> 1) * chromaStride + (x >> 1);
      const cb = frame.u[chroma]! - 128;
      const cr = frame.v[chroma]! - 128;
      const grey = yScale * (frame.y[y * frame.width + x]! - yOffset);
      fragment.luma[i] = clampCode(grey);
      fragment.blue[i] = bu * cb;
      fragment.red[i] = rv * cr;
      out[start + i] = clampCode(grey + rv * cr) / 255;
      out[start + PATCH_AREA + i] = clampCode(grey + gu * cb + gv * cr) / 255;
      out[start + 2 * PATCH_AREA + i] = clampCode(grey + bu * cb) / 255;
    }
  }
}
