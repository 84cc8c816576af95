/** A vote on a pair: left is better, right is better, both are equally good, both are equally bad. */
export type Vote = 'left' | 'right' | 'tie' | 'both-bad';

/** Agreement over pairs: a fraction 0..1, and the number of pairs. */
export interface PairAccuracy {
  readonly accuracy: number | undefined;
  readonly n: number;
}

/**
 * Four-way exact match: the same one of the four votes, as in GenAI-Bench. A missing prediction (undefined) is wrong.
 */
export function fourWayMatch(human: readonly Vote[], predicted: readonly (Vote | undefined)[]): PairAccuracy {
  return fraction(human, (vote, i) => predicted[i] === vote);
}

/** Three-way match: ties of both kinds count as one. A missing prediction is wrong. */
export function threeWayMatch(human: readonly Vote[], predicted: readonly (Vote | undefined)[]): PairAccuracy {
  return fraction(human, (vote, i) => {
    const own = predicted[i];
    return own !== undefined && side(own) === side(vote);
  });
}

/**
 * Credits for the pairs without a human tie; their mean is the accuracy without ties. 1 for the same side, half for a
 * predicted tie, 0 for the other side and for a missing prediction.
 */
export function creditsWithoutTies(human: readonly Vote[], predicted: readonly (Vote | undefined)[]): number[] {
  return human.flatMap((vote, i) => {
    if (side(vote) === 0) return [];
    const own = predicted[i];
    if (own === undefined) return [0];
    return [side(own) === 0 ? 0.5 : Number(own === vote)];
  });
}

/** Votes of a model that gives scores: a tie where left and right differ by at most `threshold`. */
export function votesOfScores(differences: ArrayLike<number>, threshold: number): Vote[] {
  return Array.from(differences, (difference) => {
    if (Math.abs(difference) <= threshold) return 'tie';
    return difference > 0 ? 'left' : 'right';
  });
}

/**
 * The tie threshold with the best three-way accuracy (tie calibration, Deutsch, Foster and Freitag 2023), and that
 * accuracy. The threshold is tuned on the pairs that it is measured on, which must be stated where it is shown.
 * `differences` are left - right. O(n log n).
 */
export function tuneTieThreshold(
  human: readonly Vote[],
  differences: ArrayLike<number>,
): { readonly threshold: number; readonly accuracy: number } | undefined {
  const n = human.length;
  if (n === 0) return undefined;
  const order = Array.from({ length: n }, (_, i) => i).sort(
    (a, b) => Math.abs(differences[a]!) - Math.abs(differences[b]!),
  );
  // Below every difference: only those of exactly zero are ties.
  let hits = human.filter((vote, i) => side(vote) === Math.sign(differences[i]!)).length;
  let best = { threshold: 0, accuracy: hits / n };
  for (let at = 0; at < n; at++) {
    const row = order[at]!;
    const size = Math.abs(differences[row]!);
    if (size > 0) {
      if (side(human[row]!) === 0) hits++;
      else if (side(human[row]!) === Math.sign(differences[row]!)) hits--;
    }
    const next = order[at + 1];
    const last = next === undefined || Math.abs(differences[next]!) > size;
    if (last && hits / n > best.accuracy) best = { threshold: size, accuracy: hits / n };
  }
  return best;
}

/**
 * The credit of a vote for each side: 1 for the better one, half for both in a tie of either kind. The mean over a
 * contestant's comparisons is its win ratio.
 */
export function winCredits(vote: Vote): { readonly left: number; readonly right: number } {
  return { left: (1 + side(vote)) / 2, right: (1 - side(vote)) / 2 };
}

/** 1 for left, -1 for right, 0 for a tie of either kind. */
function side(vote: Vote): number {
  if (vote === 'left') return 1;
  return vote === 'right' ? -1 : 0;
}

function fraction(human: readonly Vote[], hit: (vote: Vote, i: number) => boolean): PairAccuracy {
  const n = human.length;
  return { accuracy: n === 0 ? undefined : human.filter(hit).length / n, n };
}
