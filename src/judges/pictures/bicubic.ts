/** Weights of one resized side: output j is the sum over k < taps of weights[j * taps + k] * source[first[j] + k]. */
export interface BicubicWeights {
  readonly taps: number;
  readonly first: Int32Array;
  readonly weights: Float32Array;
}

/** Keys' parameter; Pillow and PyTorch's antialiased resize use the same. */
const A = -0.5;

function kernel(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return ((A + 2) * x - (A + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * A;
  return 0;
}

/**
 * Antialiased bicubic: the kernel is as wide as the scale factor, centres are aligned, and it is cut at the border. The
 * preprocessors of the vision-language models resize in this way, with weights that a triangle filter cannot express.
 *
 * @param extent length of the source in samples; a half for the chroma plane of an odd side
 * @param available number of samples, ceil(extent)
 */
export function bicubicWeights(extent: number, available: number, target: number): BicubicWeights {
  const scale = extent / target;
  const stretch = Math.max(1, scale);
  const spans = Array.from({ length: target }, (_, j) => {
    const centre = (j + 0.5) * scale;
    const start = Math.max(0, Math.min(available - 1, Math.floor(centre - 2 * stretch + 0.5)));
    const end = Math.min(available, Math.max(start + 1, Math.floor(centre + 2 * stretch + 0.5)));
    return { centre, start, end };
  });
  const taps = Math.max(...spans.map(({ start, end }) => end - start));
  const first = new Int32Array(target);
  const weights = new Float32Array(target * taps);
  spans.forEach(({ centre, start, end }, j) => {
    const from = Math.min(start, available - taps);
    const exact = Array.from({ length: end - start }, (_, k) => kernel((start + k + 0.5 - centre) / stretch));
    const total = exact.reduce((sum, weight) => sum + weight, 0);
    first[j] = from;
    exact.forEach((weight, k) => (weights[j * taps + (start - from) + k] = weight / total));
  });
  return { taps, first, weights };
}

export interface Plane {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Resizes a plane, rows last, without rounding in between. Values may leave 0..255 at sharp edges. */
export function resizePlane(plane: Plane, across: BicubicWeights, down: BicubicWeights): Float32Array {
  const { data, width, height } = plane;
  const columns = across.first.length;
  const rows = down.first.length;
  const middle = new Float32Array(columns * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < columns; x++) {
      const from = y * width + across.first[x]!;
      const base = x * across.taps;
      let sum = 0;
      for (let k = 0; k < across.taps; k++) sum += across.weights[base + k]! * data[from + k]!;
      middle[y * columns + x] = sum;
    }
  }
  const resized = new Float32Array(columns * rows);
  for (let y = 0; y < rows; y++) {
    const base = y * down.taps;
    for (let k = 0; k < down.taps; k++) {
      const weight = down.weights[base + k]!;
      if (weight === 0) continue;
      const from = (down.first[y]! + k) * columns;
      for (let x = 0; x < columns; x++) resized[y * columns + x]! += weight * middle[from + x]!;
    }
  }
  return resized;
}
