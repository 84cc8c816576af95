import { LEAST_REPORTED_PROBABILITY } from '../../quality';
import { ranks } from '../../statistics';
import type { ClipLabel } from '../../corpus';
import { ARTIFACTS } from '../network/shape';
import { artifactShares } from '../training/artifact-targets';
import { mean } from './mean';

/** How well one artifact is detected. */
export interface ArtifactRow {
  readonly tag: string;
  /** Clips that show it: those where at least half of the raters would see it (training/artifact-targets.ts). */
  readonly present: number;
  /** Probability that a clip with it gets a higher probability than a clip without it; 0.5 is chance. */
  readonly auc: number;
  /** It is reported from this probability on. */
  readonly threshold: number;
  /** 2 TP / (2 TP + FP + FN) at the threshold. */
  readonly f1: number;
}

export interface ArtifactMetrics {
  /** Artifacts that at least MIN_CLIPS clips show, most frequent first. */
  readonly rows: readonly ArtifactRow[];
  /** Means over the rows. */
  readonly macroAuc: number;
  readonly macroF1: number;
  /** Share of the clips with an artifact whose most probable artifact is present. */
  readonly surestTrue: number;
}

/** Artifacts that fewer clips show are not measured. */
const MIN_CLIPS = 5;

/** Half of the raters see it. */
const PRESENT = 0.5;

/**
 * @param probabilities [clips][ARTIFACTS]
 * @param thresholds [ARTIFACTS]: an artifact is reported from its threshold on.
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
    macroAuc: mean(rows.map(({ auc }) => auc)) ?? Number.NaN,
    macroF1: mean(rows.map(({ f1 }) => f1)) ?? Number.NaN,
    surestTrue: right.length / flawed.length,
  };
}

/**
 * For each artifact, the threshold with the best expected F1 if its probabilities are calibrated: half of that F1
 * (Lipton, Elkan and Naryanaswamy 2014). A common threshold would be too low for artifacts that are detected reliably,
 * and too high for others. Labels are not used, because a few hundred clips show a rare artifact only a few times. No
 * threshold is below the smallest probability that a report lists.
 *
 * @param probabilities [clips][ARTIFACTS] of a split that is not used for the results
 */
export function expectedThresholds(probabilities: readonly ArrayLike<number>[]): number[] {
  return ARTIFACTS.map((_, column) =>
    Math.max(LEAST_REPORTED_PROBABILITY, bestExpectedF1(probabilities.map((row) => row[column]!)) / 2),
  );
}

/**
 * Expected F1 of reporting the k most probable clips is 2 (sum of their probabilities) / (sum of all + k); the best
 * over k.
 */
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

/** Mann-Whitney's U divided by the number of pairs; ties count one half. */
function areaUnderCurve(given: readonly number[], shown: readonly boolean[]): number {
  const places = ranks(given);
  const positive = shown.filter(Boolean).length;
  const sum = places.reduce((total: number, place, clip) => (shown[clip] === true ? total + place : total), 0);
  return (sum - (positive * (positive + 1)) / 2) / (positive * (given.length - positive));
}

function f1Of(given: readonly number[], shown: readonly boolean[], threshold: number): number {
  let [hits, misses, falseAlarms] = [0, 0, 0];
  given.forEach((probability, clip) => {
    if (probability >= threshold) {
      if (shown[clip] === true) hits++;
      else falseAlarms++;
    } else if (shown[clip] === true) misses++;
  });
  return (2 * hits) / Math.max(1, 2 * hits + misses + falseAlarms);
}

function surest(probabilities: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < probabilities.length; i++) if (probabilities[i]! > probabilities[best]!) best = i;
  return best;
}

/** A GitHub table with a row per artifact. */
export function artifactTable({ rows }: ArtifactMetrics): string {
  const lines = rows.map(
    ({ tag, present, auc, threshold, f1 }) =>
      `| ${tag} | ${present} | ${auc.toFixed(3)} | ${threshold.toFixed(2)} | ${f1.toFixed(2)} |`,
  );
  return ['| artifact | clips that show it | AUC | threshold | F1 |', '|---|---|---|---|---|', ...lines].join('\n');
}
