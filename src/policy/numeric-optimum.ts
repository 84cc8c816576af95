import { regularisedObjective } from './aso';

/** (sqrt(5) - 1) / 2: golden-section search keeps this share of its interval per step. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const SECTIONS = 60;
const MAX_ROUNDS = 200;
/** A round that gains less than this, relative to the objective, ends the search. */
const LEAST_GAIN = 1e-15;

export interface NumericOptimum {
  readonly policy: Float64Array;
  readonly objective: number;
  /** Passes over all pairs of levels. */
  readonly rounds: number;
}

/**
 * The maximum of F (paper ASO, eq. 4), found without the closed form, as a check on it: mass moves between two levels
 * at a time, by golden-section search along a concave line, until no pair gains. `reference` sums to 1; lambda is
 * finite and above 0.
 */
export function numericOptimum(
  reference: ArrayLike<number>,
  rewards: ArrayLike<number>,
  lambda: number,
): NumericOptimum {
  const policy = Float64Array.from(reference);
  const support = [...policy.keys()].filter((s) => policy[s]! > 0);
  // One level's term of F: only two of them change while mass moves between two levels.
  const share = (s: number, p: number): number =>
    p === 0 ? 0 : p * (rewards[s]! - lambda * (Math.log(p) - Math.log(reference[s]!)));
  let objective = regularisedObjective(policy, reference, rewards, lambda);
  for (let rounds = 1; rounds <= MAX_ROUNDS; rounds++) {
    for (const [i, a] of support.entries()) for (const b of support.slice(i + 1)) exchange(policy, a, b, share);
    const reached = regularisedObjective(policy, reference, rewards, lambda);
    if (reached - objective <= LEAST_GAIN * Math.max(1, Math.abs(reached))) {
      return { policy, objective: Math.max(objective, reached), rounds };
    }
    objective = reached;
  }
  return { policy, objective, rounds: MAX_ROUNDS };
}

/** Divides the joint mass of levels a and b between them so that the sum of `value` is largest. */
function exchange(policy: Float64Array, a: number, b: number, value: (s: number, p: number) => number): void {
  const mass = policy[a]! + policy[b]!;
  const at = (share: number): number => value(a, share * mass) + value(b, mass - share * mass);
  let [low, high] = [0, 1];
  let [left, right] = [1 - GOLDEN, GOLDEN];
  let [atLeft, atRight] = [at(left), at(right)];
  for (let i = 0; i < SECTIONS; i++) {
    if (atLeft < atRight) {
      low = left;
      [left, atLeft] = [right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = at(right);
    } else {
      high = right;
      [right, atRight] = [left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = at(left);
    }
  }
  policy[a] = ((low + high) / 2) * mass;
  policy[b] = mass - policy[a];
}
