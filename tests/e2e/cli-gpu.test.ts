import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { openAsBlob } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScoreReport } from '../../src/scoring/report';
import { softwareDriver } from '../fixtures/node-gpu';
import { decodeClip, encodeClip } from '../fixtures/recode-node';
import { runScore } from '../fixtures/score-command';
import { makeTinyPack } from '../fixtures/tiny-pack';
import { SAMPLE } from './page-driver';

const driver = softwareDriver();
const ON_SOFTWARE = { VK_DRIVER_FILES: driver };
const ON_NOTHING = { VK_DRIVER_FILES: '/nowhere/driver.json' };

let folder = '';
let clip = '';
const json = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'score-gpu-'));
  await mkdir(json('tiny'));
  for (const [name, bytes] of await makeTinyPack()) await writeFile(join(json('tiny'), name), bytes);
  const short = await encodeClip(await decodeClip(await openAsBlob(SAMPLE), 8), 1e6);
  clip = json('short.mp4');
  await writeFile(clip, Buffer.from(await short.arrayBuffer()));
});
afterAll(() => rm(folder, { recursive: true }));

async function reportOf(name: string): Promise<ScoreReport> {
  const [report] = JSON.parse(await readFile(json(name), 'utf8')) as ScoreReport[];
  return report!;
}

const scoresOf = ({ dimensions }: ScoreReport): (number | null)[] => dimensions.map(({ score }) => score);

// Elsewhere Dawn goes past Vulkan.
describe.skipIf(process.platform !== 'linux')('the score command where Dawn finds no adapter', () => {
  test('does not score with --provider webgpu, and says what was looked for', async () => {
    const run = await runScore([clip, '--model', json('tiny'), '--provider', 'webgpu'], ON_NOTHING);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^Not scored\n.*VK_DRIVER_FILES names \(\/nowhere\/driver\.json\).*\[no-webgpu\]\n$/);
  });

  test('scores on wasm with --gpu, and says why', async () => {
    const run = await runScore([clip, '--model', json('tiny'), '--gpu'], ON_NOTHING);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toMatch(/on wasm: WebGPU is not used: Dawn found no graphics adapter.* Packed on cpu\./);
  });
});

const where = `a software adapter${driver === undefined ? ' (skipped: no Chromium with a Vulkan driver)' : ''}`;
describe.skipIf(driver === undefined)(`the score command on ${where}`, () => {
  test('runs the model and packs on it with --provider webgpu, and scores as wasm does', async () => {
    const tiny = ['--model', json('tiny')];
    const onGpu = await runScore([clip, ...tiny, '--provider', 'webgpu', '--json', json('gpu.json')], ON_SOFTWARE);
    expect(onGpu.code, onGpu.stdout + onGpu.stderr).toBe(0);
    expect(onGpu.stdout).toMatch(/on webgpu: WebGPU was asked for \(.*swiftshader.*\)\. Packed on webgpu\./);
    expect((await runScore([clip, ...tiny, '--json', json('cpu.json')])).code).toBe(0);
    const expected = scoresOf(await reportOf('cpu.json'));
    for (const [place, found] of scoresOf(await reportOf('gpu.json')).entries()) {
      if (expected[place] === null) expect(found).toBeNull();
      else expect(Math.abs(found! - expected[place]!)).toBeLessThan(0.01);
    }
  });

  test('leaves it alone with --gpu, for wasm is faster there, and says so', async () => {
    const run = await runScore([clip, '--model', json('tiny'), '--gpu'], ON_SOFTWARE);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toMatch(/on wasm: The only WebGPU adapter .* runs on the CPU, .* Packed on cpu\./);
  });

  test('packs on it with --gpu --provider wasm', async () => {
    const run = await runScore([clip, '--model', json('tiny'), '--gpu', '--provider', 'wasm'], ON_SOFTWARE);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toMatch(/on wasm: wasm was asked for\. Packed on webgpu\./);
  });
});
