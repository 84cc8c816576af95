import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fail } from '../../../../src/base/result';
import { nodePlatform } from '../../../../src/media/decode-node';
import { openFile } from '../../../../src/media/file-node';
import { openVideo } from '../../../../src/media/open';
import { nodeOrt } from '../../../../src/judges/runtime/runtime-node';
import { createMeter } from '../../../../src/scoring/meter';
import { createCompactJudges } from '../../../../src/judges/compact/judges';
import type { ScoreOptions } from '../../../../src/scoring/options';
import type { Comparisons } from '../../../../src/scoring/reclassify/comparisons';
import { gatherComparisons } from '../../../../src/scoring/reclassify/comparisons';
import { createFrameKeeper } from '../../../../src/scoring/reclassify/kept-frames';
import { strideOf } from '../../../../src/scoring/reclassify/reclassification';
import { reclassify } from '../../../../src/scoring/reclassify/reclassify';
import { createCachedSums } from '../../../../src/scoring/reclassify/cached-sums';
import type { ScoreReport } from '../../../../src/scoring/report';
import type { ScoreDeps } from '../../../../src/scoring/score';
import { score } from '../../../../src/scoring/score';
import { createCpuPacker } from '../../../../src/slowfast/cpu/packer';
import { makeTinyPack, sourceOf } from '../../../fixtures/tiny-pack';

const judges = createCompactJudges({
  source: sourceOf(await makeTinyPack()),
  loader: nodeOrt,
  openGpu: async () => fail('no-webgpu', 'There is no GPU in this test.'),
});
const deps: ScoreDeps = {
  judges,
  packers: { cpu: createCpuPacker, webgpu: async () => fail('no-webgpu', 'There is no GPU in this test.') },
  openVideo: (file) => openVideo(file, { platform: nodePlatform }),
  now: () => performance.now(),
};
afterAll(() => judges.dispose());

/** The page's own sample: 3.5 s with a cut, a pan and a still stretch. */
let clip: Blob;
let kept: Comparisons;

async function gather(ratePerSecond: number, mostBytes?: number): Promise<Comparisons> {
  const video = await deps.openVideo(clip);
  if (!video.ok) throw new Error(video.error.message);
  const meter = createMeter(undefined, () => deps.now());
  const gathered = await gatherComparisons({ video: video.value, ratePerSecond, meter, signal: undefined, mostBytes });
  video.value.close();
  if (!gathered.ok) throw new Error(gathered.error.message);
  return gathered.value;
}

async function reportOf(options: ScoreOptions): Promise<ScoreReport> {
  const scored = await score(clip, 'clip.mp4', options, deps);
  if (!scored.ok) throw new Error(scored.error.message);
  return scored.value;
}

beforeAll(async () => {
  const opened = await openFile('public/samples/lantern-lake.mp4');
  if (!opened.ok) throw new Error(opened.error.message);
  clip = opened.value;
  kept = await gather(8);
});

describe('reclassify', () => {
  const cases: readonly ScoreOptions[] = [
    { ratePerSecond: 8 },
    { ratePerSecond: 8, slowfast: { frameSimilarity: 0.99, patchCosine: 0.99 } },
    { ratePerSecond: 8, slowfast: { measure: 'luma', lumaDifference: 5 } },
    { ratePerSecond: 4, slowfast: { patchCosine: 0.97 } },
    { ratePerSecond: 2 },
    { ratePerSecond: 1, slowfast: { frameSimilarity: 0.3 } },
  ];

  test.each(cases)('gives the pathways and the windows of a full scoring: %j', async (options) => {
    const report = await reportOf(options);
    const reclassified = reclassify(kept, {
      options: report.slowfast.options,
      ratePerSecond: report.sampling.ratePerSecond,
    });
    expect(reclassified.frames).toEqual(report.slowfast.frames);
    expect(
      reclassified.windows.map(({ slowFrames, fastFrames, ...window }) => ({
        ...window,
        sampledFrames: slowFrames + fastFrames,
      })),
    ).toEqual(report.windows);
  });

  test('gives the same with a cache as without', async () => {
    const { options } = (await reportOf({})).slowfast;
    const first = reclassify(kept, { options, ratePerSecond: 8 });
    const cached = createCachedSums();
    for (const change of [{ frameSimilarity: 1 }, { patchCosine: 0.99 }, { measure: 'luma' } as const, {}]) {
      const request = { options: { ...options, ...change }, ratePerSecond: 8 };
      expect(reclassify(kept, request, cached)).toEqual(reclassify(kept, request));
    }
    expect(reclassify(kept, { options, ratePerSecond: 8 }, cached)).toEqual(first);
  });
});

describe('comparison frames', () => {
  test('take at most 0.8 MB a sampled frame, and repeated frames take nothing', () => {
    expect(kept.whole).toBe(true);
    expect(kept.bytes / kept.sampledFrames.length).toBeLessThanOrEqual(256 * (784 + 1) * 4);
    const distinct = new Set(kept.sampledFrames.map(({ frame }) => frame));
    expect(distinct.size).toBe(kept.sampledFrames.filter(({ duplicate }) => !duplicate).length);
  });

  test('are those of the beginning where the clip is too long for the memory', async () => {
    const each = kept.bytes / kept.sampledFrames.length;
    const some = await gather(8, 5.5 * each);
    expect(some.whole).toBe(false);
    expect(some.sampledFrames.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('the frame keeper', () => {
  test('answers only for the clip that it keeps', async () => {
    const keeper = createFrameKeeper(deps);
    const { options } = (await reportOf({})).slowfast;
    const first = await keeper.keep(clip, { ratePerSecond: 8 }, {});
    if (!first.ok) throw new Error(first.error.message);
    expect(first.value).toMatchObject({ sampledFrames: kept.sampledFrames.length, whole: true, bytes: kept.bytes });
    expect(keeper.reclassify(first.value.id, { options, ratePerSecond: 8 })?.frames).toHaveLength(
      kept.sampledFrames.length,
    );
    const second = await keeper.keep(clip, { ratePerSecond: 2 }, {});
    expect(second.ok && keeper.reclassify(second.value.id, { options, ratePerSecond: 2 })).toBeTruthy();
    expect(keeper.reclassify(first.value.id, { options, ratePerSecond: 8 })).toBeUndefined();
    keeper.clear();
    expect(second.ok && keeper.reclassify(second.value.id, { options, ratePerSecond: 2 })).toBeUndefined();
  });

  test('returns the failure of reading a clip', async () => {
    const keeper = createFrameKeeper(deps);
    expect(await keeper.keep(new Blob([]), {}, {})).toMatchObject({ ok: false, error: { code: 'empty-file' } });
    expect(await keeper.keep(clip, { ratePerSecond: 0 }, {})).toMatchObject({ error: { code: 'invalid-option' } });
    const stop = AbortSignal.abort();
    expect(await keeper.keep(clip, {}, { signal: stop })).toMatchObject({ error: { code: 'cancelled' } });
  });
});

test('a rate is possible when it divides the sampled one', () => {
  expect([8, 4, 2, 1, 16, 3].map((rate) => strideOf(8, rate))).toEqual([1, 2, 4, 8, undefined, undefined]);
});
