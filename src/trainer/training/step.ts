import type { AdamWOptions, OptimiserState, StepScalars } from '../engine/adamw';
import { adamW } from '../engine/adamw';
import type { Tensor, Tensors } from '../engine/jax';
import { jit, valueAndGrad } from '../engine/jax';
import type { ClipInput } from '../network/forward';
import type { Bank } from '../network/parameters';

/** What a batch is trained towards: arrays by name, or groups of them. */
export type TargetTree = { [name: string]: Tensor | Tensors };

/** A loss of the weights on a batch: its value and what is worth telling about it. Consumes everything given. */
export type Loss<Targets, Parts extends Tensors> = (
  weights: Tensors,
  input: ClipInput,
  targets: Targets,
) => [Tensor, Parts];

export type StepResult<Parts extends Tensors> = { state: OptimiserState; loss: Tensor; norm: Tensor; parts: Parts };
export type Step<Targets, Parts extends Tensors> = (
  state: OptimiserState,
  input: ClipInput,
  targets: Targets,
  scalars: StepScalars,
) => StepResult<Parts>;

/**
 * One whole training step, compiled once: loss, gradients, AdamW, moving average. Every batch must have the same
 * shapes, or it compiles anew. Consumes all that it is given.
 */
export function makeStep<Targets extends TargetTree, Parts extends Tensors>(
  loss: Loss<Targets, Parts>,
  options: AdamWOptions,
  banks: readonly Bank[],
): Step<Targets, Parts> {
  const decays = new Set(banks.filter((bank) => bank.decays).map((bank) => bank.name));
  // jax-js maps the types of a tree's leaves, which TypeScript cannot do for a tree that it does not know yet.
  const open = loss as unknown as (weights: Tensors, input: ClipInput, targets: TargetTree) => [Tensor, Tensors];
  const compiled = jit((state: OptimiserState, input: ClipInput, targets: TargetTree, scalars: StepScalars) => {
    const graded = valueAndGrad(open, { hasAux: true });
    // The weights are differentiated and then moved: one reference for each.
    const copies = Object.fromEntries(Object.entries(state.weights).map(([name, weight]) => [name, weight.ref]));
    const [[value, parts], gradients] = graded(copies, input, targets);
    const moved = adamW(state, gradients, scalars, options, decays);
    return { state: moved.state, loss: value, norm: moved.norm, parts };
  });
  return compiled as unknown as Step<Targets, Parts>;
}
