import { krcc } from '../../statistics';

/** The most that a version of a clip which shows the same may move a score, in points. */
export const MOST_CHANGE = 0.15;
/** The least order that a growing fault must show: Kendall's tau-b, mean over clips. */
export const LEAST_TAU = 0.9;

/** Scores of one clip by dimension. */
export type Scores = Readonly<Record<string, number>>;

/** One clip in another version that shows the same. */
export interface Change {
  readonly clip: string;
  readonly version: string;
  readonly before: Scores;
  readonly after: Scores;
}

/** One defect of one clip, growing. */
export interface Growth {
  readonly clip: string;
  readonly distortionType: string;
  readonly dimension: string;
  readonly severities: readonly number[];
  /** Score of the dimension at each severity. */
  readonly scores: readonly number[];
}

export interface LargestChange {
  readonly dimension: string;
  readonly change: number;
}

/** The dimension that moved most, and how far in score points. */
export function largestChange({ before, after }: Change): LargestChange {
  return Object.keys(before)
    .map((dimension) => ({ dimension, change: Math.abs((after[dimension] ?? Number.NaN) - before[dimension]!) }))
    .reduce((a, b) => (b.change > a.change || Number.isNaN(b.change) ? b : a));
}

export interface VersionRow {
  readonly version: string;
  readonly clips: number;
  readonly mean: number;
  readonly largest: LargestChange & { readonly clip: string };
}

/** A row a version: the mean over clips of each one's largest change, and the largest of all. */
export function versionRows(changes: readonly Change[]): VersionRow[] {
  const versions = [...new Set(changes.map(({ version }) => version))];
  return versions.map((version) => {
    const each = changes
      .filter((change) => change.version === version)
      .map((change) => ({ clip: change.clip, ...largestChange(change) }));
    const mean = each.reduce((sum, { change }) => sum + change, 0) / each.length;
    return { version, clips: each.length, mean, largest: each.reduce((a, b) => (b.change > a.change ? b : a)) };
  });
}

/** Kendall's tau-b between severity and loss of score, in -1..1: 1 when every step is worse. 0 where no score moves. */
export function monotony({ severities, scores }: Growth): number {
  const losses = scores.map((score) => -score);
  return krcc(severities, losses) ?? 0;
}

export interface DistortionRow {
  readonly distortionType: string;
  readonly dimension: string;
  readonly clips: number;
  /** Mean and smallest tau over clips. */
  readonly tau: number;
  readonly lowest: number;
  /** Mean loss of score from the least severity to the greatest. */
  readonly loss: number;
}

export function distortionRows(growths: readonly Growth[]): DistortionRow[] {
  const distortionTypes = [...new Set(growths.map(({ distortionType }) => distortionType))];
  return distortionTypes.map((distortionType) => {
    const own = growths.filter((growth) => growth.distortionType === distortionType);
    const taus = own.map(monotony);
    const losses = own.map(({ scores }) => scores[0]! - scores.at(-1)!);
    return {
      distortionType,
      dimension: own[0]!.dimension,
      clips: own.length,
      tau: meanOf(taus),
      lowest: Math.min(...taus),
      loss: meanOf(losses),
    };
  });
}

function meanOf(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** Every score of a run of `scripts/robustness.ts`, as it is kept on disk. */
export interface RobustnessRun {
  readonly schema: 1;
  /** SHA-256 of the encoder that was asked: another pack's figures are never told of this one. */
  readonly encoder: string;
  /** How much of each clip. */
  readonly seconds: number;
  readonly changes: readonly Change[];
  readonly growths: readonly Growth[];
}

export interface RobustnessMetrics {
  readonly clips: number;
  readonly seconds: number;
  readonly versions: readonly VersionRow[];
  readonly distortionTypes: readonly DistortionRow[];
}

/** Figures of a run that was kept on disk; undefined where there is none, or another encoder's. */
export function keptRobustness(json: unknown, encoder: string): RobustnessMetrics | undefined {
  const run = json as RobustnessRun | undefined;
  if (run?.schema !== 1 || run.encoder !== encoder) return undefined;
  const clips = new Set([...run.changes, ...run.growths].map(({ clip }) => clip)).size;
  const { seconds, changes, growths } = run;
  return { clips, seconds, versions: versionRows(changes), distortionTypes: distortionRows(growths) };
}

/** GitHub tables: what must not move a score, then what must. */
export function robustnessTables({ versions, distortionTypes }: RobustnessMetrics): string {
  return [
    '| version that shows the same | clips | mean change | largest | in |',
    '|---|---|---|---|---|',
    ...versions.map(({ version, clips, mean, largest }) => {
      const cells = [
        version,
        clips,
        mean.toFixed(3),
        largest.change.toFixed(3),
        `${largest.dimension} of ${largest.clip}`,
      ];
      return `| ${cells.join(' | ')} |`;
    }),
    '',
    '| growing fault | dimension | clips | tau, mean | lowest |',
    '|---|---|---|---|---|',
    ...distortionTypes.map(({ distortionType, dimension, clips, tau, lowest }) => {
      const cells = [distortionType, dimension, clips, tau.toFixed(2), lowest.toFixed(2)];
      return `| ${cells.join(' | ')} |`;
    }),
  ].join('\n');
}
