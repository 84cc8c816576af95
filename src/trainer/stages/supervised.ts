import type { AdamWOptions, OptimiserState } from '../engine/adamw';
import type { Tensor, Tensors } from '../engine/jax';
import { read } from '../engine/jax';
import type { ClipInput } from '../network/forward';
import { SUMMARY_HEAD_BANKS, layoutOf } from '../network/parameters';
import type { NetworkShape } from '../network/shape';
import type { Form } from '../training/answers';
import type { LossParts, LossWeights, Targets } from '../training/loss';
import { loss } from '../training/loss';
import type { StepResult } from '../training/step';
import { makeStep } from '../training/step';
import type { StepMetrics, StepTask } from './loop';

/** Reads a step's scalars back; the state stays on the device. */
export async function metricsOf(result: StepResult<Tensors>): Promise<StepMetrics> {
  const number = async (value: Tensor): Promise<number> => (await read(value))[0]!;
  const metrics: StepMetrics = { loss: await number(result.loss), gradientNorm: await number(result.norm) };
  for (const [name, part] of Object.entries(result.parts)) metrics[name] = await number(part);
  return metrics;
}

/** The step of SFT, cool-off and ASO: cross-entropy of words and ratings, squared error of scores. */
export function supervisedStep(
  shape: NetworkShape,
  weigh: LossWeights,
  form: Form,
  optimiser: AdamWOptions,
): (task: StepTask, input: ClipInput, targets: Targets) => Promise<{ state: OptimiserState; metrics: StepMetrics }> {
  const step = makeStep<Targets, LossParts>(
    (weights: Tensors, input: ClipInput, targets: Targets) => loss(weights, input, targets, shape, weigh, form),
    optimiser,
    layoutOf(shape).banks,
    SUMMARY_HEAD_BANKS,
  );
  return async (task, input, targets) => {
    const result = step(task.state, input, targets, task.scalars(0));
    return { state: result.state, metrics: await metricsOf(result) };
  };
}
