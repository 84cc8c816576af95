import { afterAll, describe, expect, test } from 'vitest';
import type { Result } from '../../../../src/base/result';
import { fail, ok } from '../../../../src/base/result';
import type { Gpu } from '../../../../src/gpu/device';
import { goldenWindow } from '../../../../src/judges/compact/golden';
import { loadCompactJudge } from '../../../../src/judges/compact/load';
import { loadPack } from '../../../../src/judges/compact/pack';
import type { ProviderChoice } from '../../../../src/judges/runtime/provider';
import type { TokenJudge, WindowTokens } from '../../../../src/judges/judge';
import { webOrt } from '../../../../src/judges/runtime/runtime-web';
import type { TokenMatrix } from '../../../../src/slowfast/tokens';
import { FAST_WIDTH, SLOW_WIDTH } from '../../../../src/slowfast/tokens';
import { makeTinyPack, sourceOf, tinyProbabilities, tinyWeights } from '../../../fixtures/tiny-pack';

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const pack = valueOf(await loadPack(sourceOf(await makeTinyPack())));
const ids = pack.manifest.dimensions.map(({ id }) => id);

/** Without subgroups, as the product opens it. */
const adapter = await navigator.gpu.requestAdapter();
const device = await adapter!.requestDevice();
const gpu: Gpu = { device, software: true, name: 'test adapter' };
const judges: TokenJudge[] = [];
afterAll(async () => {
  for (const judge of judges) await judge.dispose();
});

async function open(provider: ProviderChoice): Promise<TokenJudge> {
  const judge = valueOf(await loadCompactJudge(pack, { provider, loader: webOrt, gpu: async () => ok(gpu) }));
  judges.push(judge);
  return judge;
}

type Place = (data: Float32Array<ArrayBuffer>, rows: number, width: number) => TokenMatrix;

const inMemory: Place = (data, rows, width) => ({ kind: 'cpu', rows, width, data });

const onGpu: Place = (data, rows, width) => {
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
  const buffer = device.createBuffer({ size: data.byteLength, usage });
  device.queue.writeBuffer(buffer, 0, data);
  return { kind: 'gpu', rows, width, buffer };
};

function windowOf(seed: number, place: Place, fastRows = 32, slowRows = 5): WindowTokens {
  const { fast, slow, clip } = goldenWindow(seed, fastRows, slowRows);
  return { fast: place(fast, fastRows, FAST_WIDTH), slow: place(slow, slowRows, SLOW_WIDTH), clip };
}

async function distributionsOf(judge: TokenJudge, window: WindowTokens) {
  const reading = valueOf(await judge.read(window));
  const { distributions } = valueOf(await reading.judge({ dimensions: ids }));
  reading.release();
  return distributions;
}

describe.each([
  { provider: 'wasm', tokens: 'in memory', place: inMemory },
  { provider: 'wasm', tokens: 'on the GPU', place: onGpu },
  { provider: 'webgpu', tokens: 'in memory', place: inMemory },
  { provider: 'webgpu', tokens: 'on the GPU', place: onGpu },
] as const)('the compact judge on $provider with tokens $tokens', ({ provider, place }) => {
  test('gives the probabilities that plain TypeScript computes', async () => {
    const judge = await open(provider);
    expect(judge.identity.provider).toBe(provider);
    for (const seed of [3, 4]) {
      const distributions = await distributionsOf(judge, windowOf(seed, place));
      for (const [index, dimension] of pack.manifest.dimensions.entries()) {
        const expected = tinyProbabilities(tinyWeights(), goldenWindow(seed, 32, 5), dimension);
        distributions[index]!.probabilities.forEach((p, level) => expect(p).toBeCloseTo(expected[level]!, 4));
      }
    }
  });

  test('gives the same window the same bits twice', async () => {
    const judge = await open(provider);
    const first = await distributionsOf(judge, windowOf(5, place));
    await distributionsOf(judge, windowOf(6, place, 48, 9));
    expect(await distributionsOf(judge, windowOf(5, place))).toEqual(first);
  });
});

describe('choosing a provider', () => {
  test('auto does not use a software adapter, and gives the reason', async () => {
    expect((await open('auto')).identity).toMatchObject({
      provider: 'wasm',
      reason: expect.stringContaining('runs on the CPU'),
    });
  });

  test('auto falls back to wasm when the judge does not run on WebGPU, and gives the reason', async () => {
    const dead = await (await navigator.gpu.requestAdapter())!.requestDevice();
    dead.destroy();
    const broken = async (): Promise<Result<Gpu>> => ok({ device: dead, software: false, name: 'dead device' });
    const opened = await loadCompactJudge(pack, { provider: 'auto', loader: webOrt, gpu: broken });
    expect(opened).toMatchObject({ ok: true, value: { identity: { provider: 'wasm' } } });
    expect(opened.ok && opened.value.identity.reason).toContain('dead device');
    if (opened.ok) judges.push(opened.value);
  });

  test('a forced WebGPU without an adapter is a failure', async () => {
    const none = async (): Promise<Result<Gpu>> => fail('no-webgpu', 'There is none.');
    const opened = await loadCompactJudge(pack, { provider: 'webgpu', loader: webOrt, gpu: none });
    expect(opened).toMatchObject({ ok: false, error: { code: 'no-webgpu' } });
  });
});
