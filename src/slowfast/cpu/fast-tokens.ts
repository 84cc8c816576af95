import { yuvToRgb } from '../../media';
import type { BlockMatcher } from './block-motion';
import { differenceStatistics } from './difference-statistics';
import { clampCode } from './clamp-code';
import type { MeanDifferences } from '../clip-features';
import type { FrameHistory } from '../history';
import { lowResolution } from './low-resolution';
import type { LowResolution } from './low-resolution';
import { motionStatistics } from './motion-statistics';
import { fastStatistics, meanAbsolute } from './patch-statistics';
import {
  FAST_GRID,
  FAST_PIXELS,
  FAST_STATISTICS,
  FAST_TOKENS,
  FAST_WIDTH,
  LOW_PX,
  MOTION_STATISTICS,
  PATCH_AREA,
  PATCH_PX,
  PATCH_STATISTICS,
} from '../tokens';

const patch = {
  luma: new Float64Array(PATCH_AREA),
  d1: new Float64Array(PATCH_AREA),
  d1Before: new Float64Array(PATCH_AREA),
  d2: new Float64Array(PATCH_AREA),
  blueD1: new Float64Array(PATCH_AREA),
  redD1: new Float64Array(PATCH_AREA),
};

/**
 * Writes the 16 fast tokens of one frame, [FAST_TOKENS][FAST_WIDTH], to `out` from row `firstRow` on. RGB is clamped to
 * 0..255 and scaled to 0..1. Differences are taken before clamping, so they stay linear in the signal. Where the history
 * is too short a difference is 0; `history` comes from `comparableHistory`. `match` is the video's own matcher.
 */
export function packFastTokens(
  history: FrameHistory,
  match: BlockMatcher,
  seconds: number,
  out: Float32Array,
  firstRow: number,
): MeanDifferences {
  const now = lowResolution(history.frame);
  const previous = history.previous && lowResolution(history.previous);
  const beforePrevious = history.beforePrevious && lowResolution(history.beforePrevious);
  const motion = motionStatistics(history, match);
  const colour = yuvToRgb(history.frame.colour);
  let d1 = 0;
  let d2 = 0;
  for (let token = 0; token < FAST_TOKENS; token++) {
    const column = token % FAST_GRID;
    const row = Math.floor(token / FAST_GRID);
    const start = (firstRow + token) * FAST_WIDTH;
    for (let i = 0; i < PATCH_AREA; i++) {
      const x = column * PATCH_PX + (i % PATCH_PX);
      const y = row * PATCH_PX + Math.floor(i / PATCH_PX);
      packPixel(now, previous, beforePrevious, colour, y * LOW_PX + x, i, out, start);
    }
    fastStatistics(patch, out, start + FAST_PIXELS);
    const moving = start + FAST_PIXELS + PATCH_STATISTICS.length;
    for (let i = 0; i < MOTION_STATISTICS.length; i++) out[moving + i] = motion[token * MOTION_STATISTICS.length + i]!;
    differenceStatistics(patch, out, moving + MOTION_STATISTICS.length);
    const place = start + FAST_PIXELS + FAST_STATISTICS.length;
    out[place] = (column + 0.5) / FAST_GRID;
    out[place + 1] = (row + 0.5) / FAST_GRID;
    out[place + 2] = seconds;
    d1 += meanAbsolute(patch.d1);
    d2 += meanAbsolute(patch.d2);
  }
  return { d1: d1 / FAST_TOKENS, d2: d2 / FAST_TOKENS };
}

function packPixel(
  now: LowResolution,
  previous: LowResolution | undefined,
  beforePrevious: LowResolution | undefined,
  { yOffset, yScale, rv, gu, gv, bu }: ReturnType<typeof yuvToRgb>,
  cell: number,
  i: number,
  out: Float32Array,
  start: number,
): void {
  const y = now.y[cell]!;
  const u = now.u[cell]!;
  const v = now.v[cell]!;
  const grey = yScale * (y - yOffset);
  const red = rv * (v - 128);
  const blue = bu * (u - 128);
  out[start + i] = clampCode(grey + red) / 255;
  out[start + PATCH_AREA + i] = clampCode(grey + gu * (u - 128) + gv * (v - 128)) / 255;
  out[start + 2 * PATCH_AREA + i] = clampCode(grey + blue) / 255;

  const y1 = previous ? y - previous.y[cell]! : 0;
  const u1 = previous ? u - previous.u[cell]! : 0;
  const v1 = previous ? v - previous.v[cell]! : 0;
  out[start + 3 * PATCH_AREA + i] = yScale * y1 + rv * v1;
  out[start + 4 * PATCH_AREA + i] = yScale * y1 + gu * u1 + gv * v1;
  out[start + 5 * PATCH_AREA + i] = yScale * y1 + bu * u1;

  const y2 = previous && beforePrevious ? y1 - (previous.y[cell]! - beforePrevious.y[cell]!) : 0;
  const u2 = previous && beforePrevious ? u1 - (previous.u[cell]! - beforePrevious.u[cell]!) : 0;
  const v2 = previous && beforePrevious ? v1 - (previous.v[cell]! - beforePrevious.v[cell]!) : 0;
  out[start + 6 * PATCH_AREA + i] = yScale * y2 + rv * v2;
  out[start + 7 * PATCH_AREA + i] = yScale * y2 + gu * u2 + gv * v2;
  out[start + 8 * PATCH_AREA + i] = yScale * y2 + bu * u2;

  patch.luma[i] = clampCode(grey);
  patch.d1[i] = yScale * y1;
  patch.d1Before[i] = previous && beforePrevious ? yScale * (previous.y[cell]! - beforePrevious.y[cell]!) : 0;
  patch.d2[i] = yScale * y2;
  patch.blueD1[i] = bu * u1;
  patch.redD1[i] = rv * v1;
}
