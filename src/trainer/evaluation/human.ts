import type { Interval } from '../../statistics';

/** A figure and its 95 % bootstrap interval. */
export interface Estimate {
  readonly value: number;
  readonly interval?: Interval | undefined;
}

export const COEFFICIENTS = ['srcc', 'plcc', 'krcc'] as const;
export type Coefficient = (typeof COEFFICIENTS)[number];

/** Spearman's, Pearson's (raw) and Kendall's (tau-b) correlation; one that does not exist is left out. */
export type Correlations = Readonly<Partial<Record<Coefficient, Estimate>>>;

/** What is correlated: clips, clips of one generator at a time (then averaged), or generators' means. */
export const LEVELS = ['overall', 'withinGenerators', 'ofGenerators'] as const;
export type Level = (typeof LEVELS)[number];

/** One scorer against one column of human scores, at every level. */
export interface HumanRow extends Readonly<Record<Level, Correlations>> {
  /** What scores the clips, e.g. `dynamic-quality`, or a feature that any model has to beat. */
  readonly scorer: string;
  /** What people scored, e.g. `temporal_quality`. */
  readonly target: string;
}

/** Zero-shot agreement with human scores of generated video. */
export interface HumanMetrics {
  readonly schema: 3;
  /** SHA-256 of the encoder that scored the clips: another pack's figures are never told of this one. */
  readonly encoder: string;
  readonly dataset: string;
  readonly clips: number;
  readonly generators: number;
  /** Resamples behind every interval. */
  readonly draws: number;
  readonly rows: readonly HumanRow[];
}

/** Figures as they were kept on disk; undefined where there are none, or an earlier version wrote them, or of another encoder. */
export function keptHumanMetrics(json: unknown, encoder: string): HumanMetrics | undefined {
  const kept = json as HumanMetrics | undefined;
  return kept?.schema === 3 && kept.encoder === encoder ? kept : undefined;
}

const HEADINGS: Readonly<Record<Level, string>> = {
  overall: 'Over all clips',
  withinGenerators: 'Within a generator, averaged over generators',
  ofGenerators: 'Of generators: each one’s mean score',
};

/** A GitHub table a level: scorers down, coefficients with their intervals across. */
export function humanTable({ rows }: HumanMetrics): string {
  return LEVELS.map((level) =>
    [
      `${HEADINGS[level]}:`,
      '',
      '| scorer | against | SRCC | PLCC | KRCC |',
      '|---|---|---|---|---|',
      ...rows.map(({ scorer, target, [level]: correlations }) => {
        const cells = COEFFICIENTS.map((coefficient) => shown(correlations[coefficient]));
        return `| ${escaped(scorer)} | ${target} | ${cells.join(' | ')} |`;
      }),
    ].join('\n'),
  ).join('\n\n');
}

function shown(estimate: Estimate | undefined): string {
  if (estimate === undefined) return 'n/a';
  const { value, interval } = estimate;
  if (interval === undefined) return value.toFixed(3);
  return `${value.toFixed(3)} (${interval.low.toFixed(2)} to ${interval.high.toFixed(2)})`;
}

/** A bar would end the cell. */
function escaped(text: string): string {
  return text.replaceAll('|', '\\|');
}
