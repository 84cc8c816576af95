import type { ProfileId } from './dimensions';

/** One level of a rating scale: its word and its score on 1..5. */
export interface Level {
  readonly word: string;
  readonly score: number;
}

/** UltraVQA: nine half-step levels (paper ASO, figure 4). */
export const NINE_LEVELS: readonly Level[] = [
  { word: 'Abysmal', score: 1 },
  { word: 'Terrible', score: 1.5 },
  { word: 'Poor', score: 2 },
  { word: 'Subpar', score: 2.5 },
  { word: 'Acceptable', score: 3 },
  { word: 'Good', score: 3.5 },
  { word: 'Excellent', score: 4 },
  { word: 'Outstanding', score: 4.5 },
  { word: 'Perfect', score: 5 },
];

/**
 * Q-Save: five ratings with weights 0, .25, .5, .75, 1 (section 4.2.2), here as scores on 1..5: score = 1 + 4 weight.
 */
export const FIVE_RATINGS: readonly Level[] = [
  { word: 'Bad', score: 1 },
  { word: 'Poor', score: 2 },
  { word: 'Fair', score: 3 },
  { word: 'Good', score: 4 },
  { word: 'Excellent', score: 5 },
];

export function levelsOf(profile: ProfileId): readonly Level[] {
  return profile === 'ultravqa' ? NINE_LEVELS : FIVE_RATINGS;
}

/** Expected score on 1..5: sum of p_j times score_j (Q-Save 4.2.2). `probabilities` runs over `levels`, sum 1. */
export function expectedScore(levels: readonly Level[], probabilities: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < levels.length; j++) sum += levels[j]!.score * probabilities[j]!;
  return sum;
}

/** Standard deviation of the level distribution, in score points. */
export function spread(levels: readonly Level[], probabilities: ArrayLike<number>): number {
  const mean = expectedScore(levels, probabilities);
  let variance = 0;
  for (let j = 0; j < levels.length; j++) variance += (levels[j]!.score - mean) ** 2 * probabilities[j]!;
  return Math.sqrt(Math.max(0, variance));
}

/** The level nearest to a score; the lower one halfway. */
export function nearestLevel(levels: readonly Level[], score: number): Level {
  let best = levels[0]!;
  for (const level of levels) {
    if (Math.abs(level.score - score) < Math.abs(best.score - score) - 1e-12) best = level;
  }
  return best;
}

/**
 * R(s), Q-Save 3.4.2: the index i of the rating whose interval (m + (i-1)/5 (M-m), m + i/5 (M-m)] holds the MOS, upper
 * bound inclusive; s = m falls to the lowest. Scores are on 1..5 here, so m = 1, M = 5.
 */
export function ratingOfMos(mos: number): Level {
  if (!(mos >= 1 && mos <= 5)) throw new RangeError(`MOS ${mos} is outside 1..5`);
  // Compared without division, so that a MOS on a bound is exact.
  for (let i = 1; i <= 5; i++) {
    if (5 * (mos - 1) <= i * 4 + 1e-12) return FIVE_RATINGS[i - 1]!;
  }
  return FIVE_RATINGS[4]!;
}
