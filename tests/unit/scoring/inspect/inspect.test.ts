import { afterAll, describe, expect, test } from 'vitest';
import { defined } from '../../../../src/base/assert';
import type { Result } from '../../../../src/base/result';
import { fail, ok } from '../../../../src/base/result';
import { nodeOrt } from '../../../../src/judges/runtime/runtime-node';
import { inspect } from '../../../../src/scoring/inspect/inspect';
import type { InspectCalls } from '../../../../src/scoring/inspect/inspect';
import type { InspectRequest, Inspection } from '../../../../src/scoring/inspect/inspection';
import { createCompactJudges } from '../../../../src/judges/compact/judges';
import type { ScoreOptions } from '../../../../src/scoring/options';
import type { Progress } from '../../../../src/scoring/progress';
import type { ScoreDeps } from '../../../../src/scoring/score';
import { score } from '../../../../src/scoring/score';
import { createCpuPacker } from '../../../../src/slowfast/cpu/packer';
import { makeTinyPack, sourceOf } from '../../../fixtures/tiny-pack';
import type { TinyVideo } from '../../../fixtures/tiny-video';
import { tinyVideo } from '../../../fixtures/tiny-video';

const judges = createCompactJudges({
  source: sourceOf(await makeTinyPack()),
  loader: nodeOrt,
  openGpu: async () => fail('no-webgpu', 'There is no GPU in this test.'),
});
afterAll(() => judges.dispose());

function deps(video: TinyVideo): ScoreDeps {
  return {
    judges,
    packers: { cpu: createCpuPacker, webgpu: async () => fail('no-webgpu', 'There is no GPU in this test.') },
    openVideo: async () => ok(tinyVideo(video)),
    now: () => performance.now(),
  };
}

const FILE = new Blob([]);
const WINDOWS: InspectRequest = { kind: 'windows', sampledFrames: 8, step: 4 };
const OCCLUSION: InspectRequest = { kind: 'occlusion', sampledFrames: 8 };

function run(video: TinyVideo, request: InspectRequest, options: ScoreOptions = {}, calls: InspectCalls = {}) {
  return inspect(FILE, options, request, deps(video), calls);
}

async function found<K extends Inspection['kind']>(
  kind: K,
  asked: Promise<Result<Inspection>>,
): Promise<Extract<Inspection, { kind: K }>> {
  const result = await asked;
  if (!result.ok) throw new Error(result.error.message);
  if (result.value.kind !== kind) throw new Error(`asked for ${kind}, got ${result.value.kind}`);
  return result.value as Extract<Inspection, { kind: K }>;
}

describe('windows scored on their own', () => {
  test('start every half a window and cover every sampled frame', async () => {
    const { windows } = await found('windows', run({ sampledFrames: 24 }, WINDOWS));
    expect(windows.map(({ first, count }) => [first, count])).toEqual([
      [0, 8],
      [4, 8],
      [8, 8],
      [12, 8],
      [16, 8],
    ]);
    expect(windows.map(({ start, end }) => [start, end])[1]).toEqual([0.5, 11 / 8]);
  });

  test.each([1, 3, 7, 9, 11, 15, 22])('cover all of %i sampled frames, with at most one shorter window', async (n) => {
    const { windows } = await found('windows', run({ sampledFrames: n }, WINDOWS));
    const covered = new Set(windows.flatMap(({ first, count }) => Array.from({ length: count }, (_, i) => first + i)));
    expect([...covered].toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
    expect(windows.filter(({ count }) => count < 8).length).toBeLessThanOrEqual(1);
  });

  test('have the score that the same frames get as a clip', async () => {
    // The first eight sampled frames as a clip have the same predecessors as in the window.
    const whole = await found('windows', run({ sampledFrames: 20 }, WINDOWS));
    const alone = await score(FILE, 'a', {}, deps({ sampledFrames: 8 }));
    if (!alone.ok) throw new Error(alone.error.message);
    for (const { id, score: expected } of alone.value.dimensions) {
      if (expected !== null) expect(whole.windows[0]!.scores[id], id).toBeCloseTo(expected, 6);
    }
  });

  test('have the pathways of the whole clip, in every cut', async () => {
    // Frame 12 starts a window of the other cut in the middle of a scene: as a clip's first frame it would be slow.
    const video: TinyVideo = { sampledFrames: 24, cutEvery: 10 };
    const windows = await found('windows', run(video, WINDOWS));
    const alone = await found('windows', run({ sampledFrames: 24, cutEvery: 4 }, WINDOWS));
    expect(windows.windows.map(({ scores }) => scores)).not.toEqual(alone.windows.map(({ scores }) => scores));
    const again = await found('windows', run(video, WINDOWS));
    expect(again).toEqual(windows);
  });

  test('score only the dimensions of the asked profile', async () => {
    const { windows } = await found('windows', run({ sampledFrames: 8 }, WINDOWS, { profile: 'q-save' }));
    expect(Object.keys(windows[0]!.scores)).toEqual(['visual-quality', 'dynamic-quality', 'overall-quality']);
  });
});

describe('patch maps', () => {
  test('state which slow frame each sampled frame was compared with, as in the report', async () => {
    const video: TinyVideo = { sampledFrames: 24, cutEvery: 10 };
    const { maps } = await found('patches', run(video, { kind: 'patches' }));
    const report = await score(FILE, 'a', {}, deps(video));
    if (!report.ok) throw new Error(report.error.message);
    const { frames } = report.value.slowfast;
    expect(maps).toHaveLength(frames.length);
    expect(maps[0]).toBeUndefined();
    let slow = 0;
    frames.forEach((frame, place) => {
      if (place === 0) return;
      const map = defined(maps[place], 'the map of a later frame');
      expect(map.reference).toBe(slow);
      const counted = [...map.values].filter((value) => !Number.isNaN(value));
      expect(counted.filter((value) => value > 0.7).length / counted.length).toBeCloseTo(frame.similarity, 6);
      if (frame.pathway === 'slow') slow = place;
    });
  });

  test('have luma differences when that is the measure', async () => {
    const options: ScoreOptions = { slowfast: { measure: 'luma', lumaDifference: 9 } };
    const patches = await found('patches', run({ sampledFrames: 12, cutEvery: 6 }, { kind: 'patches' }, options));
    expect(patches).toMatchObject({ measure: 'luma', threshold: 9 });
    expect(Math.max(...defined(patches.maps[6], 'the map of a cut').values)).toBeGreaterThan(9);
  });

  test('need no judge', async () => {
    const withoutJudge = {
      ...deps({ sampledFrames: 3 }),
      judges: { ...judges, open: async () => fail('model-invalid', 'None.') },
    };
    expect(await inspect(FILE, {}, { kind: 'patches' }, withoutJudge)).toMatchObject({ ok: true });
  });
});

describe('occlusion', () => {
  test('gives a change for each region and sampled frame of each window, in every dimension', async () => {
    const { columns, rows, windows } = await found('occlusion', run({ sampledFrames: 12 }, OCCLUSION));
    expect(windows.map(({ first, count }) => [first, count])).toEqual([
      [0, 8],
      [8, 4],
    ]);
    for (const window of windows) {
      for (const changes of Object.values(window.regions)) expect(changes).toHaveLength(columns * rows);
      for (const changes of Object.values(window.frames)) expect(changes).toHaveLength(window.count);
      expect(window.artifacts.length).toBeGreaterThan(0);
      for (const { probability, regions, frames } of window.artifacts) {
        expect([regions.length, frames.length]).toEqual([columns * rows, window.count]);
        for (const change of [...regions, ...frames]) {
          expect(probability + change).toBeGreaterThanOrEqual(0);
          expect(probability + change).toBeLessThanOrEqual(1);
        }
      }
    }
  });

  test('measures from the score of the window on its own', async () => {
    const occluded = await found('occlusion', run({ sampledFrames: 8 }, OCCLUSION));
    const { windows } = await found('windows', run({ sampledFrames: 8 }, WINDOWS));
    for (const [id, value] of Object.entries(windows[0]!.scores)) {
      expect(occluded.windows[0]!.scores[id as keyof object]).toBeCloseTo(value, 9);
    }
  });

  test('gives the same twice, so it restores the tokens', async () => {
    const first = await found('occlusion', run({ sampledFrames: 16 }, OCCLUSION));
    expect(await found('occlusion', run({ sampledFrames: 16 }, OCCLUSION))).toEqual(first);
  });

  test('reports progress between two frames', async () => {
    const seen: Progress[] = [];
    await found(
      'occlusion',
      run({ sampledFrames: 8 }, OCCLUSION, {}, { onProgress: (progress) => seen.push(progress) }),
    );
    expect(seen.map(({ stage }) => stage)).toContain('sampling');
    expect(seen.at(-1)!.stage).toBe('done');
  });
});

describe('an inspection that fails', () => {
  test.each([WINDOWS, OCCLUSION, { kind: 'patches' }] as const)(
    'returns the failure of sampling ($kind)',
    async (request) => {
      expect(await run({ sampledFrames: 40, failAfter: 13 }, request)).toMatchObject({
        error: { code: 'damaged-file' },
      });
    },
  );

  test.each([WINDOWS, OCCLUSION, { kind: 'patches' }] as const)(
    'is cancelled by its signal ($kind)',
    async (request) => {
      const stop = new AbortController();
      const onSample = (index: number): void => (index === 9 ? stop.abort() : undefined);
      const cancelled = await run({ sampledFrames: 40, onSample }, request, {}, { signal: stop.signal });
      expect(cancelled).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    },
  );

  test('rejects options that score() rejects', async () => {
    expect(await run({ sampledFrames: 4 }, WINDOWS, { ratePerSecond: 0 })).toMatchObject({
      error: { code: 'invalid-option' },
    });
  });
});
