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
import type { PlainTree } from './plain';
import { mapTree } from './plain';
import { SCHEDULE, SEED, sft, shape } from './setting';

/** The trees of the trainer's ClipInput and Targets. */
export type Batch = { readonly input: PlainTree; readonly targets: PlainTree };

/** What one step computed, and how long it took. */
export interface TimedStep {
  readonly loss: number;
  /** Euclidean norm of the gradient over all weights, before clipping. */
  readonly norm: number;
  /** Elapsed time. */
  readonly milliseconds: number;
  /** Processor time of all threads of the process together. */
  readonly processorMilliseconds: number;
}

/**
 * The trainer's own SFT step, as `npm run train -- sft` takes it: uploads the batch, computes loss and gradients, updates
 * the weights (AdamW) and their moving average, reads loss and gradient norm back.
 */
export function trainerStep(): (batch: Batch) => Promise<TimedStep> {
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
  return async ({ input, targets }) => {
    const processor = process.cpuUsage();
    const started = performance.now();
    const scalars = stepScalars(done, learningRate(SCHEDULE, done), sft.averageDecay, sft.optimiser);
    const result = take(state, upload(input) as ClipInput, upload(targets) as Targets, scalars);
    state = result.state;
    done++;
    const { loss: value, gradientNorm: norm } = await metricsOf(result);
    const milliseconds = performance.now() - started;
    const { user, system } = process.cpuUsage(processor);
    return { loss: value, norm, milliseconds, processorMilliseconds: (user + system) / 1000 };
  };
}
