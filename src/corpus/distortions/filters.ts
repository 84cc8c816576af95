import { clampByte } from '../picture';

/** Gaussian blur of interleaved RGB, sigma in pixels; edges repeat. */
export function gaussian(source: Uint8Array, out: Uint8Array, width: number, height: number, sigma: number): void {
  const kernel = gaussianKernel(sigma);
  convolveColumns(convolveRows(source, width, height, kernel), out, width, height, kernel);
}

export function gaussianKernel(sigma: number): Float32Array {
  const radius = Math.max(1, Math.ceil(sigma * 2.5));
  const kernel = new Float32Array(2 * radius + 1);
  let sum = 0;
  for (let i = -radius; i <= radius; i++) sum += kernel[i + radius] = Math.exp((-i * i) / (2 * sigma * sigma));
  return kernel.map((k) => k / sum);
}

function convolveRows(source: Uint8Array, width: number, height: number, kernel: Float32Array): Float32Array {
  const radius = (kernel.length - 1) / 2;
  const out = new Float32Array(source.length);
  const padded = new Float32Array((width + 2 * radius) * 3);
  const row = width * 3;
  for (let y = 0; y < height; y++) {
    const base = y * row;
    for (let x = -radius, o = 0; x < width + radius; x++, o += 3) {
      const i = base + Math.min(width - 1, Math.max(0, x)) * 3;
      padded[o] = source[i]!;
      padded[o + 1] = source[i + 1]!;
      padded[o + 2] = source[i + 2]!;
    }
    for (let k = 0; k < kernel.length; k++) {
      const weight = kernel[k]!;
      const shift = k * 3;
      for (let x = 0; x < row; x++) out[base + x] = out[base + x]! + weight * padded[shift + x]!;
    }
  }
  return out;
}

function convolveColumns(
  source: Float32Array,
  out: Uint8Array,
  width: number,
  height: number,
  kernel: Float32Array,
): void {
  const radius = (kernel.length - 1) / 2;
  const row = width * 3;
  const sum = new Float32Array(row);
  for (let y = 0; y < height; y++) {
    sum.fill(0.5);
    for (let k = -radius; k <= radius; k++) {
      const base = Math.min(height - 1, Math.max(0, y + k)) * row;
      const weight = kernel[k + radius]!;
      for (let x = 0; x < row; x++) sum[x] = sum[x]! + weight * source[base + x]!;
    }
    const base = y * row;
    for (let x = 0; x < row; x++) out[base + x] = clampByte(sum[x]!);
  }
}

/** Box means of one plane by running sums; the window is cut at the edges. */
export function boxMean(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  const rows = new Float32Array(plane.length);
  for (let y = 0; y < height; y++) slide(plane, rows, y * width, 1, width, radius);
  const out = new Float32Array(plane.length);
  for (let x = 0; x < width; x++) slide(rows, out, x, width, height, radius);
  return out;
}

function slide(
  source: Float32Array,
  out: Float32Array,
  base: number,
  step: number,
  count: number,
  radius: number,
): void {
  let sum = 0;
  for (let i = 0; i < Math.min(count, radius + 1); i++) sum += source[base + i * step]!;
  for (let i = 0; i < count; i++) {
    const low = Math.max(0, i - radius);
    const high = Math.min(count - 1, i + radius);
    out[base + i * step] = sum / (high - low + 1);
    if (high + 1 < count) sum += source[base + (high + 1) * step]!;
    if (i - radius >= 0) sum -= source[base + low * step]!;
  }
}

export function lumaPlane(source: Uint8Array): Float32Array {
  const out = new Float32Array(source.length / 3);
  for (let p = 0, i = 0; p < out.length; p++, i += 3) {
    out[p] = 0.299 * source[i]! + 0.587 * source[i + 1]! + 0.114 * source[i + 2]!;
  }
  return out;
}
