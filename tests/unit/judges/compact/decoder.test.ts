import { expect, test } from 'vitest';
import { fail, ok } from '../../../../src/base/result';
import { makeDecoder } from '../../../../src/judges/compact/decoder';
import type { Memories } from '../../../../src/judges/compact/decoder';
import type { Manifest } from '../../../../src/judges/compact/manifest';
import { loadPack } from '../../../../src/judges/compact/pack';
import type { ArtifactProbability, OnWords } from '../../../../src/judges/compact/quality-model';
import type { Session } from '../../../../src/judges/runtime/runtime';
import { nodeOrt } from '../../../../src/judges/runtime/runtime-node';
import { parseRationale } from '../../../../src/quality/rationale';
import { TAGS } from '../../../../src/quality/tags';
import { makeTinyPack, sourceOf } from '../../../fixtures/tiny-pack';

/** A decoder that always likes the same words, over memories that nobody reads. */
async function likingDecoder(liking: Readonly<Record<string, number>>, rationale?: Manifest['rationale']) {
  const pack = await loadPack(sourceOf(await makeTinyPack()));
  if (!pack.ok) throw new Error(pack.error.message);
  const manifest = { ...pack.value.manifest, artifacts: TAGS.map(({ id }) => id), rationale };
  const ort = await nodeOrt.load('wasm');
  const vocabulary = manifest.vocabulary;
  const session: Session = {
    async run({ tokens }) {
      const [rows, length] = tokens!.dims as [number, number];
      const logits = new Float32Array(rows * length * vocabulary.length);
      for (let i = 0; i < logits.length; i++) logits[i] = liking[vocabulary[i % vocabulary.length]!] ?? 0;
      return ok({ logits: new ort.Tensor('float32', logits, [rows, length, vocabulary.length]) });
    },
    dispose: async () => undefined,
  };
  const decoder = makeDecoder({ ort, provider: 'wasm', device: undefined }, session, manifest);
  const memory = new ort.Tensor('float32', new Float32Array(8), [1, 8]);
  const memories: Memories = { fast: memory, slow: memory };
  const dimension = manifest.dimensions.find(({ id }) => id === 'motion-quality')!;
  return (artifacts: readonly ArtifactProbability[], onWords?: OnWords) =>
    decoder.explain(memories, [{ dimension, rating: 'Poor' }], artifacts, onWords);
}

/** Likes `clear`, and blur a little better than shake. */
const LIKING = { clear: 3, blur: 2, shake: 1.5, '</think>': 2.5 };

/** The fault that a rationale names first, or `nothing`. */
async function namedFirst(rationale: Manifest['rationale'], probability: Readonly<Record<string, number>>) {
  const explain = await likingDecoder(LIKING, rationale);
  const explained = await explain(TAGS.map(({ id }) => ({ tag: id, probability: probability[id] ?? 0.01 })));
  if (!explained.ok) throw new Error(explained.error.message);
  const observations = parseRationale(explained.value[0]!.slice(1));
  return observations?.kind === 'artifacts' ? (observations.artifacts[0]?.tag ?? 'nothing') : undefined;
}

test('a rationale names the fault that most likely lowers the dimension, and none where none is likely', async () => {
  const lowers = { 'motion-quality': TAGS.map(({ id }) => (id === 'shake' ? 0.9 : 0.3)) };
  const guide = { speakFrom: 0.5, nameFrom: 0.5, lowers };
  expect(await namedFirst(guide, { blur: 0.5, shake: 0.9 })).toBe('shake');
  expect(await namedFirst(guide, { blur: 1, shake: 0.2, noise: 0.9 })).toBe('blur');
  expect(await namedFirst(guide, { blur: 0.2, shake: 0.2 })).toBe('nothing');
  // Without a guide the decoder goes by itself.
  expect(await namedFirst(undefined, { shake: 1 })).toBe('blur');
});

test('a rationale names as many faults as are likely by themselves', async () => {
  const lowers = { 'motion-quality': TAGS.map(({ id }) => (id === 'shake' || id === 'blur' ? 0.9 : 0.1)) };
  const probability: Readonly<Record<string, number>> = { shake: 0.9, blur: 0.6 };
  const artifacts = TAGS.map(({ id }) => ({ tag: id, probability: probability[id] ?? 0.01 }));
  const named = async (nameFrom: number): Promise<string[]> => {
    const explained = await (await likingDecoder(LIKING, { speakFrom: 0.5, nameFrom, lowers }))(artifacts);
    if (!explained.ok) throw new Error(explained.error.message);
    const observations = parseRationale(explained.value[0]!.slice(1));
    return observations?.kind === 'artifacts' ? observations.artifacts.map(({ tag }) => tag) : [];
  };
  expect(await named(0.5)).toEqual(['shake', 'blur']);
  // The decoder would rather go on.
  expect(await named(0.6)).toEqual(['shake']);
});

test('each step of the decoder tells the words so far, and the last one all of them', async () => {
  const explain = await likingDecoder(LIKING);
  const steps: (readonly string[])[] = [];
  const explained = await explain([], async ([words]) => {
    steps.push(words!);
    return ok(undefined);
  });
  if (!explained.ok) throw new Error(explained.error.message);
  const whole = explained.value[0]!;
  expect(steps).toEqual(whole.slice(1).map((_, at) => whole.slice(0, at + 2)));
});

test('whoever is told of the words can end the writing', async () => {
  const explain = await likingDecoder(LIKING);
  let told = 0;
  const stopped = await explain([], async () => (++told < 3 ? ok(undefined) : fail('cancelled', 'Enough.')));
  expect(stopped).toEqual(fail('cancelled', 'Enough.'));
  expect(told).toBe(3);
});
