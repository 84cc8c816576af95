import { ranks } from '../../statistics/ranks';
import type { ClipLabel } from '../corpus/clip';
import { FAULTS } from '../network/shape';
import { faultShares } from '../training/fault-targets';

/** How well one fault is told from clips without it. */
export interface FaultRow {
  readonly tag: string;
  /** Clips that show it: those where at least half of the people would see it (training/fault-targets.ts). */
  readonly present: number;
  /** Probability that a clip with it is given more than a clip without it; 0.5 knows nothing. */
  readonly auc: number;
  /** 2 TP / (2 TP + FP + FN) at the threshold. */
  readonly f1: number;
}

export interface FaultFigures {
  /** A fault is said to be there from this probability on; the one that gave the best macro-F1 on validation. */
  readonly threshold: number;
  /** Faults that at least MIN_CLIPS clips show, by how often. */
  readonly rows: readonly FaultRow[];
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

/** @param probabilities [clips][FAULTS] */
export function faultFigures(
  probabilities: readonly ArrayLike<number>[],
  labels: readonly Pick<ClipLabel, 'findings'>[],
  threshold: number,
): FaultFigures {
  const wanted = labels.map(faultShares);
  const rows = FAULTS.map((tag, column): FaultRow => {
    const shown = wanted.map((shares) => shares[column]! >= PRESENT);
    const given = probabilities.map((row) => row[column]!);
    return {
      tag,
      present: shown.filter(Boolean).length,
      auc: areaUnderCurve(given, shown),
      f1: f1Of(given, shown, threshold),
    };
  })
    .filter(({ present }) => present >= MIN_CLIPS && present < labels.length)
    .toSorted((a, b) => b.present - a.present);
  const faulty = wanted.flatMap((shares, clip) => (shares.some((share) => share >= PRESENT) ? [clip] : []));
  const right = faulty.filter((clip) => wanted[clip]![surest(probabilities[clip]!)]! > 0);
  return {
    threshold,
    rows,
    macroAuc: mean(rows.map(({ auc }) => auc)),
    macroF1: mean(rows.map(({ f1 }) => f1)),
    surestTrue: right.length / faulty.length,
  };
}

const THRESHOLDS = Array.from({ length: 18 }, (_, step) => 0.05 * (step + 1));

/** The threshold with the best macro-F1 on clips that are not those to be reported on. */
export function bestThreshold(
  probabilities: readonly ArrayLike<number>[],
  labels: readonly Pick<ClipLabel, 'findings'>[],
): number {
  const figures = THRESHOLDS.map((threshold) => faultFigures(probabilities, labels, threshold));
  return figures.reduce((best, next) => (next.macroF1 > best.macroF1 ? next : best)).threshold;
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
export function faultTable({ rows }: FaultFigures): string {
  const lines = rows.map(
    ({ tag, present, auc, f1 }) => `| ${tag} | ${present} | ${auc.toFixed(3)} | ${f1.toFixed(2)} |`,
  );
  return ['| fault | clips that show it | AUC | F1 |', '|---|---|---|---|', ...lines].join('\n');
}
