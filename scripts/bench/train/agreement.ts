import type { EngineName, StepMetrics } from './engine';

/** An engine's steps, from the same weights and on the same batch as every other's. */
export interface Course {
  readonly name: EngineName;
  readonly steps: readonly StepMetrics[];
}

/** How far two engines may be apart, as a fraction of the first one's figure. */
export const TOLERANCE = {
  /** Loss of the first step: the same weights, so rounding only. */
  loss: 1e-5,
  /** Gradient norm of the first step: a million squares, summed up in another order. */
  norm: 1e-4,
  /** Loss of a later step: AdamW must have moved the weights alike; rounding grows with every step. */
  later: 1e-3,
} as const;

/** By which fraction an engine is apart from another: at the first step, and at worst in a later step's loss. */
export function apart(one: Course, other: Course): { loss: number; norm: number; later: number } {
  const fraction = (a: number, b: number): number => Math.abs(a - b) / Math.abs(a);
  const [first, ...rest] = one.steps.map((step, i) => ({ step, beside: other.steps[i]! }));
  return {
    loss: fraction(first!.step.loss, first!.beside.loss),
    norm: fraction(first!.step.norm, first!.beside.norm),
    later: Math.max(0, ...rest.map(({ step, beside }) => fraction(step.loss, beside.loss))),
  };
}

/** What is wrong with the comparison, in sentences; empty when every engine computes what the first one does. */
export function disagreements([reference, ...others]: readonly Course[]): string[] {
  return others.flatMap((other) => {
    const { loss, norm, later } = apart(reference!, other);
    const complain = (what: string, by: number): string =>
      `${other.name} and ${reference!.name} are apart by ${by.toExponential(1)} in ${what}: they do not compute the same, so their times cannot be compared.`;
    // Written so that a NaN complains too.
    return [
      ...(loss <= TOLERANCE.loss ? [] : [complain('the loss of the first step', loss)]),
      ...(norm <= TOLERANCE.norm ? [] : [complain('the gradient norm of the first step', norm)]),
      ...(later <= TOLERANCE.later ? [] : [complain('the loss of a later step', later)]),
    ];
  });
}
