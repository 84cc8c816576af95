import type { AdamWOptions, OptimiserState, StepScalars } from '../engine/adamw';
import { adamW } from '../engine/adamw';
import type { Tensor } from '../engine/jax';
import { jit, valueAndGrad } from '../engine/jax';
import type { NetworkShape } from '../network/shape';
import type { ClipInput } from '../network/forward';
import type { LossParts, LossWeights, Targets } from './loss';
import { loss } from './loss';

export type StepResult = { state: OptimiserState; loss: Tensor; norm: Tensor; parts: LossParts };
export type Step = (state: OptimiserState, input: ClipInput, targets: Targets, scalars: StepScalars) => StepResult;

/**
 * One whole training step, compiled once: loss, gradients, AdamW, moving average. Every batch must have the same
 * shapes, or it compiles anew. Consumes all that it is given.
 */
export function makeStep(
  shape: NetworkShape,
  weigh: LossWeights,
  options: AdamWOptions,
  decays: ReadonlySet<string>,
): Step {
  return jit((state: OptimiserState, input: ClipInput, targets: Targets, scalars: StepScalars): StepResult => {
    const graded = valueAndGrad(
      (weights: OptimiserState['weights'], clips: ClipInput, wanted: Targets) =>
        loss(weights, clips, wanted, shape, weigh),
      { hasAux: true },
    );
    // The weights are differentiated and then moved: one reference for each.
    const copies = Object.fromEntries(Object.entries(state.weights).map(([name, weight]) => [name, weight.ref]));
    const [[value, parts], gradients] = graded(copies, input, targets);
    const moved = adamW(state, gradients, scalars, options, decays);
    return { state: moved.state, loss: value, norm: moved.norm, parts };
  });
}
