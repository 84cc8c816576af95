import { krcc } from '../../statistics';
import { mean } from './mean';

/** The most that a label-preserving change may move a score, in score points. */
export const MOST_CHANGE = 0.15;
/** The least Kendall's tau-b between the level of a distortion and the loss of score, mean over clips. */
export const LEAST_TAU = 0.9;

/** Scores of one clip by dimension. */
export type Scores = Readonly<Record<string, number>>;

/** Scores of one clip before and after a label-preserving change. */
export interface Change {
  readonly clip: string;
  readonly version: string;
  readonly before: Scores;
  readonly after: Scores;
}

/** Scores of one clip with one distortion at rising levels. */
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

/** A row per version: the mean over clips of their largest changes, and the largest of all. */
export function versionRows(changes: readonly Change[]): VersionRow[] {
  const versions = [...new Set(changes.map(({ version }) => version))];
  return versions.map((version) => {
    const each = changes
      .filter((change) => change.version === version)
      .map((change) => ({ clip: change.clip, ...largestChange(change) }));
    const meanChange = mean(each.map(({ change }) => change)) ?? Number.NaN;
    return {
      version,
      clips: each.length,
      mean: meanChange,
      largest: each.reduce((a, b) => (b.change > a.change ? b : a)),
    };
  });
}

/** Kendall's tau-b between level and loss of score: 1 where every step is worse, 0 where no score moves. */
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
  /** Mean loss of score from the lowest level to the highest. */
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
      tau: mean(taus) ?? Number.NaN,
      lowest: Math.min(...taus),
      loss: mean(losses) ?? Number.NaN,
    };
  });
}

/** Every score of a run of `scripts/robustness.ts`, as saved on disk. */
export interface RobustnessRun {
  readonly schema: 1;
  /** SHA-256 of the encoder, so that results of another pack are not used. */
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

/** Results of a saved run; undefined where there is none, or where it is of another encoder. */
export function savedRobustness(json: unknown, encoder: string): RobustnessMetrics | undefined {
  const run = json as RobustnessRun | undefined;
  if (run?.schema !== 1 || run.encoder !== encoder) return undefined;
  const clips = new Set([...run.changes, ...run.growths].map(({ clip }) => clip)).size;
  const { seconds, changes, growths } = run;
  return { clips, seconds, versions: versionRows(changes), distortionTypes: distortionRows(growths) };
}

/** GitHub tables: label-preserving versions, then rising distortions. */
export function robustnessTables({ versions, distortionTypes }: RobustnessMetrics): string {
  return [
    '| version | clips | mean change | largest change | in |',
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
    '| rising distortion | dimension | clips | tau, mean | tau, lowest |',
    '|---|---|---|---|---|',
    ...distortionTypes.map(({ distortionType, dimension, clips, tau, lowest }) => {
      const cells = [distortionType, dimension, clips, tau.toFixed(2), lowest.toFixed(2)];
      return `| ${cells.join(' | ')} |`;
    }),
  ].join('\n');
}
