import type { PlanarFrame } from '../../media';
import { chromaWidth, yuvToRgb } from '../../media';

export const THUMBNAIL_PX = 96;

/** A small picture for the filmstrip: RGBA, row-major. */
export interface SmallPicture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}

/**
 * The frame scaled to a longest side of `longestPx`, never enlarged. Takes the nearest sample, which is fast and enough
 * to recognise a frame.
 */
export function thumbnailOf(frame: PlanarFrame, longestPx = THUMBNAIL_PX): SmallPicture {
  const scale = Math.min(1, longestPx / Math.max(frame.width, frame.height));
  const width = Math.max(1, Math.round(frame.width * scale));
  const height = Math.max(1, Math.round(frame.height * scale));
  const { yOffset, yScale, rv, gu, gv, bu } = yuvToRgb(frame.colour);
  const chromaStride = chromaWidth(frame.width);
  const rgba = new Uint8ClampedArray(4 * width * height);
  for (let y = 0, at = 0; y < height; y++) {
    const fromY = Math.floor(((y + 0.5) * frame.height) / height);
    for (let x = 0; x < width; x++, at += 4) {
      const fromX = Math.floor(((x + 0.5) * frame.width) / width);
      const chroma = (fromY >> 1) * chromaStride + (fromX >> 1);
      const luma = yScale * (frame.y[fromY * frame.width + fromX]! - yOffset);
      const cb = frame.u[chroma]! - 128;
      const cr = frame.v[chroma]! - 128;
      rgba[at] = luma + rv * cr;
      rgba[at + 1] = luma + gu * cb + gv * cr;
      rgba[at + 2] = luma + bu * cb;
      rgba[at + 3] = 255;
    }
  }
  return { width, height, rgba };
}
