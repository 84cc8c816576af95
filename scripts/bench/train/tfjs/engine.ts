import type { Batch, Engine, StepMetrics } from '../engine';
import { mapTree } from '../plain';
import type { BackendName, Tensor } from './backend';
import { tf, useBackend } from './backend';
import type { ClipInput } from './encoder';
import type { Targets } from './loss';
import { loss } from './loss';
import type { GroupState } from './optimiser';
import { GROUPS, adamW, startState, stillWeights, unflatten } from './optimiser';
import { turnBeforeProducts } from './products';

/** The same step in tfjs. `tuned` replaces the one kernel that holds its wasm backend back most (products.ts). */
export async function tfjsEngine(backend: BackendName, tuned: boolean): Promise<Engine> {
  const about = await useBackend(backend);
  if (tuned) turnBeforeProducts();
  const still = stillWeights();
  let states = startState();
  let done = 0;
  return {
    about: tuned ? `${about}, products turned by hand` : about,
    async step(batch: Batch): Promise<StepMetrics> {
      const { next, value, norm } = tf.tidy(() => takeStep(states, still, batch, done));
      for (const state of states) for (const old of Object.values<Tensor>(state)) old.dispose();
      states = next;
      done++;
      const metrics = { loss: (await value.data())[0]!, norm: (await norm.data())[0]! };
      value.dispose();
      norm.dispose();
      return metrics;
    },
  };
}

function takeStep(states: readonly GroupState[], still: ReadonlyMap<string, Tensor>, batch: Batch, done: number) {
  const upload = (tree: Batch['input']) =>
    mapTree(tree, ({ data, shape }) => tf.tensor(data, [...shape], data instanceof Int32Array ? 'int32' : 'float32'));
  const input = upload(batch.input) as ClipInput;
  const targets = upload(batch.targets) as Targets;
  const named = GROUPS.flatMap((group, i) => unflatten(states[i]!.weights, group));
  const names = named.map(([name]) => name);
  const { value, grads } = tf.valueAndGrads((...weights: Tensor[]) => {
    const byName = new Map(names.map((name, i) => [name, weights[i]!]));
    const read = (name: string): Tensor => {
      const weight = byName.get(name) ?? still.get(name);
      if (weight === undefined) throw new RangeError(`the network has no weight ${name}`);
      return weight;
    };
    return loss(input, targets, read) as ReturnType<typeof tf.scalar>;
  })(named.map(([, weight]) => weight));
  const moved = adamW(states, new Map(names.map((name, i) => [name, grads[i]!])), done);
  return { next: moved.states, value, norm: moved.norm };
}
