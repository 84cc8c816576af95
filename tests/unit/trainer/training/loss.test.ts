import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { jit, read, valueAndGrad } from '../../../../src/trainer/engine/jax';
import type { Tensors } from '../../../../src/trainer/engine/jax';
import { identityScalings } from '../../../../src/trainer/network/scalings';
import { fromBanks, initialWeights, layoutOf, summaryHeadSpecs } from '../../../../src/trainer/network/parameters';
import { sftTargets } from '../../../../src/trainer/stages/sft';
import type { Form } from '../../../../src/trainer/training/answers';
import { clipInput, drawClip } from '../../../../src/trainer/training/batch';
import type { ClipInput } from '../../../../src/trainer/network/forward';
import type { Targets } from '../../../../src/trainer/training/loss';
import { loss } from '../../../../src/trainer/training/loss';
import { upload } from '../../../../src/trainer/training/optimiser';
import { SLOWFAST_MASK } from '../../../../src/trainer/training/pathway-mask';
import { TINY, UNITS, randomClip } from '../clips';

const WEIGH = { rating: 1, score: 0.5, rationale: 0.2, prompt: 0.5, artifacts: 0.3 };

describe.each(['rating-first', 'rationale-first'] as const)('the loss, %s', (form) => {
  it('has the gradient of finite differences, and none for the summary heads', async () => {
    const layout = layoutOf(TINY);
    const weights = initialWeights(TINY, 3);
    const graded = jit((banks: Tensors, input: ClipInput, targets: Targets) =>
      valueAndGrad((b: Tensors, i: ClipInput, t: Targets) => loss(b, i, t, TINY, WEIGH, form), { hasAux: true })(
        banks,
        input,
        targets,
      ),
    );
    const value = jit((banks: Tensors, input: ClipInput, targets: Targets) =>
      loss(banks, input, targets, TINY, WEIGH, form),
    );
    const lossAt = async (changed: typeof weights): Promise<number> => {
      const [total, parts] = value(upload(changed, layout), ...batch(form));
      for (const part of Object.values(parts)) part.dispose();
      return (await read(total))[0]!;
    };

    const [[total, parts], gradients] = graded(upload(weights, layout), ...batch(form));
    total.dispose();
    for (const part of Object.values(parts)) part.dispose();
    const flat: Record<string, Float32Array> = {};
    for (const [name, gradient] of Object.entries(gradients)) flat[name] = await read(gradient);
    const byName = fromBanks(flat, layout);

    for (const { name } of summaryHeadSpecs(TINY)) expect(Math.hypot(...byName[name]!), name).toBe(0);
    // One direction per weight: a difference along the gradient checks the whole matrix.
    for (const name of [
      'fast.pixels',
      'slow.statistics.in',
      'slow.statistics.in.bias',
      'fast.place',
      'slow.clip',
      'fast.summary.out',
      'fast.summary.tokens',
      'fast.0.self.keyvalue',
      'slow.0.feed.in',
      'slow.norm.gain',
      'words',
      'positions',
      'decoder.0.self.query',
      'decoder.0.cross.query',
      'decoder.0.cross.keyvalue',
      'decoder.head',
      'decoder.head.bias',
      'artifacts.in',
      'artifacts.out',
      'artifacts.out.bias',
      'artifacts.head',
    ]) {
      const gradient = byName[name]!;
      const norm = Math.hypot(...gradient);
      expect(norm, name).toBeGreaterThan(0);
      const step = 1e-3;
      const moved = (sign: number): typeof weights => ({
        ...weights,
        [name]: weights[name]!.map((weight, i) => weight + (sign * step * gradient[i]!) / norm),
      });
      const slope = ((await lossAt(moved(1))) - (await lossAt(moved(-1)))) / (2 * step);
      expect(Math.abs(slope - norm) / norm, `${name}: ${slope} against ${norm}`).toBeLessThan(0.02);
    }
  });
});

function batch(form: Form): [ClipInput, Targets] {
  const random = createRandom('gradient');
  const draws = ['a', 'b'].map((seed) => drawClip(randomClip(seed, 'train'), { fast: 6, slow: 4 }, random));
  const options = { form, answersPerClip: 2, softness: { nineLevels: 0.35, fiveRatings: 0.5 } };
  return [clipInput(draws, UNITS, identityScalings()), sftTargets(draws, options, SLOWFAST_MASK, random)];
}
