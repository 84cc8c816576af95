import type { Random } from '../../base';
import { groupMeans, krcc, percentileInterval, plcc, srcc } from '../../statistics';
import type { Coefficient, Correlations, Level } from '../evaluation/human';
import { COEFFICIENTS, LEVELS } from '../evaluation/human';
import { mean } from '../evaluation/mean';

/** Predicted and human scores of the same clips, and the generator of each. */
export interface Compared {
  readonly predicted: readonly number[];
  readonly human: readonly number[];
  readonly generators: readonly string[];
}

/** Row numbers of one resample of the clips; a row can occur several times. */
export type Resample = readonly number[];

/**
 * Resamples of the clips within each generator, with replacement and of the same size. The generators stay the same, so
 * the intervals hold for these generators and not for others. All scorers must use the same resamples, or their
 * intervals cannot be compared.
 */
export function resampleClips(generators: readonly string[], count: number, random: Random): Resample[] {
  const strata = [...rowsByGenerator(generators).values()];
  return Array.from({ length: count }, () => strata.flatMap((rows) => rows.map(() => random.pick(rows))));
}

/** Every coefficient at every level, with its percentile interval over the resamples. */
export function correlate(compared: Compared, resamples: readonly Resample[]): Record<Level, Correlations> {
  const found = metricsOf(compared);
  const drawn = resamples.map((rows) => metricsOf(taken(compared, rows)));
  const correlationsAt = (level: Level): Correlations =>
    Object.fromEntries(
      COEFFICIENTS.flatMap((coefficient) => {
        const value = found[level][coefficient];
        if (value === undefined) return [];
        const interval = percentileInterval(drawn.map((metrics) => metrics[level][coefficient] ?? Number.NaN));
        return [[coefficient, { value, interval }]];
      }),
    );
  return Object.fromEntries(LEVELS.map((level) => [level, correlationsAt(level)])) as Record<Level, Correlations>;
}

type Values = Readonly<Record<Coefficient, number | undefined>>;

function metricsOf({ predicted, human, generators }: Compared): Record<Level, Values> {
  const each = [...rowsByGenerator(generators).values()].map((rows) =>
    coefficients(
      rows.map((row) => predicted[row]!),
      rows.map((row) => human[row]!),
    ),
  );
  const means = groupMeans(predicted, human, generators);
  return {
    overall: coefficients(predicted, human),
    withinGenerators: {
      srcc: mean(each.map((values) => values.srcc)),
      plcc: mean(each.map((values) => values.plcc)),
      krcc: mean(each.map((values) => values.krcc)),
    },
    ofGenerators: coefficients(means.predicted, means.human),
  };
}

function coefficients(x: ArrayLike<number>, y: ArrayLike<number>): Values {
  return { srcc: srcc(x, y), plcc: plcc(x, y), krcc: krcc(x, y) };
}

function taken({ predicted, human, generators }: Compared, rows: Resample): Compared {
  return {
    predicted: rows.map((row) => predicted[row]!),
    human: rows.map((row) => human[row]!),
    generators: rows.map((row) => generators[row]!),
  };
}

function rowsByGenerator(generators: readonly string[]): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  generators.forEach((generator, row) => {
    const own = rows.get(generator);
    if (own === undefined) rows.set(generator, [row]);
    else own.push(row);
  });
  return rows;
}
