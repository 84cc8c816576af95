import { expectation } from './distribution';
import type { GrpoOptions, GrpoPolicies } from './grpo';
import { addScoreFunction, groupAdvantages, sampleSlope } from './grpo';

/**
 * The mean advantage of a sample of each level over all groups that can contain it, split by sign, because the clip
 * treats positive and negative advantages differently and is linear in each.
 */
export interface MeanAdvantages {
  readonly gain: Float64Array;
  readonly loss: Float64Array;
}

/** The most distinct groups that `finiteGroupAdvantages` enumerates. */
export const MAX_GROUPS = 20_000;

/** The advantages of an infinitely large group drawn from `policy`: (R - E[R]) / (sd + epsilon). */
export function largeGroupAdvantages(
  policy: ArrayLike<number>,
  rewards: ArrayLike<number>,
  epsilon = 1e-6,
): MeanAdvantages {
  const mean = expectation(policy, rewards);
  const squares = Float64Array.from(rewards, (reward) => (reward - mean) ** 2);
  const scale = Math.sqrt(expectation(policy, squares)) + epsilon;
  const advantages = Float64Array.from(rewards, (reward) => (reward - mean) / scale);
  return { gain: advantages.map((a) => Math.max(0, a)), loss: advantages.map((a) => Math.min(0, a)) };
}

/**
 * The exact means for groups of `size` drawn from `policy`, by enumerating every composition of the other size - 1
 * samples. Levels of equal reward count as one. `undefined` where there are more than MAX_GROUPS compositions.
 */
export function finiteGroupAdvantages(
  policy: ArrayLike<number>,
  rewards: ArrayLike<number>,
  size: number,
  epsilon = 1e-6,
): MeanAdvantages | undefined {
  const kinds = mergeEqualRewards(policy, rewards);
  const others = size - 1;
  if (compositions(others, kinds.length) > MAX_GROUPS) return undefined;
  const gain = new Float64Array(kinds.length);
  const loss = new Float64Array(kinds.length);
  const group = new Float64Array(size);
  const massFrom = kinds.map((_, k) => kinds.slice(k).reduce((sum, kind) => sum + kind.mass, 0));

  const close = (probability: number): void => {
    for (let own = 0; own < kinds.length; own++) {
      group[others] = kinds[own]!.reward;
      const advantage = groupAdvantages(group, epsilon)[others]!;
      (advantage > 0 ? gain : loss)[own]! += probability * advantage;
    }
  };
  // Each kind in turn takes some of the open places, with the binomial probability of that number.
  const walk = (kind: number, filled: number, probability: number): void => {
    const open = others - filled;
    if (open === 0 || kind === kinds.length - 1) {
      close(probability);
      return;
    }
    const { reward, mass } = kinds[kind]!;
    const p = mass / massFrom[kind]!;
    for (let count = 0; count <= open; count++) {
      group.fill(kinds[kinds.length - 1]!.reward, filled + count, others);
      group.fill(reward, filled, filled + count);
      walk(kind + 1, filled + count, probability * binomial(open, count, p));
    }
  };
  group.fill(kinds[kinds.length - 1]!.reward);
  walk(0, 0, 1);

  const kindOf = (reward: number): number => kinds.findIndex((kind) => kind.reward === reward);
  const spreadOut = (means: Float64Array): Float64Array =>
    Float64Array.from(rewards, (reward) => means[kindOf(reward)] ?? 0);
  return { gain: spreadOut(gain), loss: spreadOut(loss) };
}

/** The expectation of `groupGradient` over groups drawn from `policies.old`. */
export function expectedGradient(
  policies: GrpoPolicies,
  advantages: MeanAdvantages,
  options: GrpoOptions,
): Float64Array {
  const noPenalty = { ...options, klWeight: 0 };
  const gradient = new Float64Array(policies.current.length);
  for (let s = 0; s < gradient.length; s++) {
    if (policies.old[s] === 0) continue;
    const gain = sampleSlope(policies, s, advantages.gain[s]!, options);
    const slope = gain + sampleSlope(policies, s, advantages.loss[s]!, noPenalty);
    addScoreFunction(gradient, policies.current, s, policies.old[s]! * slope);
  }
  return gradient;
}

interface RewardKind {
  readonly reward: number;
  mass: number;
}

function mergeEqualRewards(policy: ArrayLike<number>, rewards: ArrayLike<number>): RewardKind[] {
  const kinds = new Map<number, RewardKind>();
  for (let s = 0; s < rewards.length; s++) {
    if (policy[s] === 0) continue;
    const kind = kinds.get(rewards[s]!) ?? { reward: rewards[s]!, mass: 0 };
    kind.mass += policy[s]!;
    kinds.set(kind.reward, kind);
  }
  return [...kinds.values()];
}

/** The number of ways to divide `places` equal places among `kinds`. */
function compositions(places: number, kinds: number): number {
  return choose(places + kinds - 1, kinds - 1);
}

function binomial(n: number, k: number, p: number): number {
  return choose(n, k) * p ** k * (1 - p) ** (n - k);
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return Math.round(ways);
}
