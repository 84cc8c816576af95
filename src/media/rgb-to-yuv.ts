import type { YuvToRgb } from './colour';
import { chromaHeight, chromaWidth } from './frame';
import type { YuvPlanes } from './planes';

/** Packed RGB as a browser hands it out: four bytes a pixel, the fourth of which is left out. */
export interface RgbPicture {
  readonly bytes: Uint8Array;
  /** Bytes from one row to the next. */
  readonly stride: number;
  readonly width: number;
  readonly height: number;
  /** Place of red among a pixel's bytes: 0 in RGBA and RGBX, 2 in BGRA and BGRX. Blue has the other one. */
  readonly red: 0 | 2;
}

/**
 * The 4:2:0 planes that a conversion with these coefficients made the RGB from, where it gave all pixels of a 2x2 block
 * the block's own chroma sample.
 *
 * They come back exactly where no channel was clipped, since RGB's rounding is less than half a step of luma or chroma.
 * A channel at 0 or 255 may have been clipped: then chroma comes from the block's other pixels and luma from the pixel's
 * other channels. Where every pixel of a block is clipped, the result is the nearest colour that RGB holds.
 */
export function rgbToI420(picture: RgbPicture, matrix: YuvToRgb): YuvPlanes {
  const { width, height } = picture;
  const samples = chromaWidth(width) * chromaHeight(height);
  const planes = {
    width,
    height,
    y: new Uint8Array(width * height),
    u: new Uint8Array(samples),
    v: new Uint8Array(samples),
  };
  const shares = lumaShares(matrix);
  for (let row = 0; row < chromaHeight(height); row++) convertBlocks(picture, matrix, shares, planes, row);
  return planes;
}

/** Parts of R, G and B in luma, its scale and offset still on; they sum to 1. */
interface LumaShares {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** The three equations of `YuvToRgb`, solved for luma. */
function lumaShares({ rv, gu, gv, bu }: YuvToRgb): LumaShares {
  const green = 1 / (1 - gu / bu - gv / rv);
  return { red: (-gv / rv) * green, green, blue: (-gu / bu) * green };
}

/** One row of 2x2 blocks. At an odd edge the last pixels count twice. */
function convertBlocks(
  picture: RgbPicture,
  matrix: YuvToRgb,
  shares: LumaShares,
  planes: YuvPlanes,
  row: number,
): void {
  const { bytes, stride, width, height, red } = picture;
  const { y, u, v } = planes;
  const { yOffset, yScale, rv, bu } = matrix;
  const redPart = shares.red / yScale;
  const greenPart = shares.green / yScale;
  const bluePart = shares.blue / yScale;
  const top = 2 * row;
  const bottom = Math.min(top + 1, height - 1);
  for (let left = 0, at = row * chromaWidth(width); left < width; left += 2, at++) {
    const right = Math.min(left + 1, width - 1);
    let [sumR, sumG, sumB, clean] = [0, 0, 0, 0];
    let [allR, allG, allB] = [0, 0, 0];
    for (let k = 0; k < 4; k++) {
      const line = k < 2 ? top : bottom;
      const x = (k & 1) === 0 ? left : right;
      const i = line * stride + 4 * x;
      const r = bytes[i + red]!;
      const g = bytes[i + 1]!;
      const b = bytes[i + 2 - red]!;
      y[line * width + x] = toByte(redPart * r + greenPart * g + bluePart * b + yOffset);
      allR += r;
      allG += g;
      allB += b;
      if (isClipped(r) || isClipped(g) || isClipped(b)) continue;
      sumR += r;
      sumG += g;
      sumB += b;
      clean++;
    }
    const pixels = clean === 0 ? 4 : clean;
    if (clean === 0) [sumR, sumG, sumB] = [allR, allG, allB];
    const sumLuma = shares.red * sumR + shares.green * sumG + shares.blue * sumB;
    u[at] = toByte((sumB - sumLuma) / (bu * pixels) + 128);
    v[at] = toByte((sumR - sumLuma) / (rv * pixels) + 128);
    if (clean === 0 || clean === 4) continue;
    for (const line of [top, bottom]) {
      for (const x of [left, right]) mendLuma(picture, matrix, planes, line, x, u[at]! - 128, v[at]! - 128);
    }
  }
}

/** Luma of a pixel with a clipped channel, from one that is not and the block's chroma. */
function mendLuma(
  { bytes, stride, width, red }: RgbPicture,
  { yOffset, yScale, rv, gu, gv, bu }: YuvToRgb,
  { y }: YuvPlanes,
  line: number,
  x: number,
  u: number,
  v: number,
): void {
  const i = line * stride + 4 * x;
  const r = bytes[i + red]!;
  const g = bytes[i + 1]!;
  const b = bytes[i + 2 - red]!;
  if (!isClipped(r) && !isClipped(g) && !isClipped(b)) return;
  let luma: number;
  if (!isClipped(g)) luma = g - gu * u - gv * v;
  else if (!isClipped(r)) luma = r - rv * v;
  else if (!isClipped(b)) luma = b - bu * u;
  else return;
  y[line * width + x] = toByte(luma / yScale + yOffset);
}

/** Such a channel may stand for a value that RGB cannot hold. */
export function isClipped(value: number): boolean {
  return value === 0 || value === 255;
}

function toByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : (value + 0.5) | 0;
}
