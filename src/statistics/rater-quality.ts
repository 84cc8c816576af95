import { mae } from './error';
import { plcc } from './plcc';
import type { Ratings } from './ratings';
import { ratingAt, withoutRaters } from './ratings';
import { srcc } from './srcc';

/** One rater against a reference: a specialist's scores, or the mean of the other raters. */
export interface RaterQuality {
  readonly rater: number;
  /** Units that both rated. */
  readonly n: number;
  /**
   * Mean of rating less reference: above zero is lenient. `undefined` with n = 0, as are the others where they do not
   * exist.
   */
  readonly bias: number | undefined;
  /** Mean absolute distance to the reference. */
  readonly error: number | undefined;
  readonly srcc: number | undefined;
  readonly plcc: number | undefined;
}

/**
 * Every rater against `reference` (one number a unit, NaN for none) or, without one, against the mean of the others.
 */
export function raterQualities(ratings: Ratings, reference?: ArrayLike<number>): RaterQuality[] {
  return Array.from({ length: ratings.raters }, (_, rater) => {
    const own: number[] = [];
    const other: number[] = [];
    for (let unit = 0; unit < ratings.units; unit++) {
      const value = ratingAt(ratings, rater, unit);
      const against = reference === undefined ? meanOfOthers(ratings, rater, unit) : reference[unit]!;
      if (Number.isNaN(value) || Number.isNaN(against)) continue;
      own.push(value);
      other.push(against);
    }
    const n = own.length;
    const bias = n === 0 ? undefined : own.reduce((sum, value, i) => sum + value - other[i]!, 0) / n;
    return { rater, n, bias, error: mae(own, other), srcc: srcc(own, other), plcc: plcc(own, other) };
  });
}

/**
 * The `count` raters farthest from the reference by mean absolute distance, worst first. Q-Save A.1 drops the 6 raters
 * who agree least with specialists. Without a reference they are dropped one by one, each time measured against the
 * rest, because a bad rater also affects the mean of the others. At least two raters stay.
 */
export function worstRaters(ratings: Ratings, count: number, reference?: ArrayLike<number>): number[] {
  const dropped: number[] = [];
  while (dropped.length < count && ratings.raters - dropped.length > 2) {
    const kept = Array.from({ length: ratings.raters }, (_, rater) => rater).filter((r) => !dropped.includes(r));
    const qualities = raterQualities(withoutRaters(ratings, dropped), reference);
    const worst = qualities.reduce((a, b) => ((b.error ?? -1) > (a.error ?? -1) ? b : a));
    dropped.push(kept[worst.rater]!);
  }
  return dropped;
}

function meanOfOthers(ratings: Ratings, rater: number, unit: number): number {
  let sum = 0;
  let count = 0;
  for (let other = 0; other < ratings.raters; other++) {
    const value = ratingAt(ratings, other, unit);
    if (other === rater || Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}
