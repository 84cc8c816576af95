import type { PlanarFrame } from '../../src/media';
import { chromaHeight, chromaWidth } from '../../src/media';

/** A resize filter: its weight at a distance within its radius. */
export interface ResizeFilter {
  readonly radius: number;
  weight(distance: number): number;
}

/** Linear interpolation, as in simple scalers; it softens detail where a plane is enlarged. */
export const TRIANGLE: ResizeFilter = { radius: 1, weight: (distance) => 1 - distance };

/** A windowed sinc of three lobes, as in scalers that keep detail. */
export const LANCZOS: ResizeFilter = {
  radius: 3,
  weight: (distance) => sinc(distance) * sinc(distance / 3),
};

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Resizes every plane, with a filter as wide as the step where it is reduced; sides are rounded to even numbers. */
export function resized(frames: readonly PlanarFrame[], factor: number, filter: ResizeFilter): PlanarFrame[] {
  return frames.map((frame) => {
    const width = evenSide(frame.width * factor);
    const height = evenSide(frame.height * factor);
    const [fromWidth, fromHeight] = [chromaWidth(frame.width), chromaHeight(frame.height)];
    const chroma = (plane: Uint8Array): Uint8Array =>
      resizePlane(plane, fromWidth, fromHeight, width / 2, height / 2, filter);
    return {
      ...frame,
      width,
      height,
      y: resizePlane(frame.y, frame.width, frame.height, width, height, filter),
      u: chroma(frame.u),
      v: chroma(frame.v),
    };
  });
}

function evenSide(side: number): number {
  return Math.max(2, 2 * Math.round(side / 2));
}

export function resizePlane(
  plane: Uint8Array,
  width: number,
  height: number,
  toWidth: number,
  toHeight: number,
  filter: ResizeFilter,
): Uint8Array {
  const columns = tapsOf(width, toWidth, filter);
  const rows = tapsOf(height, toHeight, filter);
  const across = new Float32Array(toWidth * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < toWidth; x++) {
      const { first, weights } = columns[x]!;
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * plane[y * width + first + k]!;
      across[y * toWidth + x] = sum;
    }
  }
  // Clamped, because a filter with negative lobes overshoots beside edges.
  const out = new Uint8ClampedArray(toWidth * toHeight);
  for (let y = 0; y < toHeight; y++) {
    const { first, weights } = rows[y]!;
    for (let x = 0; x < toWidth; x++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * across[(first + k) * toWidth + x]!;
      out[y * toWidth + x] = sum;
    }
  }
  return new Uint8Array(out.buffer);
}

interface Taps {
  readonly first: number;
  readonly weights: readonly number[];
}

function tapsOf(size: number, toSize: number, filter: ResizeFilter): Taps[] {
  const step = size / toSize;
  const stretch = Math.max(1, step);
  const radius = filter.radius * stretch;
  return Array.from({ length: toSize }, (_, place) => {
    const centre = (place + 0.5) * step - 0.5;
    const first = Math.max(0, Math.ceil(centre - radius));
    const last = Math.min(size - 1, Math.floor(centre + radius));
    const raw = Array.from({ length: last - first + 1 }, (_, k) =>
      filter.weight(Math.abs(first + k - centre) / stretch),
    );
    const total = raw.reduce((a, b) => a + b, 0);
    return { first, weights: raw.map((weight) => weight / total) };
  });
}
