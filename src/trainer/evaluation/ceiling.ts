import type { Random } from '../../base';
import { srcc } from '../../statistics';
import type { TrainedDimension } from '../../corpus';

/** The largest SRCC that the noise of the raters allows, per dimension. */
export type Ceilings = Readonly<Partial<Record<TrainedDimension, number>>>;

/** Random halvings of the panels over which the correlation is averaged. */
const SPLITS = 25;

/**
 * The SRCC with the MOS that a model with perfect knowledge of the true scores would reach. The true scores are
 * unknown, but the agreement of the raters is known: the panel of each clip is halved at random, r is the SRCC between
 * the means of the halves, and the Spearman-Brown formula gives the reliability of the whole panel, R = k r / (1 + (k -
 * 1) r), with k = raters per panel / raters per half. A mean of reliability R correlates with the true scores by
 * sqrt(R). The formula holds for Pearson's correlation; on ranks it is close.
 *
 * @param ratings [clips][raters], all panels of one size. Undefined for fewer than two raters, or where r is not above
 * 0.
 */
export function noiseCeiling(ratings: readonly (readonly number[])[], random: Random): number | undefined {
  const size = ratings[0]?.length ?? 0;
  const half = Math.floor(size / 2);
  if (half === 0) return undefined;
  let sum = 0;
  for (let split = 0; split < SPLITS; split++) {
    const halves = ratings.map((panel) => {
      const shuffled = random.shuffle(panel);
      return [total(shuffled.slice(0, half)), total(shuffled.slice(half, 2 * half))] as const;
    });
    sum +=
      srcc(
        halves.map(([first]) => first),
        halves.map(([, second]) => second),
      ) ?? Number.NaN;
  }
  const r = sum / SPLITS;
  if (!(r > 0)) return undefined;
  const k = size / half;
  return Math.sqrt((k * r) / (1 + (k - 1) * r));
}

function total(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
