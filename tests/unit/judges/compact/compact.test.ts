import { afterAll, describe, expect, test } from 'vitest';
import { fail } from '../../../../src/base/result';
import type { Result } from '../../../../src/base/result';
import { goldenWindow } from '../../../../src/judges/compact/golden';
import { loadCompactModel } from '../../../../src/judges/compact/load';
import type { LoadOptions } from '../../../../src/judges/compact/load';
import type { ModelPack } from '../../../../src/judges/compact/pack';
import { loadPack } from '../../../../src/judges/compact/pack';
import type { QualityModel, WindowTokens } from '../../../../src/judges/compact/quality-model';
import { nodeOrt } from '../../../../src/judges/runtime/runtime-node';
import { parseRationale } from '../../../../src/quality/rationale';
import { FAST_WIDTH, SLOW_WIDTH } from '../../../../src/slowfast/tokens';
import { makeTinyPack, sourceOf, tinyArtifacts, tinyProbabilities, tinyWeights } from '../../../fixtures/tiny-pack';

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const noGpu = fail('no-webgpu', 'This machine offers no WebGPU adapter.');
const onWasm: LoadOptions = { provider: 'auto', loader: nodeOrt, gpu: async () => noGpu };
const pack: ModelPack = valueOf(await loadPack(sourceOf(await makeTinyPack())));
const model: QualityModel = valueOf(await loadCompactModel(pack, onWasm));
afterAll(() => model.dispose());

function windowOf(seed: number, fastRows: number, slowRows: number): WindowTokens {
  const { fast, slow, clip } = goldenWindow(seed, fastRows, slowRows);
  return {
    fast: { kind: 'cpu', rows: fastRows, width: FAST_WIDTH, data: fast },
    slow: { kind: 'cpu', rows: slowRows, width: SLOW_WIDTH, data: slow },
    clip,
  };
}

const ids = pack.manifest.dimensions.map(({ id }) => id);

describe('the compact model on wasm', () => {
  test('gives each dimension the softmax over its own level words, from the pathways it may see', async () => {
    const [seed, fastRows, slowRows] = [3, 32, 5];
    const encoded = valueOf(await model.encode(windowOf(seed, fastRows, slowRows)));
    const distributions = valueOf(await encoded.judge(ids));
    encoded.release();
    expect(distributions.map(({ id }) => id)).toEqual(ids);
    for (const [index, dimension] of pack.manifest.dimensions.entries()) {
      const expected = tinyProbabilities(tinyWeights(), goldenWindow(seed, fastRows, slowRows), dimension);
      const { probabilities } = distributions[index]!;
      expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
      probabilities.forEach((p, level) => expect(p).toBeCloseTo(expected[level]!, 4));
    }
  });

  test('judges a dimension alike alone and in a batch, and the same window twice alike to the last bit', async () => {
    const encoded = valueOf(await model.encode(windowOf(4, 16, 1)));
    const together = valueOf(await encoded.judge(ids));
    const again = valueOf(await encoded.judge(ids));
    const alone = valueOf(await encoded.judge(['clarity-quality']));
    expect(again).toEqual(together);
    const batched = together.find(({ id }) => id === 'clarity-quality')!;
    alone[0]!.probabilities.forEach((p, level) => expect(p).toBeCloseTo(batched.probabilities[level]!, 6));
  });

  test('gives each fault of the manifest the probability of the encoder', async () => {
    const encoded = valueOf(await model.encode(windowOf(3, 32, 5)));
    const artifacts = valueOf(await encoded.artifacts());
    encoded.release();
    const expected = tinyArtifacts(tinyWeights(), goldenWindow(3, 32, 5));
    expect(artifacts.map(({ tag }) => tag)).toEqual(pack.manifest.artifacts);
    artifacts.forEach(({ probability }, place) => expect(probability).toBeCloseTo(expected[place]!, 5));
  });

  test('leaves out dimensions that the pack lacks', async () => {
    const encoded = valueOf(await model.encode(windowOf(4, 16, 1)));
    expect(valueOf(await encoded.judge(['text-alignment']))).toEqual([]);
    expect(valueOf(await encoded.judge(['text-alignment', 'visual-quality']))).toHaveLength(1);
  });

  test('keeps to one run at a time when many are asked for at once', async () => {
    const windows = [5, 6, 7, 8].map((seed) => windowOf(seed, 16, 2));
    const together = await Promise.all(windows.map((window) => model.encode(window).then(judged)));
    for (const [index, window] of windows.entries()) {
      expect(together[index]).toEqual(await model.encode(window).then(judged));
    }
    async function judged(encoded: Awaited<ReturnType<QualityModel['encode']>>) {
      return valueOf(await valueOf(encoded).judge(ids));
    }
  });

  test('explains with the likeliest rating and a rationale within the grammar', async () => {
    const encoded = valueOf(await model.encode(windowOf(9, 16, 3)));
    const distributions = valueOf(await encoded.judge(ids));
    const explained = valueOf(await encoded.explain(distributions));
    for (const [index, { levels, probabilities }] of distributions.entries()) {
      const [rating, ...rationale] = explained[index]!;
      expect(probabilities[levels.indexOf(rating!)]).toBe(Math.max(...probabilities));
      expect(parseRationale(rationale), rationale.join(' ')).toBeDefined();
    }
    const alone = valueOf(await encoded.explain(distributions.slice(2, 3)));
    expect(alone[0]).toEqual(explained[2]);
  });
});

describe('opening a pack', () => {
  test('says why wasm runs', async () => {
    expect(model).toMatchObject({ provider: 'wasm', reason: expect.stringContaining('no WebGPU adapter') });
    const asked = valueOf(await loadCompactModel(pack, { ...onWasm, provider: 'wasm' }));
    expect(asked.reason).toBe('wasm was asked for.');
    await asked.dispose();
  });

  test('fails with no-webgpu when WebGPU is forced and there is none', async () => {
    const forced = await loadCompactModel(pack, { ...onWasm, provider: 'webgpu' });
    expect(forced).toMatchObject({ ok: false, error: { code: 'no-webgpu' } });
  });

  test('refuses a model whose golden answer differs', async () => {
    const expected = { ...pack.golden.expected, 'motion-quality': [0.9, 0.1, 0, 0, 0, 0, 0, 0, 0] };
    const refused = await loadCompactModel({ ...pack, golden: { ...pack.golden, expected } }, onWasm);
    expect(refused).toMatchObject({ ok: false, error: { code: 'model-failed' } });
    expect(!refused.ok && refused.error.message).toContain('motion-quality');
  });

  test('fails in a sentence when a file is not an ONNX model', async () => {
    const broken = await loadCompactModel({ ...pack, encoder: new TextEncoder().encode('not a model') }, onWasm);
    expect(broken).toMatchObject({ ok: false, error: { code: 'model-failed' } });
  });

  test('leaves WebGPU for wasm under auto when the runtime fails on it, and says so', async () => {
    const device = { lost: new Promise(() => undefined) } as unknown as GPUDevice;
    const loader: LoadOptions['loader'] = {
      load: (provider) => (provider === 'webgpu' ? Promise.reject(new Error('no such entry')) : nodeOrt.load(provider)),
    };
    const gpu = { ok: true, value: { device, software: false, name: 'imagined' } } as const;
    const fallen = valueOf(await loadCompactModel(pack, { provider: 'auto', loader, gpu: async () => gpu }));
    expect(fallen).toMatchObject({ provider: 'wasm', reason: expect.stringContaining('no such entry') });
    await fallen.dispose();
    const software = { ok: true, value: { device, software: true, name: 'imagined' } } as const;
    const spared = valueOf(await loadCompactModel(pack, { provider: 'auto', loader, gpu: async () => software }));
    expect(spared).toMatchObject({ provider: 'wasm', reason: expect.stringContaining('runs on the CPU') });
    await spared.dispose();
  });
});
