import type { PlanarFrame } from '../../media';
import { chromaHeight, chromaWidth, yuvToRgb } from '../../media';
import { bicubicWeights, resizePlane } from './bicubic';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * A picture at another size, as interleaved 8-bit RGB. Luma and chroma are resized on their own, which equals resizing
 * RGB up to rounding and costs half as much; the matrix is that of the picture's colour (media/colour.ts).
 */
export function pictureRgb(picture: PlanarFrame, size: Size): Uint8Array {
  const [luma, u, v] = resizedPlanes(picture, size);
  const { yOffset, yScale, rv, gu, gv, bu } = yuvToRgb(picture.colour);
  const rgb = new Uint8ClampedArray(3 * size.width * size.height);
  for (let at = 0, out = 0; at < luma.length; at++, out += 3) {
    const y = yScale * (luma[at]! - yOffset);
    const cb = u[at]! - 128;
    const cr = v[at]! - 128;
    // Stores into a clamped array round to the nearest code.
    rgb[out] = y + rv * cr;
    rgb[out + 1] = y + gu * cb + gv * cr;
    rgb[out + 2] = y + bu * cb;
  }
  return new Uint8Array(rgb.buffer);
}

function resizedPlanes(picture: PlanarFrame, size: Size): [Float32Array, Float32Array, Float32Array] {
  const { width, height, y, u, v } = picture;
  const chroma = { width: chromaWidth(width), height: chromaHeight(height) };
  const luma = resizePlane(
    { data: y, width, height },
    bicubicWeights(width, width, size.width),
    bicubicWeights(height, height, size.height),
  );
  const across = bicubicWeights(width / 2, chroma.width, size.width);
  const down = bicubicWeights(height / 2, chroma.height, size.height);
  return [luma, resizePlane({ data: u, ...chroma }, across, down), resizePlane({ data: v, ...chroma }, across, down)];
}
