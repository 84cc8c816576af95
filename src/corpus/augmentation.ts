import type { Random } from '../base';
import { compress } from './distortions/compression';
import type { Footage } from './picture';
import { clampByte, resize } from './picture';
import type { Augmentation } from './plan';

/** The same footage at another size. */
export function resized({ width, height, rate, frames }: Footage, w: number, h: number): Footage {
  return { width: w, height: h, rate, frames: frames.map((data) => resize({ width, height, data }, w, h).data) };
}

/** Label-preserving augmentation: a small resize, a palette, mild compression. */
export function augment(footage: Footage, augmentation: Augmentation, random: Random): void {
  const { width, height, frames } = footage;
  if (augmentation.rescale < 1) {
    const w = Math.round(width * augmentation.rescale);
    const h = Math.round(height * augmentation.rescale);
    for (let i = 0; i < frames.length; i++) {
      frames[i] = resize(resize({ width, height, data: frames[i]! }, w, h), width, height).data;
    }
  }
  if (augmentation.palette > 0) {
    const diffuse = random.chance(0.6);
    for (let i = 0; i < frames.length; i++) {
      frames[i] = diffuse
        ? diffusePalette(frames[i]!, width, height, augmentation.palette)
        : orderedPalette(frames[i]!, width, height, augmentation.palette);
    }
  }
  if (augmentation.rateFactor > 0) compress(footage, augmentation.rateFactor);
}

/** Floyd-Steinberg error diffusion to `levels` values a channel, as in GIF writers. */
function diffusePalette(source: Uint8Array, width: number, height: number, levels: number): Uint8Array {
  const out = new Uint8Array(source.length);
  const step = 255 / (levels - 1);
  const row = width * 3;
  let here = new Float32Array(row + 6);
  let below = new Float32Array(row + 6);
  for (let y = 0; y < height; y++) {
    below.fill(0);
    for (let i = 0; i < row; i++) {
      const wanted = source[y * row + i]! + here[i + 3]!;
      const got = clampByte(Math.round(Math.round(wanted / step) * step));
      out[y * row + i] = got;
      const error = Math.max(-64, Math.min(64, wanted - got));
      here[i + 6] = (here[i + 6] ?? 0) + (error * 7) / 16;
      below[i] = below[i]! + (error * 3) / 16;
      below[i + 3] = below[i + 3]! + (error * 5) / 16;
      below[i + 6] = (below[i + 6] ?? 0) + error / 16;
    }
    [here, below] = [below, here];
  }
  return out;
}

// prettier-ignore
const BAYER = [0, 32, 8, 40, 2, 34, 10, 42, 48, 16, 56, 24, 50, 18, 58, 26, 12, 44, 4, 36, 14, 46, 6, 38, 60, 28, 52, 20, 62, 30, 54, 22, 3, 35, 11, 43, 1, 33, 9, 41, 51, 19, 59, 27, 49, 17, 57, 25, 15, 47, 7, 39, 13, 45, 5, 37, 63, 31, 55, 23, 61, 29, 53, 21];

/** Ordered dithering with the 8x8 Bayer matrix to `levels` values a channel. */
function orderedPalette(source: Uint8Array, width: number, height: number, levels: number): Uint8Array {
  const out = new Uint8Array(source.length);
  const step = 255 / (levels - 1);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const lift = (BAYER[(y & 7) * 8 + (x & 7)]! + 0.5) / 64;
      for (let c = 0; c < 3; c++, i++) out[i] = clampByte(Math.floor(source[i]! / step + lift) * step);
    }
  }
  return out;
}
