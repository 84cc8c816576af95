import type { ParameterSpec } from '../../../../src/trainer';
import { initialWeights, learningRate, parameterSpecs, sizeOf, summaryHeadSpecs } from '../../../../src/trainer';
import { SCHEDULE, SEED, sft, shape } from '../setting';
import type { Tensor } from './backend';
import { tf } from './backend';

/** Weights that lie end to end in one long vector: AdamW's dozen kernels run on it instead of on each of 190 arrays. */
interface Group {
  readonly specs: readonly ParameterSpec[];
  readonly decays: boolean;
}

/** What reads the summaries is not trained in this step. */
const still = summaryHeadSpecs(shape);
const stillNames = new Set(still.map(({ name }) => name));
const specs = parameterSpecs(shape).filter(({ name }) => !stillNames.has(name));
export const GROUPS: readonly Group[] = [true, false].map((decays) => ({
  decays,
  specs: specs.filter((spec) => spec.decays === decays),
}));

/** A group's vectors. A type alias and not an interface, as tfjs's containers ask. */
export type GroupState = {
  weights: Tensor;
  first: Tensor;
  second: Tensor;
  average: Tensor;
};

/** The weights that the trainer starts from, moments zero, the average equal to the weights. */
export function startState(): GroupState[] {
  const start = initialWeights(shape, SEED);
  return GROUPS.map((group) => {
    const flat = group.specs.flatMap(({ name }) => [...start[name]!]);
    const [weights, average] = [tf.tensor1d(flat), tf.tensor1d(flat)];
    return { weights, average, first: tf.zeros([flat.length]), second: tf.zeros([flat.length]) };
  });
}

/** The weights that no step moves, by name. */
export function stillWeights(): Map<string, Tensor> {
  const start = initialWeights(shape, SEED);
  return new Map(still.map(({ name, shape: sides }) => [name, tf.tensor(start[name]!, [...sides])]));
}

/** A group's vector cut into its weights, by their names. */
export function unflatten(vector: Tensor, { specs }: Group): [string, Tensor][] {
  const parts = tf.split(
    vector,
    specs.map(({ shape: sides }) => sizeOf(sides)),
  );
  return specs.map(({ name, shape: sides }, i) => [name, tf.reshape(parts[i]!, [...sides])]);
}

/** A group's weights laid end to end. */
function flatten(byName: ReadonlyMap<string, Tensor>, { specs }: Group): Tensor {
  return tf.concat(specs.map(({ name }) => tf.reshape(byName.get(name)!, [-1])));
}

/** AdamW of src/trainer/engine/adamw.ts: the same clipping, decay and average. `done` counts the steps before. */
export function adamW(
  states: readonly GroupState[],
  gradients: ReadonlyMap<string, Tensor>,
  done: number,
): { states: GroupState[]; norm: Tensor } {
  const { beta1, beta2, epsilon, weightDecay, maxNorm } = sft.optimiser;
  const t = done + 1;
  const rate = learningRate(SCHEDULE, done);
  const keep = Math.min(sft.averageDecay, (1 + t) / (10 + t));
  // Weight by weight: the kernel adds a million squares one by one, and loses the third digit on the way.
  const norm = tf.sqrt(tf.addN([...gradients.values()].map((gradient) => tf.sum(tf.square(gradient)))));
  const shrink = tf.minimum(tf.div(maxNorm, tf.add(norm, 1e-6)), 1);
  const next = states.map((state, i) => {
    const group = GROUPS[i]!;
    const gradient = tf.mul(flatten(gradients, group), shrink);
    const first = tf.add(tf.mul(state.first, beta1), tf.mul(gradient, 1 - beta1));
    const second = tf.add(tf.mul(state.second, beta2), tf.mul(tf.square(gradient), 1 - beta2));
    const spread = tf.add(tf.sqrt(tf.div(second, 1 - beta2 ** t)), epsilon);
    const mean = tf.div(first, 1 - beta1 ** t);
    const step = tf.div(mean, spread);
    const move = group.decays ? tf.add(step, tf.mul(state.weights, weightDecay)) : step;
    const weights = tf.sub(state.weights, tf.mul(move, rate));
    const average = tf.add(tf.mul(state.average, keep), tf.mul(weights, 1 - keep));
    return { weights, first, second, average };
  });
  return { states: next, norm };
}
