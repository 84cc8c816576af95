import { beforeAll, describe, expect, test } from 'vitest';
import { ok } from '../../../../src/base/result';
import { nodePlatform } from '../../../../src/media/decode-node';
import { openFile } from '../../../../src/media/file-node';
import type { PlanarFrame } from '../../../../src/media/frame';
import { openVideo } from '../../../../src/media/open';
import type { OpenVideo } from '../../../../src/media/video';
import type { Degradation } from '../../../../src/scoring/degrade/degradation';
import { eachFrame } from '../../../../src/scoring/degrade/degradation';
import { degradedVideo } from '../../../../src/scoring/degrade/degraded-video';
import { droppedFrames } from '../../../../src/scoring/degrade/dropped-frames';
import type { TinyVideo } from '../../../fixtures/tiny-video';
import { tinyVideo } from '../../../fixtures/tiny-video';
import { walk } from '../../../fixtures/walk';

let clip: Blob;
beforeAll(async () => {
  const opened = await openFile('public/samples/lantern-lake.mp4');
  if (!opened.ok) throw new Error(opened.error.message);
  clip = opened.value;
});

async function sample(): Promise<OpenVideo> {
  const video = await openVideo(clip, { platform: nodePlatform });
  if (!video.ok) throw new Error(video.error.message);
  return video.value;
}

/** Changes nothing, sees every frame, and gives each back `delay` frames later, as a codec would. */
function unchanged(delay: number, seen: PlanarFrame[] = []): Degradation {
  const inside: PlanarFrame[] = [];
  return {
    everyFrame: true,
    push: (frame) => {
      seen.push(frame);
      inside.push(frame);
      return Promise.resolve(ok(inside.length > delay ? [inside.shift()!] : []));
    },
    end: () => Promise.resolve(ok(inside.splice(0))),
    close: () => undefined,
  };
}

describe('a degraded video', () => {
  test.each([0, 1, 7])('whose frames are left alone, %i frames late, is the video itself', async (delay) => {
    const plain = await walk(await sample());
    expect(await walk(degradedVideo(await sample(), () => unchanged(delay)))).toEqual(plain);
  });

  test('whose frames are changed one by one is walked at the same instants', async () => {
    const plain = await walk(await sample());
    expect(await walk(degradedVideo(await sample(), () => eachFrame((frame) => frame)))).toEqual(plain);
  });

  test('shows a degradation each decoded frame once, in order', async () => {
    const seen: PlanarFrame[] = [];
    const video = degradedVideo(await sample(), () => unchanged(0, seen));
    for await (const sample of video.sampledFrames({ ratePerSecond: 2 })) expect(sample.ok).toBe(true);
    // What comes after the last instant is shown by none.
    expect(seen.length).toBeGreaterThan(video.info.frameCount! - 3);
    const { frameRate = NaN } = video.info;
    expect(seen.map(({ timestamp }) => Math.round(timestamp * frameRate))).toEqual([...seen.keys()]);
  });

  test('starts anew with each walk', async () => {
    const video = degradedVideo(await sample(), () => droppedFrames('strong'));
    const first = await walk(video);
    expect(await walk(degradedVideo(await sample(), () => droppedFrames('strong')))).toEqual(first);
    expect(first.sampledFrames.some(({ frames: [shown, before] }) => shown!.hash === before?.hash)).toBe(true);
  });

  test('passes on a failure of sampling, one of the degradation, and a cancel', async () => {
    const failing: TinyVideo = { sampledFrames: 20, failAfter: 5 };
    const broken = await walk(degradedVideo(tinyVideo(failing), () => unchanged(2)));
    expect(broken.failure).toMatch(/damaged-file/);
    const refusing: Degradation = {
      ...unchanged(0),
      push: () => Promise.resolve({ ok: false, error: { code: 'unsupported-codec', message: 'No encoder.' } }),
    };
    expect((await walk(degradedVideo(tinyVideo({ sampledFrames: 20 }), () => refusing))).failure).toMatch(/No encoder/);
  });

  test('degrades each frame once, however many sampled frames show it', async () => {
    let made = 0;
    const degradation = eachFrame((frame) => {
      made++;
      return { ...frame };
    });
    const video = degradedVideo(await sample(), () => degradation);
    for await (const sample of video.sampledFrames({ ratePerSecond: 24 })) expect(sample.ok).toBe(true);
    expect(made).toBe(video.info.frameCount);
  });
});
