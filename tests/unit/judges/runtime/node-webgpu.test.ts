import { afterAll, describe, expect, test } from 'vitest';
import type { Result } from '../../../../src/base/result';
import { ok } from '../../../../src/base/result';
import { goldenWindow } from '../../../../src/judges/compact/golden';
import { loadCompactJudge } from '../../../../src/judges/compact/load';
import { loadPack } from '../../../../src/judges/compact/pack';
import type { TokenJudge, WindowTokens } from '../../../../src/judges/judge';
import type { Provider } from '../../../../src/judges/runtime/provider';
import { nodeOrt } from '../../../../src/judges/runtime/runtime-node';
import { createGpuPacker } from '../../../../src/slowfast/gpu/packer';
import { DEFAULT_SLOWFAST } from '../../../../src/slowfast/options';
import { FAST_WIDTH, SLOW_WIDTH } from '../../../../src/slowfast/tokens';
import type { PackedWindow } from '../../../../src/slowfast/tokens';
import { sceneFrames } from '../../../fixtures/frames';
import { openNodeGpu } from '../../../fixtures/node-gpu';
import { makeTinyPack, sourceOf, tinyProbabilities, tinyWeights } from '../../../fixtures/tiny-pack';

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const opened = await openNodeGpu();
const pack = valueOf(await loadPack(sourceOf(await makeTinyPack())));
const ids = pack.manifest.dimensions.map(({ id }) => id);
const judges = new Map<string, TokenJudge>();
afterAll(async () => {
  for (const judge of judges.values()) await judge.dispose();
  if (opened.ok) opened.value.device.destroy();
});

/** Opened once each: on a software adapter every new session compiles its shaders anew. */
async function open(provider: Provider): Promise<TokenJudge> {
  const judge =
    judges.get(provider) ??
    valueOf(await loadCompactJudge(pack, { provider, loader: nodeOrt, gpu: async () => opened }));
  judges.set(provider, judge);
  return judge;
}

/** Every dimension's level distribution, then the artifacts' probabilities. */
async function answers(judge: TokenJudge, window: WindowTokens): Promise<number[]> {
  const reading = valueOf(await judge.read(window));
  const { distributions, artifacts } = valueOf(await reading.judge({ dimensions: ids }));
  reading.release();
  return [
    ...distributions.flatMap(({ probabilities }) => probabilities),
    ...artifacts.map(({ probability }) => probability),
  ];
}

function inMemory(seed: number, fastRows: number, slowRows: number): WindowTokens {
  const { fast, slow, clip } = goldenWindow(seed, fastRows, slowRows);
  return {
    fast: { kind: 'cpu', rows: fastRows, width: FAST_WIDTH, data: fast },
    slow: { kind: 'cpu', rows: slowRows, width: SLOW_WIDTH, data: slow },
    clip,
  };
}

function largestDifference(a: readonly number[], b: readonly number[]): number {
  expect(a.length).toBe(b.length);
  return Math.max(...a.map((value, place) => Math.abs(value - b[place]!)));
}

/** One window of a made scene, packed by the shaders; its tokens stay in GPU buffers. */
async function packOnGpu(device: GPUDevice): Promise<PackedWindow> {
  const packer = valueOf(await createGpuPacker(device, DEFAULT_SLOWFAST));
  for (const sample of sceneFrames({ width: 120, height: 68 }, 4, 6)) valueOf(await packer.push(sample));
  const window = valueOf(await packer.finish());
  packer.dispose();
  if (window === undefined) throw new Error('The packer gave no window.');
  return window;
}

describe('the compact judge on WebGPU in Node', () => {
  test('answers as plain TypeScript and as wasm do (Dawn)', async ({ skip }) => {
    if (!opened.ok) return skip(opened.error.message);
    const onGpu = await open('webgpu');
    expect(onGpu.identity).toMatchObject({
      provider: 'webgpu',
      reason: expect.stringMatching(/WebGPU was asked for \(.+\)/),
    });
    const onWasm = await open('wasm');
    for (const seed of [3, 4]) {
      const found = await answers(onGpu, inMemory(seed, 32, 5));
      const expected = pack.manifest.dimensions.flatMap((dimension) =>
        tinyProbabilities(tinyWeights(), goldenWindow(seed, 32, 5), dimension),
      );
      expect(largestDifference(found.slice(0, expected.length), expected)).toBeLessThan(1e-4);
      expect(largestDifference(found, await answers(onWasm, inMemory(seed, 32, 5)))).toBeLessThan(1e-5);
    }
  });

  test('reads tokens from the buffers that the shaders packed them into (Dawn)', async ({ skip }) => {
    if (!opened.ok) return skip(opened.error.message);
    const window = await packOnGpu(opened.value.device);
    expect([window.fast.kind, window.slow.kind]).toEqual(['gpu', 'gpu']);
    const found = await answers(await open('webgpu'), window);
    // On wasm the same buffers are read back first.
    const expected = await answers(await open('wasm'), window);
    window.release();
    expect(largestDifference(found, expected)).toBeLessThan(1e-5);
  });

  test('is left to wasm by auto where the adapter is software, and taken where it is not (Dawn)', async ({ skip }) => {
    if (!opened.ok) return skip(opened.error.message);
    const { device } = opened.value;
    for (const software of [true, false]) {
      const gpu = async () => ok({ device, software, name: 'test adapter' });
      const judge = valueOf(await loadCompactJudge(pack, { provider: 'auto', loader: nodeOrt, gpu }));
      judges.set(`auto, ${software ? 'software' : 'hardware'}`, judge);
      expect(judge.identity.provider).toBe(software ? 'wasm' : 'webgpu');
      expect(judge.identity.reason).toMatch(
        software ? /runs on the CPU, where wasm is faster/ : /on a hardware adapter/,
      );
    }
  });
});
