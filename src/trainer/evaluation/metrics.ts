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
import { mean } from './mean';

/** Everything measured about one model: saved as JSON beside the checkpoints, and written into the model card. */
export interface Metrics {
  readonly command: string;
  readonly preset: string;
  readonly seed: number;
  /** The pack that training started from; undefined for random weights. */
  readonly from: string | undefined;
  readonly parameters: number;
  readonly corpus: {
    readonly train: number;
    readonly validation: number;
    readonly test: number;
    readonly contents: number;
  };
  /** Sources and licences of the content of the training clips. */
  readonly credits: readonly string[];
  readonly steps: number;
  readonly epochs: number;
  /** Whether GRPO and the cool-off followed SFT. */
  readonly everyStage: boolean;
  /** Epochs of the summary heads, before SFT. */
  readonly summaryEpochs: number;
  readonly exportError: number;
  readonly test: Evaluation;
  /** The largest SRCC that the noise of the raters allows. */
  readonly ceilings: Ceilings;
  readonly predictedLevels: readonly PredictedLevels[];
  readonly calibration: readonly LevelCalibration[];
  readonly rationale: RationaleMetrics;
  readonly artifacts: ArtifactMetrics;
  /** Results on matched pairs of the test split; undefined where the corpus has none. */
  readonly pairs?: readonly PairRow[];
  /** Results of each network of the weight average; undefined for a single network. */
  readonly seeds?: readonly SeedMetrics[];
  /** The shuffled-label control on the same test split: steps of each run, and the results of each run. */
  readonly control: { readonly steps: number; readonly runs: readonly Evaluation[] };
  readonly human?: HumanMetrics;
  /** On real clips: label-preserving versions and rising distortions; undefined where not measured. */
  readonly robustness?: RobustnessMetrics;
}

const shown = (value: number | undefined, digits = 3): string => (value === undefined ? 'n/a' : value.toFixed(digits));

/** A GitHub table of one evaluation, with a column of ceilings where given. */
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

/** The largest mean of R^2 of any dimension over the control runs, as text. */
export function largestExplained(runs: readonly Evaluation[]): string {
  const means = (runs[0] ?? []).map((_, row) => mean(runs.map((run) => run[row]?.explained)) ?? -Infinity);
  return shown(Math.max(...means));
}

/** A GitHub table with a row per dimension: R^2 and SRCC of the control runs. */
export function controlTable(runs: readonly Evaluation[]): string {
  const rows = (runs[0] ?? []).map(({ id, clips }, row) => {
    const each = (metric: 'srcc' | 'explained'): (number | undefined)[] => runs.map((run) => run[row]?.[metric]);
    const list = each('srcc').map((value) => shown(value, 2));
    return `| ${id} | ${clips} | ${shown(mean(each('explained')))} | ${shown(mean(each('srcc')))} | ${list.join(', ')} |`;
  });
  return ['| dimension | n | R^2, mean | SRCC, mean | SRCC of each run |', '|---|---|---|---|---|', ...rows].join('\n');
}
