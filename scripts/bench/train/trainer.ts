import { stepScalars } from '../../../src/trainer/engine/adamw';
import type { Tensors } from '../../../src/trainer/engine/jax';
import { tensor } from '../../../src/trainer/engine/jax';
import type { ClipInput } from '../../../src/trainer/network/forward';
import { READER_BANKS, initialWeights, layoutOf } from '../../../src/trainer/network/parameters';
import { figuresOf } from '../../../src/trainer/stages/supervised';
import type { LossParts, Targets } from '../../../src/trainer/training/loss';
import { loss } from '../../../src/trainer/training/loss';
import { startState } from '../../../src/trainer/training/optimiser';
import { learningRate } from '../../../src/trainer/training/schedule';
import { makeStep } from '../../../src/trainer/training/step';
import type { Batch, Engine, StepFigures } from './engine';
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
    READER_BANKS,
  );
  let state = startState(initialWeights(shape, SEED), layout);
  let done = 0;
  const upload = (tree: PlainTree) => mapTree(tree, ({ data, shape: sides }) => tensor(data, sides));
  return {
    about: 'jax-js, wasm with SIMD, one thread, the whole step compiled once',
    async step({ input, targets }: Batch): Promise<StepFigures> {
      const scalars = stepScalars(done, learningRate(SCHEDULE, done), sft.averageDecay, sft.optimiser);
      const result = take(state, upload(input) as ClipInput, upload(targets) as Targets, scalars);
      state = result.state;
      done++;
      const { loss: value, gradientNorm: norm } = await figuresOf(result);
      return { loss: value, norm };
    },
  };
}
