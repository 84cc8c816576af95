import { createRandom } from '../base';
import { asoTeacher, imitationGradient } from './aso';
import { entropy, expectation, klDivergence, softmax } from './distribution';
import type { GrpoOptions } from './grpo';
import { groupGradient } from './grpo';
import type { DrawnGroup } from './grpo-simulation';
import { drawGroup } from './grpo-simulation';
import { nearestIndex } from './rewards';
import { smoothedOneHot } from './soft-targets';

/**
 * SFT, GRPO and ASO from the same start with the same step size, on one target: a policy given by its logits, moved by
 * plain gradient steps. There is no network, no other video and no optimiser momentum.
 */
export const RACERS = ['sft', 'grpo', 'aso'] as const;
export type Racer = (typeof RACERS)[number];

export interface RaceSetup {
  readonly scores: readonly number[];
  readonly target: number;
  readonly rewards: ArrayLike<number>;
  /** The start of all three and the reference policy of GRPO and ASO; sum 1. A level without mass never gets any. */
  readonly reference: ArrayLike<number>;
  readonly lambda: number;
  readonly stepSize: number;
  readonly groupSize: number;
  /** Gradient steps on one drawn group before the next is drawn; the clip takes effect from the second on. */
  readonly stepsPerGroup: number;
  readonly grpo: GrpoOptions;
  readonly seed: number;
}

/** The measures of one policy. */
export interface Standing {
  readonly expectedReward: number;
  /** Expected |s - s*|, in score points. */
  readonly mae: number;
  /** KL to the reference, in nats. */
  readonly kl: number;
  readonly entropy: number;
}

/** The standings of one racer from the start (index 0) to the last step. */
export type Track = readonly Standing[];

/**
 * Runs the race and records the standings. The result is a pure function of setup and seed, however many steps are
 * taken at a time.
 */
export class Race {
  readonly #setup: RaceSetup;
  readonly #teacher: Float64Array;
  readonly #oneHot: Float64Array;
  readonly #logits: Record<Racer, Float64Array>;
  readonly #tracks: Record<Racer, Standing[]> = { sft: [], grpo: [], aso: [] };
  #group: { readonly old: Float64Array; readonly drawn: DrawnGroup } | undefined;

  constructor(setup: RaceSetup) {
    const { scores, target, rewards, reference, lambda } = setup;
    this.#setup = setup;
    this.#teacher = asoTeacher(reference, rewards, lambda).probabilities;
    this.#oneHot = smoothedOneHot(scores.length, nearestIndex(scores, target));
    const start = Float64Array.from(reference, (mass) => Math.log(mass));
    this.#logits = { sft: start.slice(), grpo: start.slice(), aso: start.slice() };
    this.#record();
  }

  get steps(): number {
    return this.#tracks.aso.length - 1;
  }

  get tracks(): Readonly<Record<Racer, Track>> {
    return this.#tracks;
  }

  policy(racer: Racer): Float64Array {
    return softmax(this.#logits[racer]);
  }

  /** One gradient step of all three. */
  step(): void {
    this.#climb('sft', imitationGradient(this.policy('sft'), this.#oneHot));
    this.#climb('aso', imitationGradient(this.policy('aso'), this.#teacher));
    this.#climb('grpo', this.#estimate());
    this.#record();
  }

  #estimate(): Float64Array {
    const { rewards, reference, groupSize, stepsPerGroup, grpo, seed } = this.#setup;
    const current = this.policy('grpo');
    if (this.#group === undefined || this.steps % stepsPerGroup === 0) {
      // Every group has its own random stream, so the result does not depend on how steps are grouped into runs.
      const random = createRandom(`${seed}/${this.steps}`);
      const drawn = drawGroup({ current, old: current, reference }, rewards, groupSize, grpo, random);
      this.#group = { old: current, drawn };
      return drawn.gradient;
    }
    const { old, drawn } = this.#group;
    return groupGradient({ current, old, reference }, drawn.actions, drawn.advantages, grpo);
  }

  #climb(racer: Racer, gradient: Float64Array): void {
    const logits = this.#logits[racer];
    for (let s = 0; s < logits.length; s++) logits[s]! += this.#setup.stepSize * gradient[s]!;
  }

  #record(): void {
    for (const racer of RACERS) this.#tracks[racer].push(this.#standing(this.policy(racer)));
  }

  #standing(policy: Float64Array): Standing {
    const { scores, target, rewards, reference } = this.#setup;
    return {
      expectedReward: expectation(policy, rewards),
      mae: expectation(
        policy,
        scores.map((score) => Math.abs(score - target)),
      ),
      kl: klDivergence(policy, reference),
      entropy: entropy(policy),
    };
  }
}
