import { openAsBlob } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScoreReport } from '../../src/scoring/report';
import { softwareDriver } from '../fixtures/node-gpu';
import { decodeClip, encodeClip } from '../fixtures/recode-node';
import { runScore } from '../fixtures/score-command';

const SAMPLE = 'public/samples/shake.mp4';
/** Not a second: one window of few sampled frames. */
const FRAMES = 12;
/** Shaders and packer round otherwise in their last places. Found when this was written: 1e-6. */
const MOST_DIFFERENCE = 1e-5;

const driver = softwareDriver();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'node-webgpu-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function scored(clip: string, provider: string): Promise<ScoreReport> {
  const json = join(folder, `${provider}.json`);
  const run = await runScore([clip, '--provider', provider, '--json', json], { VK_DRIVER_FILES: driver });
  expect(run.code, run.stdout + run.stderr).toBe(0);
  const [report] = JSON.parse(await readFile(json, 'utf8')) as ScoreReport[];
  return report!;
}

const where = driver === undefined ? ' (skipped: no Chromium with a Vulkan driver)' : '';
describe.skipIf(driver === undefined)(`the shipped model in Node on a software adapter${where}`, () => {
  test('gives one window of a real clip the level distributions that wasm gives', async () => {
    const clip = join(folder, 'clip.mp4');
    const short = await encodeClip(await decodeClip(await openAsBlob(SAMPLE), FRAMES), 2e6);
    await writeFile(clip, Buffer.from(await short.arrayBuffer()));
    const onWasm = await scored(clip, 'wasm');
    const onGpu = await scored(clip, 'webgpu');
    expect(onWasm.judge.provider).toBe('wasm');
    expect(onGpu.judge.provider).toBe('webgpu');
    expect(onGpu.slowfast.backend).toBe('webgpu');
    expect(onGpu.windows).toHaveLength(1);
    let largest = 0;
    for (const [place, { id, probabilities }] of onWasm.dimensions.entries()) {
      const found = onGpu.dimensions[place]!;
      expect(found.id).toBe(id);
      expect(found.probabilities.length, id).toBe(probabilities.length);
      for (const [level, p] of probabilities.entries()) {
        largest = Math.max(largest, Math.abs(p - found.probabilities[level]!));
      }
    }
    console.log(`The level distributions differ by ${largest.toExponential(1)} at most.`);
    expect(largest).toBeLessThan(MOST_DIFFERENCE);
  });
});
