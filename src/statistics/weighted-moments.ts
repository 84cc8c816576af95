import { ACCURACY_TOLERANCE, RELAXED_TOLERANCE } from './figures';
import type { Figures, Fits } from './figures';
import type { LogisticFit } from './logistic';
import type { Weights } from './resample';

type MomentFigures = Omit<Figures, 'srcc' | 'krcc' | 'krccC'>;

/** As in accuracy.ts: exactly the tolerance counts. */
const ROUNDING = 1e-9;

/**
 * The figures that are functions of sums over rows, for any resample of them. The fitted curves stay as they are:
 * fitting anew in each draw would cost a hundred times more, and with a curve of four parameters changes next to nothing.
 */
export function momentFigures(
  predicted: ArrayLike<number>,
  human: ArrayLike<number>,
  fits: Fits,
): (weights: Weights, total: number) => MomentFigures {
  const y = centred(human);
  const x = centred(predicted);
  const four = mapped(predicted, fits.four);
  const five = mapped(predicted, fits.five);
  const distance = Float64Array.from(human, (value, i) => Math.abs(predicted[i]! - value));
  const raw = new Correlation();
  const after4 = new Correlation();
  const after5 = new Correlation();
  return (weights, total) => {
    raw.reset();
    after4.reset();
    after5.reset();
    let absolute = 0;
    let squared = 0;
    let accurate = 0;
    let relaxed = 0;
    for (let i = 0; i < weights.length; i++) {
      const w = weights[i]!;
      if (w === 0) continue;
      const b = y[i]!;
      raw.add(w, x[i]!, b);
      after4.add(w, four[i]!, b);
      after5.add(w, five[i]!, b);
      const d = distance[i]!;
      absolute += w * d;
      squared += w * d * d;
      if (d <= ACCURACY_TOLERANCE + ROUNDING) accurate += w;
      if (d <= RELAXED_TOLERANCE + ROUNDING) relaxed += w;
    }
    return {
      plcc: raw.value(total),
      plcc4: fits.four && after4.value(total),
      plcc5: fits.five && after5.value(total),
      mae: absolute / total,
      rmse: Math.sqrt(squared / total),
      accuracy: accurate / total,
      relaxed: relaxed / total,
    };
  };
}

/** Running sums of a weighted linear correlation; values should be roughly centred, or digits are lost. */
class Correlation {
  #x = 0;
  #y = 0;
  #xx = 0;
  #yy = 0;
  #xy = 0;

  reset(): void {
    this.#x = this.#y = this.#xx = this.#yy = this.#xy = 0;
  }

  add(w: number, x: number, y: number): void {
    const wx = w * x;
    const wy = w * y;
    this.#x += wx;
    this.#y += wy;
    this.#xx += wx * x;
    this.#yy += wy * y;
    this.#xy += wx * y;
  }

  value(total: number): number | undefined {
    const xx = this.#xx - (this.#x * this.#x) / total;
    const yy = this.#yy - (this.#y * this.#y) / total;
    // What rounding leaves of a constant side is no variance.
    if (!(xx > 1e-12 * this.#xx) || !(yy > 1e-12 * this.#yy)) return undefined;
    const r = (this.#xy - (this.#x * this.#y) / total) / Math.sqrt(xx * yy);
    return Math.min(1, Math.max(-1, r));
  }
}

function mapped(values: ArrayLike<number>, fit: LogisticFit | undefined): Float64Array {
  return fit === undefined ? new Float64Array(values.length) : centred(Float64Array.from(values, fit.apply));
}

function centred(values: ArrayLike<number>): Float64Array {
  let mean = 0;
  for (let i = 0; i < values.length; i++) mean += values[i]! / values.length;
  return Float64Array.from(values, (value) => value - mean);
}
