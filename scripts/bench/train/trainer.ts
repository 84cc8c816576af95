import type { ClipInput, LossParts, Targets, Tensors } from '../../../src/trainer';
import {
  SUMMARY_HEAD_BANKS,
  initialWeights,
  layoutOf,
  learningRate,
  loss,
  makeStep,
  metricsOf,
  startState,
  stepScalars,
  tensor,
} from '../../../src/trainer';
import type { Batch, Engine, StepMetrics } from './engine';
import type { PlainTree } from './plain';
import { mapTree } from './plain';
import { SCHEDULE, SEED, sft, shape } from './setting';

/** The trainer's own step, as `npm run train -- sft` takes it. */
export function trainerEngine(): Engine {
  const layout = layoutOf(shape);
  const take = makeStep<Targets, LossParts>(
    (weights: Tensors, input: ClipInput, targets: Targets) => loss(weights, input, targets, shape, sft.weigh, sft.form),
    sft.optimiser,
    layout.banks,
    SUMMARY_HEAD_BANKS,
  );
  let state = startState(initialWeights(shape, SEED), layout);
  let done = 0;
  const upload = (tree: PlainTree) => mapTree(tree, ({ data, shape: sides }) => tensor(data, sides));
  return {
    about: 'jax-js, wasm with SIMD, one thread, the whole step compiled once',
    async step({ input, targets }: Batch): Promise<StepMetrics> {
      const scalars = stepScalars(done, learningRate(SCHEDULE, done), sft.averageDecay, sft.optimiser);
      const result = take(state, upload(input) as ClipInput, upload(targets) as Targets, scalars);
      state = result.state;
      done++;
      const { loss: value, gradientNorm: norm } = await metricsOf(result);
      return { loss: value, norm };
    },
  };
}
