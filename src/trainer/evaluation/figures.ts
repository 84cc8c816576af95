import type { Evaluation } from './network';

/** Everything measured about one model; kept as JSON beside the checkpoints, told in the model card. */
export interface Figures {
  readonly command: string;
  readonly preset: string;
  readonly seed: number;
  readonly parameters: number;
  readonly corpus: {
    readonly train: number;
    readonly validation: number;
    readonly test: number;
    readonly contents: number;
  };
  readonly steps: number;
  readonly epochs: number;
  readonly exportError: number;
  readonly test: Evaluation;
  /** The shuffled-label control on the same test split: steps of each run, and what each run gave. */
  readonly control: { readonly steps: number; readonly runs: readonly Evaluation[] };
  readonly human?: HumanFigures;
}

/** Zero-shot agreement with human scores of generated video. */
export interface HumanFigures {
  readonly dataset: string;
  readonly clips: number;
  readonly generators: number;
  readonly rows: readonly HumanRow[];
}

export interface HumanRow {
  /** What scores the clips, e.g. `dynamic-quality`, or the feature that any model has to beat. */
  readonly scorer: string;
  /** What people scored, e.g. `temporal_quality`. */
  readonly target: string;
  readonly srcc: number | undefined;
  /** SRCC inside each generator, averaged. */
  readonly within: number | undefined;
}

const shown = (value: number | undefined, digits = 3): string => (value === undefined ? 'n/a' : value.toFixed(digits));

/** A GitHub table of one evaluation. */
export function evaluationTable(evaluation: Evaluation): string {
  return [
    '| dimension | n | SRCC | PLCC | MAE | Acc@0.5 |',
    '|---|---|---|---|---|---|',
    ...evaluation.map(
      ({ id, clips, srcc, plcc, mae, within }) =>
        `| ${id} | ${clips} | ${shown(srcc)} | ${shown(plcc)} | ${shown(mae)} | ${shown(within)} |`,
    ),
  ].join('\n');
}

/** A dimension a row: the SRCC of every control run, and their mean. */
export function controlTable(runs: readonly Evaluation[]): string {
  const rows = (runs[0] ?? []).map(({ id, clips }, row) => {
    const each = runs.map((run) => run[row]?.srcc);
    const known = each.filter((value) => value !== undefined);
    const mean = known.length === 0 ? undefined : known.reduce((a, b) => a + b, 0) / known.length;
    return `| ${id} | ${clips} | ${shown(mean)} | ${each.map((value) => shown(value, 2)).join(', ')} |`;
  });
  return ['| dimension | n | SRCC, mean of the runs | each run |', '|---|---|---|---|', ...rows].join('\n');
}

export function humanTable({ rows }: HumanFigures): string {
  return [
    '| scorer | against | SRCC overall | SRCC within a generator, averaged |',
    '|---|---|---|---|',
    ...rows.map(({ scorer, target, srcc, within }) => `| ${scorer} | ${target} | ${shown(srcc)} | ${shown(within)} |`),
  ].join('\n');
}
