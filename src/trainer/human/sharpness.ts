/**
 * Two classic measures of the sharpness of a picture: baselines for visual quality, as the smoothness of motion is one
 * for dynamic quality.
 */
export interface Sharpness {
  /** Variance of the 4-neighbour Laplacian of luma, in code values squared (Pech-Pacheco et al. 2000). */
  readonly laplacian: number;
  /** Variance of the mean-subtracted, contrast-normalised luma (BRISQUE: Mittal, Moorthy and Bovik 2012, II A). */
  readonly mscn: number;
}

/** BRISQUE's window: 7x7, Gaussian with a standard deviation of 7/6 px. */
const REACH = 3;
const DEVIATION_PX = 7 / 6;
/** BRISQUE's C: avoids a division by zero in flat areas. */
const CONTRAST_FLOOR = 1;

const kernel = gaussian();

/** Of one plane of 8-bit luma, rows tightly packed. Zero for both where a side is under 3 px. */
export function sharpnessOf(luma: Uint8Array, width: number, height: number): Sharpness {
  return { laplacian: laplacianVariance(luma, width, height), mscn: mscnVariance(luma, width, height) };
}

function laplacianVariance(luma: Uint8Array, width: number, height: number): number {
  if (width < 3 || height < 3) return 0;
  const running = new RunningVariance();
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      running.add(luma[at - 1]! + luma[at + 1]! + luma[at - width]! + luma[at + width]! - 4 * luma[at]!);
    }
  }
  return running.variance;
}

function mscnVariance(luma: Uint8Array, width: number, height: number): number {
  if (width < 3 || height < 3) return 0;
  const values = Float64Array.from(luma);
  const means = blurred(values, width, height);
  const squares = blurred(
    values.map((value) => value * value),
    width,
    height,
  );
  const running = new RunningVariance();
  for (let i = 0; i < values.length; i++) {
    const mean = means[i]!;
    const deviation = Math.sqrt(Math.max(0, squares[i]! - mean * mean));
    running.add((values[i]! - mean) / (deviation + CONTRAST_FLOOR));
  }
  return running.variance;
}

/** Separable Gaussian; edges repeat. */
function blurred(values: Float64Array, width: number, height: number): Float64Array {
  const across = new Float64Array(values.length);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      let sum = 0;
      for (let k = -REACH; k <= REACH; k++) {
        sum += kernel[k + REACH]! * values[y * width + Math.min(width - 1, Math.max(0, x + k))]!;
      }
      across[at] = sum;
    }
  }
  const out = new Float64Array(values.length);
  for (let y = 0; y < height; y++) {
    for (let k = -REACH; k <= REACH; k++) {
      const from = Math.min(height - 1, Math.max(0, y + k)) * width;
      const weight = kernel[k + REACH]!;
      for (let x = 0; x < width; x++) out[y * width + x]! += weight * across[from + x]!;
    }
  }
  return out;
}

function gaussian(): Float64Array {
  const weights = Float64Array.from({ length: 2 * REACH + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - REACH) / DEVIATION_PX) ** 2),
  );
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / total);
}

/** Running mean and variance (Welford 1962). */
class RunningVariance {
  #count = 0;
  #mean = 0;
  #squares = 0;

  add(value: number): void {
    const difference = value - this.#mean;
    this.#mean += difference / ++this.#count;
    this.#squares += difference * (value - this.#mean);
  }

  get variance(): number {
    return this.#count === 0 ? 0 : this.#squares / this.#count;
  }
}
