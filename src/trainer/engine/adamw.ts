import type { Tensor, Tensors } from './jax';
import { np } from './jax';

/** Options of AdamW (Loshchilov and Hutter) with global gradient clipping. */
export interface AdamWOptions {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
  /** Largest Euclidean norm of the gradient over all weights; longer gradients are scaled down. */
  readonly maxNorm: number;
}

/** Everything that changes from step to step. Trees of the same names. */
export type OptimiserState = {
  weights: Tensors;
  /** First and second moments. */
  first: Tensors;
  second: Tensors;
  /** Exponential moving average of the weights, which is evaluated and shipped. */
  average: Tensors;
};

/** Scalars of one step, on the device so that they do not recompile it. */
export type StepScalars = {
  rate: Tensor;
  /** 1 - beta^t for both moments, t from 1. */
  correction1: Tensor;
  correction2: Tensor;
  /** Weight of the old average. */
  keep: Tensor;
};

/** One update; consumes the state, the gradients and the scalars. Returns the new state and the gradient's norm. */
export function adamW(
  state: OptimiserState,
  gradients: Tensors,
  scalars: StepScalars,
  options: AdamWOptions,
  decays: ReadonlySet<string>,
): { state: OptimiserState; norm: Tensor } {
  const names = Object.keys(state.weights);
  const norm = np.sqrt(names.map((name) => np.sum(np.square(gradients[name]!.ref))).reduce((a, b) => a.add(b)));
  const shrink = np.minimum(np.array(options.maxNorm).div(norm.ref.add(1e-6)), 1);
  const next: OptimiserState = { weights: {}, first: {}, second: {}, average: {} };
  for (const name of names) {
    const gradient = gradients[name]!.mul(shrink.ref);
    const first = state.first[name]!.mul(options.beta1).add(gradient.ref.mul(1 - options.beta1));
    const second = state.second[name]!.mul(options.beta2).add(np.square(gradient).mul(1 - options.beta2));
    const mean = first.ref.div(scalars.correction1.ref);
    const spread = np.sqrt(second.ref.div(scalars.correction2.ref)).add(options.epsilon);
    let move = mean.div(spread);
    const old = state.weights[name]!;
    if (decays.has(name)) move = move.add(old.ref.mul(options.weightDecay));
    const weight = old.sub(move.mul(scalars.rate.ref));
    const kept = state.average[name]!.mul(scalars.keep.ref);
    next.average[name] = kept.add(weight.ref.mul(np.array(1).sub(scalars.keep.ref)));
    next.first[name] = first;
    next.second[name] = second;
    next.weights[name] = weight;
  }
  shrink.dispose();
  for (const scalar of Object.values(scalars)) scalar.dispose();
  return { state: next, norm };
}

/** Host-side scalars of step `step` (from 0). */
export function stepScalars(
  step: number,
  rate: number,
  averageDecay: number,
  options: Pick<AdamWOptions, 'beta1' | 'beta2'>,
): StepScalars {
  const t = step + 1;
  return {
    rate: np.array(rate),
    correction1: np.array(1 - options.beta1 ** t),
    correction2: np.array(1 - options.beta2 ** t),
    // Warm-up (1 + t) / (10 + t), so that an early average does not keep the random start.
    keep: np.array(Math.min(averageDecay, (1 + t) / (10 + t))),
  };
}
