import { afterAll, describe, expect, test } from 'vitest';
import type { Result } from '../../../src/base/result';
import { ok } from '../../../src/base/result';
import type { Gpu } from '../../../src/gpu/device';
import { openGpu } from '../../../src/gpu/device';
import { webOrt } from '../../../src/judges/runtime/runtime-web';
import { inspect } from '../../../src/scoring/inspect/inspect';
import type { Inspection, InspectRequest, WindowCurve } from '../../../src/scoring/inspect/inspection';
import type { Judges } from '../../../src/judges/judge';
import { createCompactJudges } from '../../../src/judges/compact/judges';
import type { ScoreOptions } from '../../../src/scoring/options';
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
function inspector(open: () => Promise<Result<Gpu>> = () => openGpu(navigator.gpu)) {
  const judges = createCompactJudges({ source: sourceOf(files), loader: webOrt, openGpu: open });
  opened.push(judges);
  return (video: TinyVideo, options: ScoreOptions): Promise<Result<Inspection>> =>
    inspect(new Blob([]), options, WINDOWS, {
      judges,
      packers: { cpu: createCpuPacker, webgpu: (slowfast, { device }) => createGpuPacker(device, slowfast) },
      openVideo: async () => ok(tinyVideo(video)),
      now: () => performance.now(),
    });
}

/** Three ways to cut the clip: two packers end their first window early. */
const WINDOWS: InspectRequest = { kind: 'windows', sampledFrames: 6, step: 2 };
/** Ends between two windows; some windows hold no slow frame, some several. */
const VIDEO: TinyVideo = { sampledFrames: 13, cutEvery: 8 };

function curveOf(result: Result<Inspection>): WindowCurve {
  if (!result.ok) throw new Error(result.error.message);
  if (result.value.kind !== 'windows') throw new Error('asked for windows');
  return result.value;
}

describe('windows scored on their own', () => {
  test('are the same on each combination of GPU and CPU, within 1e-3 of a score', async () => {
    const run = inspector();
    const reference = curveOf(await run(VIDEO, { provider: 'wasm', packing: 'cpu' }));
    expect(reference.windows.map(({ first, count }) => [first, count])).toEqual([
      ...[0, 2, 4, 6].map((first) => [first, 6]),
      [8, 5],
    ]);
    for (const [provider, packing] of [
      ['webgpu', 'webgpu'],
      ['wasm', 'webgpu'],
    ] as const) {
      const { windows } = curveOf(await run(VIDEO, { provider, packing }));
      expect(windows.map(({ first, start, end }) => [first, start, end])).toEqual(
        reference.windows.map(({ first, start, end }) => [first, start, end]),
      );
      reference.windows.forEach(({ scores }, i) => {
        const others = new Map(Object.entries(windows[i]!.scores));
        for (const [id, score] of Object.entries(scores)) {
          expect(Math.abs(others.get(id)! - score), `${id} of window ${i} on ${provider}`).toBeLessThan(1e-3);
        }
      });
    }
  });

  test('have the same bits twice on the GPU', async () => {
    const run = inspector();
    const options: ScoreOptions = { provider: 'webgpu', packing: 'webgpu' };
    expect(curveOf(await run(VIDEO, options))).toEqual(curveOf(await run(VIDEO, options)));
  });

  test('end with gpu-lost when the device is lost between two windows, and do not hang', async () => {
    const gpu = await openGpu(navigator.gpu);
    if (!gpu.ok) throw new Error(gpu.error.message);
    const run = inspector(async () => gpu);
    const onSample = (index: number): void => (index === 9 ? gpu.value.device.destroy() : undefined);
    const lost = await run({ ...VIDEO, onSample }, { provider: 'webgpu', packing: 'webgpu' });
    expect(lost).toMatchObject({ ok: false, error: { code: 'gpu-lost' } });
  });
});
