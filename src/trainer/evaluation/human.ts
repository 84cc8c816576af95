import type { Interval } from '../../statistics';

/** A value and its 95 % bootstrap interval. */
export interface Estimate {
  readonly value: number;
  readonly interval?: Interval | undefined;
}

export const COEFFICIENTS = ['srcc', 'plcc', 'krcc'] as const;
export type Coefficient = (typeof COEFFICIENTS)[number];

/** Spearman's, Pearson's (raw) and Kendall's (tau-b) correlation; undefined ones are left out. */
export type Correlations = Readonly<Partial<Record<Coefficient, Estimate>>>;

/** What is correlated: all clips, the clips of each generator (then averaged), or the means of the generators. */
export const LEVELS = ['overall', 'withinGenerators', 'ofGenerators'] as const;
export type Level = (typeof LEVELS)[number];

/** Correlations of one scorer with one column of human scores, at every level. */
export interface HumanRow extends Readonly<Record<Level, Correlations>> {
  /** What scores the clips: a dimension such as `dynamic-quality`, or a plain feature for comparison. */
  readonly scorer: string;
  /** The column of human scores, e.g. `temporal_quality`. */
  readonly target: string;
}

/** Zero-shot agreement with human scores of generated video. */
export interface HumanMetrics {
  readonly schema: 3;
  /** SHA-256 of the encoder that scored the clips, so that results of another pack are not used. */
  readonly encoder: string;
  readonly dataset: string;
  readonly clips: number;
  readonly generators: number;
  /** Resamples behind every interval. */
  readonly draws: number;
  readonly rows: readonly HumanRow[];
}

/** Saved results; undefined where there are none, or where they have another schema or encoder. */
export function savedHumanMetrics(json: unknown, encoder: string): HumanMetrics | undefined {
  const saved = json as HumanMetrics | undefined;
  return saved?.schema === 3 && saved.encoder === encoder ? saved : undefined;
}

/** SRCC of one scorer with one column of human scores. */
export function humanSrcc(
  human: HumanMetrics | undefined,
  scorer: string,
  target: string,
  level: Level,
): number | undefined {
  return human?.rows.find((row) => row.scorer === scorer && row.target === target)?.[level].srcc?.value;
}

const HEADINGS: Readonly<Record<Level, string>> = {
  overall: 'Over all clips',
  withinGenerators: 'Within a generator, averaged over generators',
  ofGenerators: 'Means of the generators',
};

/** A GitHub table per level: a row per scorer, a column per coefficient with its interval. */
export function humanTable({ rows }: HumanMetrics): string {
  return LEVELS.map((level) =>
    [
      `${HEADINGS[level]}:`,
      '',
      '| scorer | human score | SRCC | PLCC | KRCC |',
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

/** A vertical bar would end the table cell. */
function escaped(text: string): string {
  return text.replaceAll('|', '\\|');
}
