import type { PlanarFrame } from '../../media';
import { chromaHeight, chromaWidth } from '../../media';
import { bicubicWeights, resizePlane } from './bicubic';

/**
 * A copy of a picture that has at most `maxPixels`, so that the pictures of a window fit into memory whatever the video's
 * size. A picture that is small enough is copied as it is.
 */
export function smallerPicture(picture: PlanarFrame, maxPixels: number): PlanarFrame {
  const { width, height, y, u, v } = picture;
  const scale = Math.sqrt(maxPixels / (width * height));
  if (scale >= 1) return { ...picture, y: y.slice(), u: u.slice(), v: v.slice() };
  const target = { width: evenSide(width * scale), height: evenSide(height * scale) };
  const half = { width: target.width / 2, height: target.height / 2 };
  const shrink = (data: Uint8Array, source: Sides, extent: Sides, to: Sides): Uint8Array => {
    const across = bicubicWeights(extent.width, source.width, to.width);
    const down = bicubicWeights(extent.height, source.height, to.height);
    return new Uint8Array(Uint8ClampedArray.from(resizePlane({ data, ...source }, across, down)).buffer);
  };
  const chroma = { width: chromaWidth(width), height: chromaHeight(height) };
  const extent = { width: width / 2, height: height / 2 };
  return {
    ...picture,
    ...target,
    y: shrink(y, { width, height }, { width, height }, target),
    u: shrink(u, chroma, extent, half),
    v: shrink(v, chroma, extent, half),
  };
}

interface Sides {
  readonly width: number;
  readonly height: number;
}

function evenSide(side: number): number {
  return Math.max(2, 2 * Math.floor(side / 2));
}
