import type { TrainedDimension } from '../../corpus';
import type { Agreement } from './agreement';
import type { Evaluation } from './network';
import type { Spread } from './spread';
import { spreadOf, spreadText } from './spread';

/** One strategy, one seed, measured on the test split. */
export interface Measured {
  readonly strategy: string;
  readonly seed: number;
  readonly evaluation: Evaluation;
  /** Fraction of the answers in the rationale-first form; undefined where the rating comes first. */
  readonly wellFormed?: number;
}

const METRICS = ['srcc', 'plcc', 'mae', 'within'] as const;
type Metric = (typeof METRICS)[number];

export interface AblationRow {
  readonly strategy: string;
  readonly metrics: Readonly<Record<Metric, Readonly<Partial<Record<TrainedDimension, Spread>>>>>;
  readonly wellFormed: Spread | undefined;
}

/** The tables of both papers on our test split. */
export interface AblationTable {
  readonly command: string;
  /** Clips of the test split. */
  readonly clips: number;
  readonly seeds: number;
  readonly rows: readonly AblationRow[];
  readonly runs: readonly Measured[];
}

export function summarise(
  strategies: readonly string[],
  runs: readonly Measured[],
  about: Pick<AblationTable, 'command' | 'clips' | 'seeds'>,
): AblationTable {
  const rows = strategies.map((strategy): AblationRow => {
    const own = runs.filter((run) => run.strategy === strategy);
    const ids = own[0]?.evaluation.map(({ id }) => id) ?? [];
    const of = (metric: Metric) =>
      Object.fromEntries(
        ids.map((id, column) => [id, spreadOf(own.map(({ evaluation }) => evaluation[column]?.[metric]))]),
      );
    const metrics = { srcc: of('srcc'), plcc: of('plcc'), mae: of('mae'), within: of('within') };
    return { strategy, metrics, wellFormed: spreadOf(own.map(({ wellFormed }) => wellFormed)) };
  });
  return { ...about, rows, runs };
}

const TITLES: Record<Metric, string> = {
  srcc: 'SRCC',
  plcc: 'PLCC',
  mae: 'MAE, score points',
  within: 'Acc@0.5',
} satisfies Record<keyof Pick<Agreement, Metric>, string>;

/** The row that the page explains. */
export const WITHOUT_SLOWFAST = 'SFT without SlowFast';

const MEANS = ` Without SlowFast means the same number of tokens, all
from frames at even intervals at one low resolution.`;

/** A Markdown page: one table per metric with a row per strategy and a column per dimension, mean ± deviation. */
export function ablationMarkdown(table: AblationTable): string {
  const ids = table.runs[0]?.evaluation.map(({ id }) => id) ?? [];
  const one = (metric: Metric): string => {
    const rows = table.rows.map(
      ({ strategy, metrics }) => `| ${strategy} | ${ids.map((id) => spreadText(metrics[metric][id])).join(' | ')} |`,
    );
    return [
      `## ${TITLES[metric]}`,
      '',
      `| strategy | ${ids.join(' | ')} |`,
      `|---|${ids.map(() => '---|').join('')}`,
      ...rows,
    ].join('\n');
  };
  const forms = table.rows
    .filter(({ wellFormed }) => wellFormed !== undefined)
    .map(({ strategy, wellFormed }) => `| ${strategy} | ${spreadText(wellFormed)} |`);
  const withoutSlowFast = table.rows.some(({ strategy }) => strategy === WITHOUT_SLOWFAST);
  return `# Ablation of the training stages

\`${table.command}\`. Test split of ${table.clips} synthetic clips with simulated ratings, ${table.seeds} seeds; mean ± standard
deviation over the seeds. A network scores in the form of its last stage: after its own greedily written rationale, or right
after the prompt where the cool-off has put the rating first.${withoutSlowFast ? MEANS : ''}

${METRICS.map(one).join('\n\n')}

## Well-formed answers

| strategy | fraction |
|---|---|
${forms.join('\n')}
`;
}
