import { expect, test } from 'vitest';
import type { Result } from '../../../../src/base/result';
import { ok } from '../../../../src/base/result';
import { makeDecoder } from '../../../../src/judges/compact/decoder';
import type { Memories } from '../../../../src/judges/compact/decoder';
import type { Manifest } from '../../../../src/judges/compact/manifest';
import { loadPack } from '../../../../src/judges/compact/pack';
import type { ArtifactProbability } from '../../../../src/judges/judge';
import type { Session } from '../../../../src/judges/runtime/runtime';
import { nodeOrt } from '../../../../src/judges/runtime/runtime-node';
import { parseRationale } from '../../../../src/quality/rationale';
import { TAGS } from '../../../../src/quality/tags';
import { makeTinyPack, sourceOf } from '../../../fixtures/tiny-pack';

/** A decoder whose logits are the same in every step. Returns its `explain` for motion quality, rated Poor. */
async function constantDecoder(logitOf: Readonly<Record<string, number>>, rationale?: Manifest['rationale']) {
  const pack = await loadPack(sourceOf(await makeTinyPack()));
  if (!pack.ok) throw new Error(pack.error.message);
  const manifest = { ...pack.value.manifest, artifacts: TAGS.map(({ id }) => id), rationale };
  const ort = await nodeOrt.load('wasm');
  const vocabulary = manifest.vocabulary;
  let steps = 0;
  const session: Session = {
    inputs: [],
    outputs: [],
    async run({ tokens }) {
      steps++;
      const [rows, length] = tokens!.dims as [number, number];
      const logits = new Float32Array(rows * length * vocabulary.length);
      for (let i = 0; i < logits.length; i++) logits[i] = logitOf[vocabulary[i % vocabulary.length]!] ?? 0;
      return ok({ logits: new ort.Tensor('float32', logits, [rows, length, vocabulary.length]) });
    },
    dispose: async () => undefined,
  };
  const decoder = makeDecoder({ ort, provider: 'wasm', device: undefined }, session, manifest);
  const memory = new ort.Tensor('float32', new Float32Array(8), [1, 8]);
  const memories: Memories = { fast: memory, slow: memory };
  const dimension = manifest.dimensions.find(({ id }) => id === 'motion-quality')!;
  return {
    explain: (artifacts: readonly ArtifactProbability[]) =>
      decoder.explain(memories, [{ dimension, rating: 'Poor' }], artifacts),
    judge: () => decoder.judge(memories, [dimension]),
    steps: () => steps,
  };
}

/** `clear` is likeliest, and blur a little likelier than shake. */
const LOGITS = { clear: 3, blur: 2, shake: 1.5, '</think>': 2.5 };

/** All words of a rationale. */
async function whole(steps: AsyncGenerator<Result<readonly (readonly string[])[]>, void>): Promise<readonly string[]> {
  let words: readonly string[] = [];
  for await (const step of steps) {
    if (!step.ok) throw new Error(step.error.message);
    words = step.value[0]!;
  }
  return words;
}

/** The artifact that a rationale names first, or `nothing`. */
async function namedFirst(rationale: Manifest['rationale'], probability: Readonly<Record<string, number>>) {
  const { explain } = await constantDecoder(LOGITS, rationale);
  const words = await whole(explain(TAGS.map(({ id }) => ({ tag: id, probability: probability[id] ?? 0.01 }))));
  const observations = parseRationale(words.slice(1));
  return observations?.kind === 'artifacts' ? (observations.artifacts[0]?.tag ?? 'nothing') : undefined;
}

test('a rationale names the artifact that most likely lowers the dimension, and none where none is likely', async () => {
  const lowers = { 'motion-quality': TAGS.map(({ id }) => (id === 'shake' ? 0.9 : 0.3)) };
  const guide = { speakFrom: 0.5, nameFrom: 0.5, lowers };
  expect(await namedFirst(guide, { blur: 0.5, shake: 0.9 })).toBe('shake');
  expect(await namedFirst(guide, { blur: 1, shake: 0.2, noise: 0.9 })).toBe('blur');
  expect(await namedFirst(guide, { blur: 0.2, shake: 0.2 })).toBe('nothing');
  // Without a guide the decoder's logits decide.
  expect(await namedFirst(undefined, { shake: 1 })).toBe('blur');
});

test('a rationale names each artifact that is likely by itself', async () => {
  const lowers = { 'motion-quality': TAGS.map(({ id }) => (id === 'shake' || id === 'blur' ? 0.9 : 0.1)) };
  const probability: Readonly<Record<string, number>> = { shake: 0.9, blur: 0.6 };
  const artifacts = TAGS.map(({ id }) => ({ tag: id, probability: probability[id] ?? 0.01 }));
  const named = async (nameFrom: number): Promise<string[]> => {
    const { explain } = await constantDecoder(LOGITS, { speakFrom: 0.5, nameFrom, lowers });
    const observations = parseRationale((await whole(explain(artifacts))).slice(1));
    return observations?.kind === 'artifacts' ? observations.artifacts.map(({ tag }) => tag) : [];
  };
  expect(await named(0.5)).toEqual(['shake', 'blur']);
  // By its logits the decoder would name a second one.
  expect(await named(0.6)).toEqual(['shake']);
});

test('each step gives the words so far, one more than the step before', async () => {
  const { explain } = await constantDecoder(LOGITS);
  const steps: (readonly string[])[] = [];
  for await (const step of explain([])) if (step.ok) steps.push(step.value[0]!);
  const words = steps.at(-1)!;
  expect(parseRationale(words.slice(1))).toBeDefined();
  expect(steps).toEqual(words.slice(1).map((_, at) => words.slice(0, at + 2)));
});

test('the decoder runs no step ahead of the word that is awaited', async () => {
  const { explain, steps } = await constantDecoder(LOGITS);
  let words = 0;
  for await (const step of explain([])) {
    expect(step.ok).toBe(true);
    expect(steps()).toBe(++words);
    if (words === 3) break;
  }
  expect(steps()).toBe(3);
});

test('a logit that is no number is a failure that names the dimension', async () => {
  const { judge } = await constantDecoder({ Fair: Number.NaN, Acceptable: Number.NaN });
  const judged = await judge();
  expect(judged).toMatchObject({ ok: false, error: { code: 'model-failed' } });
  expect(!judged.ok && judged.error.message).toContain('motion-quality');
});
