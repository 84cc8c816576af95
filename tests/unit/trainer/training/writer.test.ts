import { afterAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { promptOf } from '../../../../src/quality/vocabulary';
import { jit, read, tensor, tree } from '../../../../src/trainer/engine/jax';
import type { Tensors } from '../../../../src/trainer/engine/jax';
import type { ClipInput } from '../../../../src/trainer/network/forward';
import { layoutOf } from '../../../../src/trainer/network/parameters';
import { PROMPT_WORDS, VOCABULARY, levelsOfDimension, wordId } from '../../../../src/trainer/network/shape';
import { clipInput, evenDraw } from '../../../../src/trainer/training/batch';
import { upload } from '../../../../src/trainer/training/optimiser';
import type { PolicyAnswers } from '../../../../src/trainer/training/policy-loss';
import { policyAnswerLogs } from '../../../../src/trainer/training/policy-loss';
import { SLOWFAST_MASK } from '../../../../src/trainer/training/pathway-mask';
import { policyAnswerRows } from '../../../../src/trainer/training/policy-answers';
import type { Choose } from '../../../../src/trainer/training/writer';
import { likeliest, makeWriter, sampler } from '../../../../src/trainer/training/writer';
import { UNITS, randomClip } from '../clips';
import { randomNetwork } from '../networks';

const network = randomNetwork();
const banks = upload(network.weights, layoutOf(network.shape));
const writer = makeWriter(network.shape, SLOWFAST_MASK);
afterAll(() => tree.dispose(banks));

const CLIPS = ['a', 'b'].map((seed) => randomClip(seed, 'train'));

function input(): ClipInput {
  const draws = CLIPS.map((clip) => evenDraw(clip, { fast: 6, slow: 4 }));
  return clipInput(draws, UNITS, network.scalings);
}

describe('the writer', () => {
  it('gives each word the same probability as the full decoder', async () => {
    const asked = CLIPS.map(() => ['visual-quality', 'motion-quality', 'content-quality'] as const);
    const answers = await writer.write(banks, input(), asked, sampler(createRandom(3)));
    expect(answers.map(({ id }) => id)).toEqual(asked.flat());
    const { written, logs } = policyAnswerRows(answers, CLIPS.length, SLOWFAST_MASK);
    const run = jit((weights: Tensors, clips: ClipInput, said: PolicyAnswers) =>
      policyAnswerLogs(weights, clips, said, network.shape),
    );
    const wanted = await read(run(tree.ref(banks), input(), written));
    for (let i = 0; i < logs.length; i++) expect(Math.abs(logs[i]! - wanted[i]!)).toBeLessThan(1e-4);
    expect(logs.some((log) => log < -0.1)).toBe(true);
  });

  it('writes the same answer for a clip in any batch', async () => {
    const ask = (clips: typeof CLIPS) =>
      writer.write(
        banks,
        clipInput(
          clips.map((clip) => evenDraw(clip, { fast: 6, slow: 4 })),
          UNITS,
          network.scalings,
        ),
        clips.map(() => ['overall-quality'] as const),
        likeliest,
      );
    const [, together] = await ask(CLIPS);
    const [alone] = await ask([CLIPS[1]!]);
    expect(alone!.words).toEqual(together!.words);
  });

  it('returns the level distribution at the first place where a level was chosen', async () => {
    const scale = levelsOfDimension('visual-quality').map(({ word }) => wordId(word));
    let shares: number[] = [];
    let place = 0;
    const script: Choose = (all) => {
      place++;
      if (place === 1) return wordId('<think>');
      if (place === 2) shares = scale.map((id) => all[id]!);
      return place === 2 ? wordId('Fair') : wordId('<end>');
    };
    const one = clipInput([evenDraw(CLIPS[0]!, { fast: 6, slow: 4 })], UNITS, network.scalings);
    const [answer] = await writer.write(banks, one, [['visual-quality']], script);
    expect(answer!.words).toEqual(['<think>', 'Fair', '<end>']);
    const total = shares.reduce((a, b) => a + b, 0);
    expect(answer!.levels).toEqual(shares.map((share) => share / total));
  });

  it('ends at the maximum length without an end word', async () => {
    const one = clipInput([evenDraw(CLIPS[0]!, { fast: 6, slow: 4 })], UNITS, network.scalings);
    const [answer] = await writer.write(banks, one, [['visual-quality']], () => wordId('nothing'));
    expect(new Set(answer!.words)).toEqual(new Set(['nothing']));
    expect(answer!.levels).toBeUndefined();
  });
});

describe('sampling', () => {
  it('draws each word with its probability (chi-square at 0.1 %)', () => {
    const shares = [0.5, 0, 0.25, 0.2, 0.05];
    const choose = sampler(createRandom(11));
    const draws = 20_000;
    const counts = shares.map(() => 0);
    for (let i = 0; i < draws; i++) counts[choose(shares)]!++;
    expect(counts[1]).toBe(0);
    const chi = shares.reduce((sum, p, i) => (p === 0 ? sum : sum + (counts[i]! - p * draws) ** 2 / (p * draws)), 0);
    // Three degrees of freedom.
    expect(chi).toBeLessThan(16.27);
  });

  it('follows the softmax of the network, word by word', async () => {
    const asked = [Array.from({ length: 400 }, () => 'visual-quality' as const)];
    const one = () => clipInput([evenDraw(CLIPS[0]!, { fast: 6, slow: 4 })], UNITS, network.scalings);
    const answers = await writer.write(banks, one(), asked, sampler(createRandom(5)));
    const first = answers.map(({ words, logs }) => ({ word: words[0]!, share: Math.exp(logs[0]!) }));
    const shares = new Map(first.map(({ word, share }) => [word, share]));
    for (const [word, share] of shares) {
      const seen = first.filter((each) => each.word === word).length / first.length;
      // Five standard deviations of a share's estimate.
      expect(Math.abs(seen - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / first.length));
    }
    expect(shares.size).toBeGreaterThan(3);
  });
});

describe('written rows', () => {
  it('feed the prompt and count the words after it', async () => {
    const words = ['<think>', 'nothing', '</think>', 'Fair', '<end>'];
    const logs = words.map((_, i) => -i - 1);
    const { written, logs: laid } = policyAnswerRows([{ id: 'visual-quality', words, logs }], 1, SLOWFAST_MASK);
    const ids = (data: ArrayBufferLike) => Array.from(new Int32Array(data), (id) => VOCABULARY[id]!);
    const fed = ids((await written.words.ref.data()).buffer);
    const next = ids((await written.nextWords.ref.data()).buffer);
    const all = [...promptOf('visual-quality'), ...words];
    expect(fed.slice(0, all.length - 1)).toEqual(all.slice(0, -1));
    expect(next.slice(0, all.length - 1)).toEqual(all.slice(1));
    const chosen = await read(written.chosen.ref);
    expect(Array.from(chosen.subarray(0, 8))).toEqual([0, 1, 1, 1, 1, 1, 0, 0]);
    expect(Array.from(laid.subarray(PROMPT_WORDS - 1, PROMPT_WORDS + 4))).toEqual(logs);
    expect(await read(tensor(laid, [laid.length]))).toHaveLength(laid.length);
    tree.dispose(written);
  });
});
