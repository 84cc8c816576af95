import { WORTH_A_LINE } from '../../quality';
import { ranks } from '../../statistics';
import type { ClipLabel } from '../../corpus';
import { ARTIFACTS } from '../network/shape';
import { artifactShares } from '../training/artifact-targets';

/** How well one fault is told from clips without it. */
export interface ArtifactRow {
  readonly tag: string;
  /** Clips that show it: those where at least half of the people would see it (training/fault-targets.ts). */
  readonly present: number;
  /** Probability that a clip with it is given more than a clip without it; 0.5 knows nothing. */
  readonly auc: number;
  /** It is said to be there from this probability on. */
  readonly threshold: number;
  /** 2 TP / (2 TP + FP + FN) at the threshold. */
  readonly f1: number;
}

export interface ArtifactMetrics {
  /** Faults that at least MIN_CLIPS clips show, by how often. */
  readonly rows: readonly ArtifactRow[];
  /** Means over the rows. */
  readonly macroAuc: number;
  readonly macroF1: number;
  /** Share of the clips with a fault whose surest fault is one of theirs. */
  readonly surestTrue: number;
}

/** Fewer clips than this say nothing of a fault. */
const MIN_CLIPS = 5;

/** Seen by half of the people. */
const PRESENT = 0.5;

/**
 * @param probabilities [clips][FAULTS]
 * @param thresholds of each of FAULTS: from there on it is said to be there.
 */
export function artifactMetrics(
  probabilities: readonly ArrayLike<number>[],
  labels: readonly Pick<ClipLabel, 'observations'>[],
  thresholds: readonly number[],
): ArtifactMetrics {
  const wanted = labels.map(artifactShares);
  const rows = ARTIFACTS.map((tag, column): ArtifactRow => {
    const shown = wanted.map((shares) => shares[column]! >= PRESENT);
    const given = probabilities.map((row) => row[column]!);
    return {
      tag,
      present: shown.filter(Boolean).length,
      auc: areaUnderCurve(given, shown),
      threshold: thresholds[column]!,
      f1: f1Of(given, shown, thresholds[column]!),
    };
  })
    .filter(({ present }) => present >= MIN_CLIPS && present < labels.length)
    .toSorted((a, b) => b.present - a.present);
  const flawed = wanted.flatMap((shares, clip) => (shares.some((share) => share >= PRESENT) ? [clip] : []));
  const right = flawed.filter((clip) => wanted[clip]![surest(probabilities[clip]!)]! > 0);
  return {
    rows,
    macroAuc: mean(rows.map(({ auc }) => auc)),
    macroF1: mean(rows.map(({ f1 }) => f1)),
    surestTrue: right.length / flawed.length,
  };
}

/**
 * Of each fault, the threshold with the best F1 that can be expected where its probabilities are true: half of that F1
 * itself (Lipton, Elkan and Naryanaswamy 2014). One threshold for all would be far too low for faults that are told surely
 * and too high for those that are not. No label is asked, since a few hundred clips show a rare fault a handful of times.
 * What is not worth a line of a report is never said to be there.
 *
 * @param probabilities of clips that are not those to be reported on, [clips][FAULTS]
 */
export function expectedThresholds(probabilities: readonly ArrayLike<number>[]): number[] {
  return ARTIFACTS.map((_, column) =>
    Math.max(WORTH_A_LINE, bestExpectedF1(probabilities.map((row) => row[column]!)) / 2),
  );
}

/** Expected F1 of naming the k likeliest is 2 (sum of their probabilities) / (sum of all + k); of the best k. 0 of none. */
function bestExpectedF1(probabilities: readonly number[]): number {
  const expected = probabilities.reduce((a, b) => a + b, 0);
  let hits = 0;
  let best = 0;
  probabilities
    .toSorted((a, b) => b - a)
    .forEach((probability, before) => {
      hits += probability;
      best = Math.max(best, (2 * hits) / (expected + before + 1));
    });
  return best;
}

/** Mann-Whitney's U over the number of pairs; ties count a half. */
function areaUnderCurve(given: readonly number[], shown: readonly boolean[]): number {
  const places = ranks(given);
  const positive = shown.filter(Boolean).length;
  const sum = places.reduce((total: number, place, clip) => (shown[clip] === true ? total + place : total), 0);
  return (sum - (positive * (positive + 1)) / 2) / (positive * (given.length - positive));
}

function f1Of(given: readonly number[], shown: readonly boolean[], threshold: number): number {
  let [hits, misses, inventions] = [0, 0, 0];
  given.forEach((probability, clip) => {
    if (probability >= threshold) {
      if (shown[clip] === true) hits++;
      else inventions++;
    } else if (shown[clip] === true) misses++;
  });
  return (2 * hits) / Math.max(1, 2 * hits + misses + inventions);
}

function surest(probabilities: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < probabilities.length; i++) if (probabilities[i]! > probabilities[best]!) best = i;
  return best;
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** A GitHub table, a fault a row. */
export function artifactTable({ rows }: ArtifactMetrics): string {
  const lines = rows.map(
    ({ tag, present, auc, threshold, f1 }) =>
      `| ${tag} | ${present} | ${auc.toFixed(3)} | ${threshold.toFixed(2)} | ${f1.toFixed(2)} |`,
  );
  return ['| fault | clips that show it | AUC | threshold | F1 |', '|---|---|---|---|---|', ...lines].join('\n');
}
