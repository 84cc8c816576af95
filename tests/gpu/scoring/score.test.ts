import { afterAll, describe, expect, test } from 'vitest';
import type { Result } from '../../../src/base/result';
import { ok } from '../../../src/base/result';
import type { Gpu } from '../../../src/gpu/device';
import { openGpu } from '../../../src/gpu/device';
import { webOrt } from '../../../src/judges/runtime/runtime-web';
import type { Judges } from '../../../src/judges/judge';
import { createCompactJudges } from '../../../src/judges/compact/judges';
import type { ScoreOptions } from '../../../src/scoring/options';
import type { ScoreReport } from '../../../src/scoring/report';
import { score } from '../../../src/scoring/score';
import { createCpuPacker } from '../../../src/slowfast/cpu/packer';
import { createGpuPacker } from '../../../src/slowfast/gpu/packer';
import { makeTinyPack, sourceOf } from '../../fixtures/tiny-pack';
import type { TinyVideo } from '../../fixtures/tiny-video';
import { tinyVideo } from '../../fixtures/tiny-video';

const files = await makeTinyPack();
const opened: Judges[] = [];
afterAll(async () => {
  for (const each of opened) await each.dispose();
});

/** The worker's own platform, but for the video, which is made up. */
function scorer(open: () => Promise<Result<Gpu>> = () => openGpu(navigator.gpu)) {
  const judges = createCompactJudges({ source: sourceOf(files), loader: webOrt, openGpu: open });
  opened.push(judges);
  return (video: TinyVideo, options: ScoreOptions): Promise<Result<ScoreReport>> =>
    score(new Blob([]), 'tiny.mp4', options, {
      judges,
      packers: { cpu: createCpuPacker, webgpu: (slowfast, { device }) => createGpuPacker(device, slowfast) },
      openVideo: async () => ok(tinyVideo(video)),
      now: () => performance.now(),
    });
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const VIDEO: TinyVideo = { sampledFrames: 36, cutEvery: 9 };

describe('the whole pipeline', () => {
  test('gives the same report on each combination of GPU and CPU, within 1e-3 of a score', async () => {
    const run = scorer();
    const reference = valueOf(await run(VIDEO, { provider: 'wasm', packing: 'cpu' }));
    for (const [provider, packing] of [
      ['webgpu', 'webgpu'],
      ['webgpu', 'cpu'],
      ['wasm', 'webgpu'],
    ] as const) {
      const report = valueOf(await run(VIDEO, { provider, packing }));
      expect(report).toMatchObject({ judge: { provider }, slowfast: { backend: packing } });
      expect(report.slowfast.frames).toEqual(reference.slowfast.frames);
      expect(report.windows).toEqual(reference.windows);
      for (const [index, { id, score }] of reference.dimensions.entries()) {
        const other = report.dimensions[index]!.score;
        if (score === null) expect(other).toBeNull();
        else expect(Math.abs(other! - score), `${id} on ${provider} and ${packing}`).toBeLessThan(1e-3);
      }
    }
  });

  test('gives the same bits twice on the GPU', async () => {
    const run = scorer();
    const options: ScoreOptions = { provider: 'webgpu', packing: 'webgpu', explain: true };
    const first = valueOf(await run(VIDEO, options));
    expect({ ...valueOf(await run(VIDEO, options)), timings: first.timings }).toEqual(first);
  });

  test('packs on the GPU by default where the judge runs there', async () => {
    const gpu = valueOf(await openGpu(navigator.gpu));
    const run = scorer(async () => ok({ ...gpu, software: false }));
    const report = valueOf(await run({ sampledFrames: 8 }, {}));
    expect(report).toMatchObject({ judge: { provider: 'webgpu' }, slowfast: { backend: 'webgpu' } });
    expect(report.slowfast.reason).toContain('without leaving the GPU');
  });

  test('ends with gpu-lost when the device is lost, and does not hang', async () => {
    const gpu = valueOf(await openGpu(navigator.gpu));
    const run = scorer(async () => ok(gpu));
    valueOf(await run({ sampledFrames: 8 }, { provider: 'webgpu', packing: 'webgpu' }));
    const onSample = (index: number): void => (index === 20 ? gpu.device.destroy() : undefined);
    const lost = await run({ sampledFrames: 80, onSample }, { provider: 'webgpu', packing: 'webgpu' });
    expect(lost).toMatchObject({ ok: false, error: { code: 'gpu-lost' } });
  });
});
