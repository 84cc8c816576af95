import type { HumanMetrics, Level } from './human';
import { humanSrcc } from './human';
import type { Evaluation } from './network';
import { spreadOf, spreadText } from './spread';

/** Results of one network of the weight average by itself. */
export interface SeedMetrics {
  readonly seed: number;
  /** On the test split. */
  readonly test: Evaluation;
  /** On human scores; undefined where not measured. */
  readonly human?: HumanMetrics;
}

/** A GitHub table with a column per seed: SRCC of every dimension on the test split, then SRCC with human scores. */
export function seedTable(seeds: readonly SeedMetrics[]): string {
  const ids = seeds[0]?.test.map(({ id }) => id) ?? [];
  const rows: [string, (number | undefined)[]][] = ids.map((id, column) => [
    id,
    seeds.map(({ test }) => test[column]?.srcc),
  ]);
  for (const { scorer, target } of seeds[0]?.human?.rows ?? []) {
    if (!(ids as readonly string[]).includes(scorer)) continue;
    for (const [level, where] of LEVELS) {
      const name = `${scorer} and human ${target}, ${where}`;
      rows.push([name, seeds.map(({ human }) => humanSrcc(human, scorer, target, level))]);
    }
  }
  return [
    `| SRCC | ${seeds.map(({ seed }) => `seed ${seed}`).join(' | ')} | mean |`,
    `|---|${seeds.map(() => '---|').join('')}---|`,
    ...rows.map(([name, values]) => {
      const each = values.map((value) => value?.toFixed(3) ?? 'n/a');
      return `| ${[name, ...each, spreadText(spreadOf(values))].join(' | ')} |`;
    }),
  ].join('\n');
}

/** Generator means are left out: there are too few generators. */
const LEVELS: readonly (readonly [Level, string])[] = [
  ['overall', 'all clips'],
  ['withinGenerators', 'within a generator'],
];
