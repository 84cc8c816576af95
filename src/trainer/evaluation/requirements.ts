import type { TrainedDimension } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import type { Metrics } from './metrics';
import type { Level } from './human';
import { humanSrcc } from './human';
import { LEAST_TAU, MOST_CHANGE } from './robustness';

/** Required results on the test split and on human scores, set before training. */
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
const NONE_NAMED = 0.9;
const HUMAN: readonly { scorer: TrainedDimension; target: string; level: Level; where: string; required: number }[] = [
  { scorer: 'dynamic-quality', target: 'temporal_quality', level: 'overall', where: 'all clips', required: 0.65 },
  {
    scorer: 'dynamic-quality',
    target: 'temporal_quality',
    level: 'withinGenerators',
    where: 'within a generator',
    required: 0.42,
  },
  { scorer: 'visual-quality', target: 'static_quality', level: 'overall', where: 'all clips', required: 0.25 },
];

/** A measured value and the required one. */
export interface Requirement {
  readonly what: string;
  /** The least value allowed; the largest one where less is better. */
  readonly required: number;
  readonly lessIsBetter?: true;
  /** Undefined where not measured. */
  readonly measured: number | undefined;
}

export function requirementsOf({ test, artifacts, rationale, human, robustness }: Metrics): readonly Requirement[] {
  const all = rationale.rows.find(({ name }) => name === 'all');
  return [
    ...TRAINED_DIMENSIONS.flatMap((id): Requirement[] => {
      const agreement = test.find((row) => row.id === id);
      const srcc = SRCC[id];
      return [
        ...(srcc === undefined ? [] : [{ what: `${id}, SRCC`, required: srcc, measured: agreement?.srcc }]),
        { what: `${id}, Acc@0.5`, required: WITHIN_HALF_A_POINT, measured: agreement?.within },
      ];
    }),
    { what: 'artifacts, macro-F1', required: ARTIFACTS_F1, measured: artifacts.macroF1 },
    { what: 'rationales, first artifact true', required: FIRST_TRUE, measured: all?.trueFirst },
    { what: 'rationales, no artifact named in clean clips', required: NONE_NAMED, measured: all?.silent },
    ...HUMAN.map(({ scorer, target, level, where, required }) => ({
      what: `${scorer} and human ${target}, ${where}, SRCC`,
      required,
      measured: humanSrcc(human, scorer, target, level),
    })),
    ...(robustness?.versions ?? []).map(({ version, largest }) => ({
      what: `${version}, largest change of a score`,
      required: MOST_CHANGE,
      lessIsBetter: true as const,
      measured: largest.change,
    })),
    ...(robustness?.distortionTypes ?? []).map(({ distortionType, tau }) => ({
      what: `rising ${distortionType}, tau`,
      required: LEAST_TAU,
      measured: tau,
    })),
  ];
}

/** A GitHub table of the requirements that were measured and are not met; undefined where there are none. */
export function shortfallTable(all: readonly Requirement[]): string | undefined {
  const short = all.filter(({ required, measured, lessIsBetter }) =>
    measured === undefined ? false : lessIsBetter ? measured > required : measured < required,
  );
  if (short.length === 0) return undefined;
  const rows = short.map(
    ({ what, required, measured, lessIsBetter }) =>
      `| ${what} | at ${lessIsBetter ? 'most' : 'least'} ${required.toFixed(2)} | ${measured!.toFixed(3)} |`,
  );
  return ['| result | required | measured |', '|---|---|---|', ...rows].join('\n');
}
