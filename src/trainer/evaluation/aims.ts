import type { TrainedDimension } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import type { Metrics } from './metrics';
import type { HumanMetrics, Level } from './human';
import { LEAST_TAU, MOST_CHANGE } from './robustness';

/** What the model was to reach on its test split and on people's scores, set before any of it was trained. */
const SRCC: Partial<Record<TrainedDimension, number>> = {
  'motion-quality': 0.8,
  'motion-amplitude': 0.8,
  'aesthetic-quality': 0.6,
  'content-quality': 0.6,
  'clarity-quality': 0.7,
};
const WITHIN_HALF_A_POINT = 0.7;
const ARTIFACTS_F1 = 0.6;
const FIRST_TRUE = 0.8;
const SILENT = 0.9;
const PEOPLE: readonly { scorer: TrainedDimension; target: string; level: Level; where: string; wanted: number }[] = [
  { scorer: 'dynamic-quality', target: 'temporal_quality', level: 'overall', where: 'all clips', wanted: 0.65 },
  {
    scorer: 'dynamic-quality',
    target: 'temporal_quality',
    level: 'withinGenerators',
    where: 'within a generator',
    wanted: 0.42,
  },
  { scorer: 'visual-quality', target: 'static_quality', level: 'overall', where: 'all clips', wanted: 0.25 },
];

/** A figure beside what it was to be. */
export interface Aim {
  readonly what: string;
  /** At least so much; or, where less is better, at most. */
  readonly wanted: number;
  readonly lessIsBetter?: true;
  /** Undefined where it was not measured. */
  readonly reached: number | undefined;
}

export function aimsOf({ test, artifacts, rationale, human, robustness }: Metrics): readonly Aim[] {
  const all = rationale.rows.find(({ name }) => name === 'all');
  return [
    ...TRAINED_DIMENSIONS.flatMap((id): Aim[] => {
      const measured = test.find((row) => row.id === id);
      const srcc = SRCC[id];
      return [
        ...(srcc === undefined ? [] : [{ what: `${id}, SRCC`, wanted: srcc, reached: measured?.srcc }]),
        { what: `${id}, Acc@0.5`, wanted: WITHIN_HALF_A_POINT, reached: measured?.within },
      ];
    }),
    { what: 'faults, macro-F1', wanted: ARTIFACTS_F1, reached: artifacts.macroF1 },
    { what: 'rationales, first fault true', wanted: FIRST_TRUE, reached: all?.trueFirst },
    { what: 'rationales, none named where there is none', wanted: SILENT, reached: all?.silent },
    ...PEOPLE.map(({ scorer, target, level, where, wanted }) => ({
      what: `${scorer} against people's ${target}, ${where}, SRCC`,
      wanted,
      reached: againstPeople(human, scorer, target, level),
    })),
    ...(robustness?.versions ?? []).map(({ version, largest }) => ({
      what: `${version}, largest change of a score`,
      wanted: MOST_CHANGE,
      lessIsBetter: true as const,
      reached: largest.change,
    })),
    ...(robustness?.distortionTypes ?? []).map(({ distortionType, tau }) => ({
      what: `growing ${distortionType}, tau`,
      wanted: LEAST_TAU,
      reached: tau,
    })),
  ];
}

/** SRCC of one scorer against one column of people's scores. */
export function againstPeople(
  human: HumanMetrics | undefined,
  scorer: string,
  target: string,
  level: Level,
): number | undefined {
  return human?.rows.find((row) => row.scorer === scorer && row.target === target)?.[level].srcc?.value;
}

/** A GitHub table of those that were measured and are not reached; undefined where there are none. */
export function shortfallTable(aims: readonly Aim[]): string | undefined {
  const short = aims.filter(({ wanted, reached, lessIsBetter }) =>
    reached === undefined ? false : lessIsBetter ? reached > wanted : reached < wanted,
  );
  if (short.length === 0) return undefined;
  const rows = short.map(
    ({ what, wanted, reached, lessIsBetter }) =>
      `| ${what} | at ${lessIsBetter ? 'most' : 'least'} ${wanted.toFixed(2)} | ${reached!.toFixed(3)} |`,
  );
  return ['| figure | wanted | reached |', '|---|---|---|', ...rows].join('\n');
}
