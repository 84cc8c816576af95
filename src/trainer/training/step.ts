import type { AdamWOptions, OptimiserState, StepScalars } from '../engine/adamw';
import { adamW } from '../engine/adamw';
import type { Tensor, Tensors } from '../engine/jax';
import { jit, valueAndGrad } from '../engine/jax';
import type { ClipInput } from '../network/forward';
import type { Bank } from '../network/parameters';

/** Targets of a batch: arrays by name, or groups of them. */
export type TargetTree = { [name: string]: Tensor | Tensors };
/** Input of a batch. */
export type InputTree = { [name: string]: Tensor | Tensors | undefined };

/** A loss of the weights on a batch: its value and its parts for the journal. Consumes everything given. */
export type Loss<Targets, Parts extends Tensors, Input = ClipInput> = (
  weights: Tensors,
  input: Input,
  targets: Targets,
) => [Tensor, Parts];

export type StepResult<Parts extends Tensors> = { state: OptimiserState; loss: Tensor; norm: Tensor; parts: Parts };
export type Step<Targets, Parts extends Tensors, Input = ClipInput> = (
  state: OptimiserState,
  input: Input,
  targets: Targets,
  scalars: StepScalars,
) => StepResult<Parts>;

/**
 * One whole training step, compiled once: loss, gradients, AdamW, trained average. Every batch must have the same
 * shapes, or it compiles again. Banks named in `frozen` do not change. Consumes everything given.
 */
export function makeStep<Targets extends TargetTree, Parts extends Tensors, Input extends InputTree = ClipInput>(
  loss: Loss<Targets, Parts, Input>,
  options: AdamWOptions,
  banks: readonly Bank[],
  frozen: ReadonlySet<string> = new Set(),
): Step<Targets, Parts, Input> {
  const decays = new Set(banks.filter((bank) => bank.decays).map((bank) => bank.name));
  // jax-js maps the types of a tree's leaves, which TypeScript cannot do for a tree that it does not know yet.
  const open = loss as unknown as (weights: Tensors, input: InputTree, targets: TargetTree) => [Tensor, Tensors];
  const compiled = jit((state: OptimiserState, input: InputTree, targets: TargetTree, scalars: StepScalars) => {
    const { fixed, trained } = apart(state, frozen);
    const graded = valueAndGrad(
      (weights: Tensors, others: Tensors, batch: InputTree, wanted: TargetTree) =>
        open({ ...weights, ...others }, batch, wanted),
      { hasAux: true },
    );
    // The weights are differentiated and then updated: one reference for each.
    const [[value, parts], gradients] = graded(refs(trained.weights), refs(fixed.weights), input, targets);
    const moved = adamW(trained, gradients, scalars, options, decays);
    return { state: together(moved.state, fixed), loss: value, norm: moved.norm, parts };
  });
  return compiled as unknown as Step<Targets, Parts, Input>;
}

const TREES = ['weights', 'first', 'second', 'average'] as const;

/** Splits the state into frozen and trained banks. */
function apart(state: OptimiserState, frozen: ReadonlySet<string>): { fixed: OptimiserState; trained: OptimiserState } {
  const part = (stays: boolean): OptimiserState =>
    Object.fromEntries(
      TREES.map((name) => [
        name,
        Object.fromEntries(Object.entries(state[name]).filter(([bank]) => frozen.has(bank) === stays)),
      ]),
    ) as OptimiserState;
  return { fixed: part(true), trained: part(false) };
}

function together(moved: OptimiserState, fixed: OptimiserState): OptimiserState {
  return Object.fromEntries(TREES.map((name) => [name, { ...moved[name], ...fixed[name] }])) as OptimiserState;
}

const refs = (tensors: Tensors): Tensors =>
  Object.fromEntries(Object.entries(tensors).map(([name, each]) => [name, each.ref]));
