import { afterAll, describe, expect, test } from 'vitest';
import { fail } from '../../../../src/base/result';
import type { Result } from '../../../../src/base/result';
import { goldenWindow } from '../../../../src/judges/compact/golden';
import { loadCompactJudge } from '../../../../src/judges/compact/load';
import type { LoadOptions } from '../../../../src/judges/compact/load';
import type { ModelPack } from '../../../../src/judges/compact/pack';
import { loadPack } from '../../../../src/judges/compact/pack';
import type {
  LevelDistribution,
  Rationales,
  TokenJudge,
  WindowReading,
  WindowTokens,
} from '../../../../src/judges/judge';
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
const judge: TokenJudge = valueOf(await loadCompactJudge(pack, onWasm));
afterAll(() => judge.dispose());

function windowOf(seed: number, fastRows: number, slowRows: number): WindowTokens {
  const { fast, slow, clip } = goldenWindow(seed, fastRows, slowRows);
  return {
    fast: { kind: 'cpu', rows: fastRows, width: FAST_WIDTH, data: fast },
    slow: { kind: 'cpu', rows: slowRows, width: SLOW_WIDTH, data: slow },
    clip,
  };
}

const ids = pack.manifest.dimensions.map(({ id }) => id);

async function distributionsOf(
  reading: WindowReading,
  dimensions: typeof ids = ids,
): Promise<readonly LevelDistribution[]> {
  return valueOf(await reading.judge({ dimensions })).distributions;
}

describe('the compact judge on wasm', () => {
  test('gives each dimension the softmax over its own level words, from the pathways of its mask', async () => {
    const [seed, fastRows, slowRows] = [3, 32, 5];
    const reading = valueOf(await judge.read(windowOf(seed, fastRows, slowRows)));
    const distributions = await distributionsOf(reading);
    reading.release();
    expect(distributions.map(({ id }) => id)).toEqual(ids);
    for (const [index, dimension] of pack.manifest.dimensions.entries()) {
      const expected = tinyProbabilities(tinyWeights(), goldenWindow(seed, fastRows, slowRows), dimension);
      const { probabilities } = distributions[index]!;
      expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
      probabilities.forEach((p, level) => expect(p).toBeCloseTo(expected[level]!, 4));
    }
  });

  test('gives a dimension the same distribution alone and in a batch', async () => {
    const reading = valueOf(await judge.read(windowOf(4, 16, 1)));
    const together = await distributionsOf(reading);
    const alone = await distributionsOf(reading, ['clarity-quality']);
    const batched = together.find(({ id }) => id === 'clarity-quality')!;
    alone[0]!.probabilities.forEach((p, level) => expect(p).toBeCloseTo(batched.probabilities[level]!, 6));
  });

  test('gives each artifact of the manifest the probability of the encoder', async () => {
    const reading = valueOf(await judge.read(windowOf(3, 32, 5)));
    const { artifacts } = valueOf(await reading.judge({ dimensions: ids }));
    reading.release();
    const expected = tinyArtifacts(tinyWeights(), goldenWindow(3, 32, 5));
    expect(artifacts.map(({ tag }) => tag)).toEqual(pack.manifest.artifacts);
    artifacts.forEach(({ probability }, place) => expect(probability).toBeCloseTo(expected[place]!, 5));
  });

  test('gives the same numbers when many windows are read at once', async () => {
    const windows = [5, 6, 7, 8].map((seed) => windowOf(seed, 16, 2));
    const judgeWindow = async (window: WindowTokens) => distributionsOf(valueOf(await judge.read(window)));
    const together = await Promise.all(windows.map((window) => judgeWindow(window)));
    for (const [index, window] of windows.entries()) {
      expect(together[index]).toEqual(await judgeWindow(window));
    }
  });

  test('writes each rationale within the grammar, the same alone and in a batch', async () => {
    const reading = valueOf(await judge.read(windowOf(9, 16, 3)));
    const distributions = await distributionsOf(reading);
    const explained = await wholeRationales(reading, distributions);
    for (const { words } of explained) expect(parseRationale(words.slice(1)), words.join(' ')).toBeDefined();
    expect(await wholeRationales(reading, distributions.slice(2, 3))).toEqual(explained.slice(2, 3));
    reading.release();
  });
});

async function wholeRationales(reading: WindowReading, of: readonly LevelDistribution[]): Promise<Rationales> {
  let last: Rationales = [];
  for await (const step of reading.explain(of)) last = valueOf(step);
  return last;
}

describe('opening a pack', () => {
  test('gives the reason why wasm runs', async () => {
    expect(judge.identity).toMatchObject({
      provider: 'wasm',
      reason: expect.stringContaining('no WebGPU adapter'),
    });
    const asked = valueOf(await loadCompactJudge(pack, { ...onWasm, provider: 'wasm' }));
    expect(asked.identity.reason).toBe('wasm was asked for.');
    await asked.dispose();
  });

  test('fails with no-webgpu when WebGPU is forced and there is none', async () => {
    const forced = await loadCompactJudge(pack, { ...onWasm, provider: 'webgpu' });
    expect(forced).toMatchObject({ ok: false, error: { code: 'no-webgpu' } });
  });

  test('rejects a pack whose golden answer differs', async () => {
    const expected = { ...pack.golden.expected, 'motion-quality': [0.9, 0.1, 0, 0, 0, 0, 0, 0, 0] };
    const refused = await loadCompactJudge({ ...pack, golden: { ...pack.golden, expected } }, onWasm);
    expect(refused).toMatchObject({ ok: false, error: { code: 'model-failed' } });
    expect(!refused.ok && refused.error.message).toContain('motion-quality');
  });

  test('fails in a sentence when a file is not an ONNX model', async () => {
    const broken = await loadCompactJudge({ ...pack, encoder: new TextEncoder().encode('not a model') }, onWasm);
    expect(broken).toMatchObject({ ok: false, error: { code: 'model-failed' } });
  });

  test('falls back to wasm under auto when the runtime fails on WebGPU, and gives the reason', async () => {
    const device = { lost: new Promise(() => undefined) } as unknown as GPUDevice;
    const loader: LoadOptions['loader'] = {
      load: (provider) => (provider === 'webgpu' ? Promise.reject(new Error('no such entry')) : nodeOrt.load(provider)),
    };
    const gpu = { ok: true, value: { device, software: false, name: 'imagined' } } as const;
    const fallen = valueOf(await loadCompactJudge(pack, { provider: 'auto', loader, gpu: async () => gpu }));
    expect(fallen.identity).toMatchObject({ provider: 'wasm', reason: expect.stringContaining('no such entry') });
    await fallen.dispose();
    const software = { ok: true, value: { device, software: true, name: 'imagined' } } as const;
    const spared = valueOf(await loadCompactJudge(pack, { provider: 'auto', loader, gpu: async () => software }));
    expect(spared.identity).toMatchObject({ provider: 'wasm', reason: expect.stringContaining('runs on the CPU') });
    await spared.dispose();
  });
});
