import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { clippedSurrogate, clippedSurrogateSlope, k3 } from '../../../../src/policy/grpo';
import type { Tensors } from '../../../../src/trainer/engine/jax';
import { jit, read, tensor, tree, valueAndGrad } from '../../../../src/trainer/engine/jax';
import { identityScalings } from '../../../../src/trainer/network/scalings';
import type { ClipInput } from '../../../../src/trainer/network/forward';
import type { Weights } from '../../../../src/trainer/network/parameters';
import { fromBanks, initialWeights, layoutOf } from '../../../../src/trainer/network/parameters';
import { FED_LENGTH } from '../../../../src/trainer/training/answer-rows';
import { clipInput, evenDraw } from '../../../../src/trainer/training/batch';
import { upload } from '../../../../src/trainer/training/optimiser';
import type { PolicyBatch, PolicyAnswers } from '../../../../src/trainer/training/policy-loss';
import { policyLoss, policyAnswerLogs } from '../../../../src/trainer/training/policy-loss';
import { SLOWFAST_MASK } from '../../../../src/trainer/training/pathway-mask';
import { policyAnswerRows } from '../../../../src/trainer/training/policy-answers';
import { TINY, UNITS, randomClip } from '../clips';

const OPTIONS = { clip: 0.2, klWeight: 0.3 };
const layout = layoutOf(TINY);
const weights = initialWeights(TINY, 3);
const ANSWERS = [
  { id: 'visual-quality', words: ['<think>', 'nothing', '</think>', 'Fair', '<end>'] },
  { id: 'visual-quality', words: ['Good', '<end>'] },
  { id: 'motion-quality', words: ['<think>', 'clear', 'shake', 'left', 'early', '</think>', 'Subpar', '<end>'] },
  { id: 'motion-quality', words: ['nothing'] },
] as const;
const ADVANTAGES = [1.2, -0.8, 0.5, -1];

const input = (): ClipInput =>
  clipInput(
    ['a', 'b'].map((seed) => evenDraw(randomClip(seed, 'train'), { fast: 6, slow: 4 })),
    UNITS,
    identityScalings(),
  );
const written = () =>
  policyAnswerRows(
    ANSWERS.map(({ id, words }) => ({ id, words, logs: words.map(() => 0) })),
    2,
    SLOWFAST_MASK,
  ).written;

const logsOf = jit((banks: Tensors, clips: ClipInput, said: PolicyAnswers) =>
  policyAnswerLogs(banks, clips, said, TINY),
);

/** Old and reference policies: the numbers of the policy, slightly changed. */
async function moved(seed: string, by: number): Promise<Float32Array> {
  const random = createRandom(seed);
  const own = await read(logsOf(upload(weights, layout), input(), written()));
  return own.map((log) => (log === 0 ? 0 : log + by * random.normal()));
}

async function judged(): Promise<() => PolicyBatch> {
  const sides = [ANSWERS.length, FED_LENGTH];
  const [old, reference] = [await moved('old', 0.3), await moved('reference', 0.5)];
  return () => ({
    written: written(),
    advantages: tensor(Float32Array.from(ADVANTAGES), [ANSWERS.length]),
    old: tensor(old, sides),
    reference: tensor(reference, sides),
  });
}

const run = jit((banks: Tensors, clips: ClipInput, what: PolicyBatch) => policyLoss(banks, clips, what, TINY, OPTIONS));

describe("GRPO's loss", () => {
  it('equals the formulas of src/policy, word by word', async () => {
    const make = await judged();
    const [total, parts] = run(upload(weights, layout), input(), make());
    const what = make();
    const [old, reference] = [await read(what.old), await read(what.reference)];
    tree.dispose([what.written, what.advantages]);
    const own = await read(logsOf(upload(weights, layout), input(), written()));
    let [surrogate, kl, clipped] = [0, 0, 0];
    ANSWERS.forEach(({ words }, row) => {
      const share = 1 / (ANSWERS.length * words.length);
      for (let i = 1; i <= words.length; i++) {
        const at = row * FED_LENGTH + i;
        const ratio = Math.exp(own[at]! - old[at]!);
        surrogate += share * clippedSurrogate(ratio, ADVANTAGES[row]!, OPTIONS.clip);
        kl += share * k3(reference[at]! - own[at]!);
        if (clippedSurrogateSlope(ratio, ADVANTAGES[row]!, OPTIONS.clip) === 0) clipped += share;
      }
    });
    expect((await read(parts.surrogate))[0]).toBeCloseTo(surrogate, 4);
    expect((await read(parts.kl))[0]).toBeCloseTo(kl, 4);
    expect((await read(parts.clipped))[0]).toBeCloseTo(clipped, 4);
    expect(clipped).toBeGreaterThan(0);
    expect((await read(total))[0]).toBeCloseTo(OPTIONS.klWeight * kl - surrogate, 4);
  });

  it('has the gradient of finite differences', async () => {
    const make = await judged();
    const graded = jit((banks: Tensors, clips: ClipInput, what: PolicyBatch) =>
      valueAndGrad((b: Tensors, c: ClipInput, w: PolicyBatch) => policyLoss(b, c, w, TINY, OPTIONS), { hasAux: true })(
        banks,
        clips,
        what,
      ),
    );
    const [[total, parts], gradients] = graded(upload(weights, layout), input(), make());
    tree.dispose([total, parts]);
    const flat: Weights = {};
    for (const [name, gradient] of Object.entries(gradients)) flat[name] = await read(gradient);
    const byName = fromBanks(flat, layout);
    const lossAt = async (changed: Weights): Promise<number> => {
      const [value, rest] = run(upload(changed, layout), input(), make());
      tree.dispose(rest);
      return (await read(value))[0]!;
    };
    for (const name of ['decoder.head', 'decoder.0.cross.query', 'fast.summary.tokens', 'slow.pixels', 'words']) {
      const gradient = byName[name]!;
      const norm = Math.hypot(...gradient);
      const step = 1e-3;
      const along = (sign: number): Weights => ({
        ...weights,
        [name]: weights[name]!.map((weight, i) => weight + (sign * step * gradient[i]!) / norm),
      });
      const slope = ((await lossAt(along(1))) - (await lossAt(along(-1)))) / (2 * step);
      expect(Math.abs(slope - norm) / norm, `${name}: ${slope} against ${norm}`).toBeLessThan(0.03);
    }
  });
});
