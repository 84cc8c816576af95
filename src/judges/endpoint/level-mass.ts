import type { LikelyToken } from './answer';

/** Probability of each level word at a place, and what is open: beginnings that several words share. */
export interface LevelMass {
  readonly mass: readonly number[];
  /** From the shared beginning to its probability. */
  readonly open: ReadonlyMap<string, number>;
}

/**
 * Sorts the likely tokens of a place by level word. A token counts for a word that it completes, also with another sign
 * behind it, and for the only word that it begins: the model may still go on otherwise, which is rare. Words are
 * matched as printed, with or without blanks and signs before them.
 *
 * @param begun what of a word is already written
 */
export function levelMass(likely: readonly LikelyToken[], words: readonly string[], begun: string): LevelMass {
  const mass = words.map(() => 0);
  const open = new Map<string, number>();
  for (const { text, logProbability } of likely) {
    const probability = Math.exp(logProbability);
    const written = begun + (begun === '' ? text.replace(/^[^\p{L}]+/u, '') : text);
    if (written === begun || probability === 0) continue;
    const whole = words.findIndex((word) => completes(written, word));
    const candidates = words.flatMap((word, place) => (word.startsWith(written) ? [place] : []));
    if (whole >= 0) mass[whole]! += probability;
    else if (candidates.length === 1) mass[candidates[0]!]! += probability;
    else if (candidates.length > 1) open.set(written, (open.get(written) ?? 0) + probability);
  }
  return { mass, open };
}

function completes(written: string, word: string): boolean {
  return written.startsWith(word) && !/^\p{L}/u.test(written.slice(word.length));
}
