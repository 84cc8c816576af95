import { ACCURACY_TOLERANCE, RELAXED_TOLERANCE } from './figures';
import type { Figures, Fits } from './figures';
import type { LogisticFit } from './logistic';
import { mapNumbers } from './map-numbers';
import type { Weights } from './resample';

/** As in accuracy.ts: exactly the tolerance counts. */
const ROUNDING = 1e-9;
/** A stretch of rows whose columns stay in the processor's first cache while every resample goes over them. */
const TILE = 1024;

/** The figures that are functions of sums over rows. */
export type MomentFigures = Omit<Figures, 'srcc' | 'krcc' | 'krccC'>;

/**
 * The moment figures of several resamples at once, O(n) each. The fitted curves stay as they are: fitting anew in each
 * draw would cost a hundred times more, and a curve of four parameters hardly moves.
 */
export function weightedMoments(
  predicted: ArrayLike<number>,
  human: ArrayLike<number>,
  fits: Fits,
): (draws: readonly { readonly weights: Weights; readonly total: number }[]) => MomentFigures[] {
  const distance = mapNumbers(human, (value, i) => Math.abs(predicted[i]! - value));
  const y = centred(human);
  const columns = [centred(predicted), mapped(predicted, fits.four), mapped(predicted, fits.five)] as const;
  return (draws) => {
    const sums = draws.map(() => ({ errors: new ErrorSums(), linear: columns.map(() => new ProductSums()) }));
    for (let from = 0; from < y.length; from += TILE) {
      const to = Math.min(from + TILE, y.length);
      draws.forEach(({ weights }, draw) => {
        const { errors, linear } = sums[draw]!;
        errors.add(weights, distance, from, to);
        columns.forEach((x, i) => linear[i]!.add(weights, x, y, from, to));
      });
    }
    return sums.map(({ errors, linear: [raw, four, five] }, draw) => {
      const { total } = draws[draw]!;
      return {
        ...errors.figures(total),
        plcc: raw?.correlation(total),
        plcc4: fits.four && four?.correlation(total),
        plcc5: fits.five && five?.correlation(total),
      };
    });
  };
}

class ErrorSums {
  #absolute = 0;
  #squared = 0;
  #accurate = 0;
  #relaxed = 0;

  // Sums are local inside the loop: fields would go through memory at every row.
  add(weights: Weights, distance: Float64Array, from: number, to: number): void {
    let absolute = 0;
    let squared = 0;
    let accurate = 0;
    let relaxed = 0;
    for (let i = from; i < to; i++) {
      const w = weights[i]!;
      const d = distance[i]!;
      absolute += w * d;
      squared += w * d * d;
      if (d <= RELAXED_TOLERANCE + ROUNDING) relaxed += w;
      if (d <= ACCURACY_TOLERANCE + ROUNDING) accurate += w;
    }
    this.#absolute += absolute;
    this.#squared += squared;
    this.#accurate += accurate;
    this.#relaxed += relaxed;
  }

  figures(total: number): Pick<Figures, 'mae' | 'rmse' | 'accuracy' | 'relaxed'> {
    return {
      mae: this.#absolute / total,
      rmse: Math.sqrt(this.#squared / total),
      accuracy: this.#accurate / total,
      relaxed: this.#relaxed / total,
    };
  }
}

class ProductSums {
  #x = 0;
  #y = 0;
  #xx = 0;
  #yy = 0;
  #xy = 0;

  add(weights: Weights, x: Float64Array, y: Float64Array, from: number, to: number): void {
    let sx = 0;
    let sy = 0;
    let xx = 0;
    let yy = 0;
    let xy = 0;
    for (let i = from; i < to; i++) {
      const w = weights[i]!;
      const a = x[i]!;
      const b = y[i]!;
      sx += w * a;
      sy += w * b;
      xx += w * a * a;
      yy += w * b * b;
      xy += w * a * b;
    }
    this.#x += sx;
    this.#y += sy;
    this.#xx += xx;
    this.#yy += yy;
    this.#xy += xy;
  }

  /** Pearson's r of a resample of n rows. */
  correlation(n: number): number | undefined {
    const xx = this.#xx - (this.#x * this.#x) / n;
    const yy = this.#yy - (this.#y * this.#y) / n;
    // What rounding leaves of a constant side is no variance.
    if (!(xx > 1e-12 * this.#xx) || !(yy > 1e-12 * this.#yy)) return undefined;
    const r = (this.#xy - (this.#x * this.#y) / n) / Math.sqrt(xx * yy);
    return Math.min(1, Math.max(-1, r));
  }
}

function mapped(values: ArrayLike<number>, fit: LogisticFit | undefined): Float64Array {
  return fit === undefined ? new Float64Array(values.length) : centred(mapNumbers(values, fit.apply));
}

/** Sums of squares keep their digits only around the mean. */
function centred(values: ArrayLike<number>): Float64Array {
  let mean = 0;
  for (let i = 0; i < values.length; i++) mean += values[i]! / values.length;
  return mapNumbers(values, (value) => value - mean);
}
