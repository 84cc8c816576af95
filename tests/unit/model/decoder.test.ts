import { expect, test } from 'vitest';
import { fail, ok } from '../../../src/base/result';
import { makeDecoder } from '../../../src/model/decoder';
import type { Memories } from '../../../src/model/decoder';
import type { Manifest } from '../../../src/model/manifest';
import { loadPack } from '../../../src/model/pack';
import type { FaultProbability, OnWords } from '../../../src/model/quality-model';
import type { Session } from '../../../src/model/runtime';
import { nodeOrt } from '../../../src/model/runtime-node';
import { parseRationale } from '../../../src/quality/rationale';
import { TAGS } from '../../../src/quality/tags';
import { makeTinyPack, sourceOf } from '../../fixtures/tiny-pack';

/** A decoder that always likes the same words, over memories that nobody reads. */
async function likingDecoder(liking: Readonly<Record<string, number>>, reasons?: Manifest['reasons']) {
  const pack = await loadPack(sourceOf(await makeTinyPack()));
  if (!pack.ok) throw new Error(pack.error.message);
  const manifest = { ...pack.value.manifest, faults: TAGS.map(({ id }) => id), reasons };
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
  return (faults: readonly FaultProbability[], onWords?: OnWords) =>
    decoder.explain(memories, [{ dimension, rating: 'Poor' }], faults, onWords);
}

/** Likes `clear`, and blur a little better than shake. */
const LIKING = { clear: 3, blur: 2, shake: 1.5, '</think>': 2.5 };

/** The fault that a rationale names first, or `nothing`. */
async function namedFirst(reasons: Manifest['reasons'], probability: Readonly<Record<string, number>>) {
  const explain = await likingDecoder(LIKING, reasons);
  const explained = await explain(TAGS.map(({ id }) => ({ tag: id, probability: probability[id] ?? 0.01 })));
  if (!explained.ok) throw new Error(explained.error.message);
  const findings = parseRationale(explained.value[0]!.slice(1));
  return findings?.kind === 'faults' ? (findings.faults[0]?.tag ?? 'nothing') : undefined;
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
  const faults = TAGS.map(({ id }) => ({ tag: id, probability: probability[id] ?? 0.01 }));
  const named = async (nameFrom: number): Promise<string[]> => {
    const explained = await (await likingDecoder(LIKING, { speakFrom: 0.5, nameFrom, lowers }))(faults);
    if (!explained.ok) throw new Error(explained.error.message);
    const findings = parseRationale(explained.value[0]!.slice(1));
    return findings?.kind === 'faults' ? findings.faults.map(({ tag }) => tag) : [];
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
