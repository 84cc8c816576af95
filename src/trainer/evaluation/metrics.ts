import type { LevelCalibration } from './calibration';
import type { Ceilings } from './ceiling';
import type { ArtifactMetrics } from './artifacts';
import type { HumanMetrics } from './human';
import type { Evaluation } from './network';
import type { PairRow } from './pairs';
import type { RationaleMetrics } from './rationales';
import type { RobustnessMetrics } from './robustness';
import type { PredictedLevels } from './predicted-levels';
import type { SeedMetrics } from './seeds';

/** Everything measured about one model; kept as JSON beside the checkpoints, told in the model card. */
export interface Metrics {
  readonly command: string;
  readonly preset: string;
  readonly seed: number;
  /** The pack that training went on from, where it did not start from random weights. */
  readonly from: string | undefined;
  readonly parameters: number;
  readonly corpus: {
    readonly train: number;
    readonly validation: number;
    readonly test: number;
    readonly contents: number;
  };
  readonly steps: number;
  readonly epochs: number;
  /** Whether GRPO and the cool-off followed SFT. */
  readonly everyStage: boolean;
  /** Epochs of what reads the summaries, before those. */
  readonly summaryEpochs: number;
  readonly exportError: number;
  readonly test: Evaluation;
  /** What the noise of the test split's raters leaves to any model. */
  readonly ceilings: Ceilings;
  readonly predictedLevels: readonly PredictedLevels[];
  readonly calibration: readonly LevelCalibration[];
  readonly rationale: RationaleMetrics;
  readonly artifacts: ArtifactMetrics;
  /** Clips of the test split beside their twins, where the corpus has some. */
  readonly pairs?: readonly PairRow[];
  /** Each of the networks whose mean this is, where it is one of several. */
  readonly seeds?: readonly SeedMetrics[];
  /** The shuffled-label control on the same test split: steps of each run, and what each run gave. */
  readonly control: { readonly steps: number; readonly runs: readonly Evaluation[] };
  readonly human?: HumanMetrics;
  /** On real clips: versions that show the same, and growing faults; undefined where it was not measured. */
  readonly robustness?: RobustnessMetrics;
}

const shown = (value: number | undefined, digits = 3): string => (value === undefined ? 'n/a' : value.toFixed(digits));

/** A GitHub table of one evaluation; with ceilings, one beside each SRCC. */
export function evaluationTable(evaluation: Evaluation, ceilings?: Ceilings): string {
  const beside = (cell: string): string => (ceilings === undefined ? '' : `${cell} | `);
  return [
    `| dimension | n | SRCC | ${beside('ceiling')}PLCC | R^2 | MAE | Acc@0.5 |`,
    `|---|---|---|${ceilings === undefined ? '' : '---|'}---|---|---|---|`,
    ...evaluation.map(({ id, clips, srcc, plcc, explained, mae, within }) => {
      const metrics = [plcc, explained, mae, within].map((value) => shown(value));
      return `| ${id} | ${clips} | ${shown(srcc)} | ${beside(shown(ceilings?.[id]))}${metrics.join(' | ')} |`;
    }),
  ].join('\n');
}

/** The largest of the dimensions' means of R^2 over the control runs, as the table shows it. */
export function largestExplained(runs: readonly Evaluation[]): string {
  const means = (runs[0] ?? []).map((_, row) => mean(runs.map((run) => run[row]?.explained)) ?? -Infinity);
  return shown(Math.max(...means));
}

/** A dimension a row: the variance that the control runs explain, and the SRCC of each. */
export function controlTable(runs: readonly Evaluation[]): string {
  const rows = (runs[0] ?? []).map(({ id, clips }, row) => {
    const each = (metric: 'srcc' | 'explained'): (number | undefined)[] => runs.map((run) => run[row]?.[metric]);
    const list = each('srcc').map((value) => shown(value, 2));
    return `| ${id} | ${clips} | ${shown(mean(each('explained')))} | ${shown(mean(each('srcc')))} | ${list.join(', ')} |`;
  });
  return ['| dimension | n | R^2, mean | SRCC, mean | SRCC of each run |', '|---|---|---|---|---|', ...rows].join('\n');
}

function mean(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((a, b) => a + b, 0) / known.length;
}
