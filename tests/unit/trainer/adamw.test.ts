import { describe, expect, it } from 'vitest';
import { adamW, stepScalars } from '../../../src/trainer/engine/adamw';
import { read, tensor } from '../../../src/trainer/engine/jax';

const OPTIONS = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1, maxNorm: 1000 };

describe('AdamW', () => {
  it('takes the steps of the formulas, computed by hand', async () => {
    let state = stateOf([1, -2]);
    let weights = [1, -2];
    let first = [0, 0];
    let second = [0, 0];
    for (let step = 0; step < 3; step++) {
      const gradient = [0.5 + step, -0.25 * step];
      const { state: next, norm } = adamW(
        state,
        { w: tensor(Float32Array.from(gradient), [2]) },
        stepScalars(step, 0.01, 0.5, OPTIONS),
        OPTIONS,
        new Set(['w']),
      );
      state = next;
      expect((await read(norm))[0]).toBeCloseTo(Math.hypot(...gradient), 5);
      const t = step + 1;
      first = first.map((m, i) => 0.9 * m + 0.1 * gradient[i]!);
      second = second.map((v, i) => 0.99 * v + 0.01 * gradient[i]! ** 2);
      weights = weights.map((w, i) => {
        const mean = first[i]! / (1 - 0.9 ** t);
        const spread = Math.sqrt(second[i]! / (1 - 0.99 ** t)) + 1e-8;
        return w - 0.01 * (mean / spread + 0.1 * w);
      });
    }
    const got = await read(state.weights['w']!);
    weights.forEach((weight, i) => expect(got[i]).toBeCloseTo(weight, 5));
  });

  it('does not decay weights that are excluded', async () => {
    const zero = { w: tensor(new Float32Array(2), [2]) };
    const scalars = stepScalars(0, 0.01, 0.5, OPTIONS);
    const { state } = adamW(stateOf([1, -2]), zero, scalars, OPTIONS, new Set());
    expect([...(await read(state.weights['w']!))]).toEqual([1, -2]);
  });

  it('clips a gradient to the largest norm', async () => {
    const options = { ...OPTIONS, maxNorm: 1 };
    const gradient = { w: tensor(Float32Array.from([30, 40]), [2]) };
    const scalars = stepScalars(0, 0.01, 0.5, options);
    const { state, norm } = adamW(stateOf([0, 0]), gradient, scalars, options, new Set());
    expect((await read(norm))[0]).toBeCloseTo(50, 3);
    const first = await read(state.first['w']!);
    expect(first[0]).toBeCloseTo(0.06, 5);
    expect(first[1]).toBeCloseTo(0.08, 5);
  });

  it('averages the weights with a low weight on the start in the first steps', async () => {
    const gradient = { w: tensor(Float32Array.from([1, 1]), [2]) };
    const scalars = stepScalars(0, 1, 0.999, OPTIONS);
    const { state } = adamW(stateOf([5, 5]), gradient, scalars, OPTIONS, new Set());
    const [weight] = await read(state.weights['w']!);
    const [average] = await read(state.average['w']!);
    expect(average).toBeCloseTo((2 / 11) * 5 + (9 / 11) * weight!, 4);
  });
});

function stateOf(values: number[]): Parameters<typeof adamW>[0] {
  const put = (numbers: number[]) => ({ w: tensor(Float32Array.from(numbers), [numbers.length]) });
  const zeros = values.map(() => 0);
  return { weights: put(values), first: put(zeros), second: put(zeros), average: put(values) };
}
