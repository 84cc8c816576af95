import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import { afterAll, describe, expect, test } from 'vitest';
import type { Result } from '../../../src/base/result';
import { fail, ok } from '../../../src/base/result';
import type { OpenVideo } from '../../../src/media/video';
import { nodeOrt } from '../../../src/judges/runtime/runtime-node';
import { parseRationale } from '../../../src/quality/rationale';
import type { RationaleWords } from '../../../src/judges/judge';
import { createCompactJudges } from '../../../src/judges/compact/judges';
import type { ScoreOptions } from '../../../src/scoring/options';
import type { Progress, Thumbnail } from '../../../src/scoring/progress';
import type { ScoreReport } from '../../../src/scoring/report';
import type { ScoreCalls, ScoreDeps } from '../../../src/scoring/score';
import { score } from '../../../src/scoring/score';
import { createCpuPacker } from '../../../src/slowfast/cpu/packer';
import { makeTinyPack, sourceOf } from '../../fixtures/tiny-pack';
import type { TinyVideo } from '../../fixtures/tiny-video';
import { tinyVideo } from '../../fixtures/tiny-video';

const judges = createCompactJudges({
  source: sourceOf(await makeTinyPack()),
  loader: nodeOrt,
  openGpu: async () => fail('no-webgpu', 'There is no GPU in this test.'),
});
afterAll(() => judges.dispose());

function deps(video: Result<OpenVideo>): ScoreDeps {
  return {
    judges,
    packers: { cpu: createCpuPacker, webgpu: async () => fail('no-webgpu', 'There is no GPU in this test.') },
    openVideo: async () => video,
    now: () => performance.now(),
  };
}

function run(video: TinyVideo, options: ScoreOptions = {}, calls: ScoreCalls = {}): Promise<Result<ScoreReport>> {
  return score(new Blob([]), 'tiny.mp4', options, deps(ok(tinyVideo(video))), calls);
}

async function reportOf(video: TinyVideo, options: ScoreOptions = {}, calls: ScoreCalls = {}): Promise<ScoreReport> {
  const result = await run(video, options, calls);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('a score report', () => {
  test('has every dimension of the asked profiles; text alignment is unavailable', async () => {
    const both = await reportOf({ sampledFrames: 40 });
    expect(both.dimensions).toHaveLength(9);
    expect(both.dimensions.filter(({ score }) => score === null)).toMatchObject([
      { id: 'text-alignment', rating: null, spread: null, probabilities: [], unavailable: 'needs a text model' },
    ]);
    for (const { id, score, probabilities, levels, windowScores } of both.dimensions) {
      if (score === null) continue;
      expect(score, id).toBeGreaterThanOrEqual(1);
      expect(score, id).toBeLessThanOrEqual(5);
      expect(probabilities).toHaveLength(levels.length);
      expect(windowScores).toHaveLength(2);
    }
    const one = await reportOf({ sampledFrames: 40 }, { profile: 'q-save' });
    expect(new Set(one.dimensions.map(({ profile }) => profile))).toEqual(new Set(['q-save']));
    expect(one.dimensions).toEqual(both.dimensions.slice(5));
  });

  test('weights each window by its number of sampled frames', async () => {
    const { windows, dimensions } = await reportOf({ sampledFrames: 40 });
    expect(windows.map(({ sampledFrames }) => sampledFrames)).toEqual([32, 8]);
    for (const { score, windowScores } of dimensions) {
      if (score === null) continue;
      expect(score).toBeCloseTo((32 * windowScores[0]! + 8 * windowScores[1]!) / 40, 9);
    }
  });

  test('records the pathway of each sampled frame, and counts them', async () => {
    const { slowfast } = await reportOf({ sampledFrames: 40, cutEvery: 16 });
    expect(slowfast.frames.map(({ index }) => index)).toEqual(Array.from({ length: 40 }, (_, index) => index));
    expect(slowfast.frames[0]!.pathway).toBe('slow');
    expect(slowfast.slowFrames + slowfast.fastFrames).toBe(40);
    expect(slowfast.frames.filter(({ pathway }) => pathway === 'slow')).toHaveLength(slowfast.slowFrames);
    expect(slowfast).toMatchObject({ backend: 'cpu', reason: expect.stringContaining('no GPU in this test') });
  });

  test('is the same in two runs, except for its timings', async () => {
    const video = { sampledFrames: 50 };
    const [first, second] = [await reportOf(video, { explain: true }), await reportOf(video, { explain: true })];
    expect({ ...first, timings: undefined }).toEqual({ ...second, timings: undefined });
  });

  test('has rationales from the window nearest to the score when asked to explain', async () => {
    const { dimensions } = await reportOf({ sampledFrames: 40 }, { explain: true });
    for (const { rationale, score, windowScores } of dimensions) {
      if (score === null) continue;
      const distances = windowScores.map((windowScore) => Math.abs(windowScore - score));
      expect(rationale!.window).toBe(distances.indexOf(Math.min(...distances)));
      expect(parseRationale(rationale!.words.slice(1))).toBeDefined();
      expect(rationale!.text.length).toBeGreaterThan(5);
    }
    const plain = await reportOf({ sampledFrames: 40 });
    expect(plain.dimensions.every(({ rationale }) => rationale === undefined)).toBe(true);
  });

  test('has the warnings of sampling, and warns of settings that the judge was not trained with', async () => {
    const odd = await reportOf({ sampledFrames: 3, warnings: ['The file ends early.'] }, { ratePerSecond: 2 });
    expect(odd.warnings).toContain('The file ends early.');
    expect(odd.warnings.join(' ')).toMatch(/trained at 8/);
    expect(odd.warnings.join(' ')).toMatch(/very short/);
    const moved = await reportOf({ sampledFrames: 9 }, { slowfast: { frameSimilarity: 0.5 } });
    expect(moved.warnings.join(' ')).toMatch(/other thresholds/);
    expect((await reportOf({ sampledFrames: 9 })).warnings).toEqual([]);
  });
});

describe('the published JSON Schema', () => {
  const schema = JSON.parse(readFileSync('public/schema/score-report.v2.json', 'utf8')) as Record<string, unknown>;
  const validate = new Ajv2020({ allErrors: true }).compile(schema);
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

  test('accepts reports, failures, and arrays of both', async () => {
    const report = plain(await reportOf({ sampledFrames: 40 }, { explain: true }));
    const failure = { video: 'a.mp4', error: { code: 'empty-file', message: 'It is empty.' } };
    for (const json of [report, failure, [report, failure], []]) {
      expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  test('rejects a missing field, an extra field, and an unknown error code', async () => {
    const report = plain(await reportOf({ sampledFrames: 8 })) as Record<string, unknown>;
    // A judge may report no artifacts.
    for (const key of Object.keys(report).filter((name) => name !== 'artifacts')) {
      const { [key]: _left, ...rest } = report;
      expect(validate(rest), key).toBe(false);
    }
    expect(validate({ ...report, extra: 'field' })).toBe(false);
    expect(validate({ video: 'a.mp4', error: { code: 'oops', message: '' } })).toBe(false);
  });
});

describe('a scoring that fails', () => {
  test('returns the failure of opening the file', async () => {
    const closed = await score(new Blob([]), 'a', {}, deps(fail('empty-file', 'The file is empty.')));
    expect(closed).toEqual(fail('empty-file', 'The file is empty.'));
  });

  test('returns the failure of sampling', async () => {
    expect(await run({ sampledFrames: 40, failAfter: 35 })).toMatchObject({
      ok: false,
      error: { code: 'damaged-file' },
    });
  });

  test('is cancelled by its signal; the next scoring works', async () => {
    const stop = new AbortController();
    const onSample = (index: number): void => (index === 5 ? stop.abort() : undefined);
    const cancelled = await run({ sampledFrames: 40, onSample }, {}, { signal: stop.signal });
    expect(cancelled).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await run({ sampledFrames: 8 })).toMatchObject({ ok: true });
  });

  test('returns an exception as the failure `internal`', async () => {
    const onSample = (): void => {
      throw new Error('boom');
    };
    const failed = await run({ sampledFrames: 4, onSample });
    expect(failed).toMatchObject({ ok: false, error: { code: 'internal', message: expect.stringContaining('boom') } });
  });

  test.each([
    { options: { ratePerSecond: 0 }, names: 'sampling rate' },
    { options: { ratePerSecond: Number.NaN }, names: 'sampling rate' },
    { options: { slowfast: { patchCosine: 1.5 } }, names: 'patch cosine' },
    { options: { slowfast: { lumaDifference: -1 } }, names: 'luma difference' },
    { options: { profile: 'vmaf' as 'both' }, names: 'ultravqa, q-save, both' },
    { options: { provider: 'cuda' as 'auto' }, names: 'auto, wasm, webgpu' },
  ])('names the wrong option: $names', async ({ options, names }) => {
    const refused = await run({ sampledFrames: 8 }, options);
    expect(refused).toMatchObject({ ok: false, error: { code: 'invalid-option' } });
    expect(!refused.ok && refused.error.message).toContain(names);
  });

  test('fails with no-webgpu when the GPU is forced and there is none', async () => {
    for (const options of [{ provider: 'webgpu' }, { packing: 'webgpu' }] as const) {
      expect(await run({ sampledFrames: 8 }, options)).toMatchObject({ ok: false, error: { code: 'no-webgpu' } });
    }
  });
});

describe('while a scoring runs', () => {
  test('progress reports the stages in order and ends with all frames', async () => {
    const seen: Progress[] = [];
    await reportOf({ sampledFrames: 40 }, {}, { onProgress: (progress) => seen.push(progress) });
    expect([...new Set(seen.map(({ stage }) => stage))]).toEqual([
      'opening',
      'loading-model',
      'sampling',
      'judging',
      'done',
    ]);
    expect(seen.at(-1)).toMatchObject({ stage: 'done', framesDone: 120, framesTotal: 120 });
  });

  test('the words of a rationale arrive one after the other and end as in the report', async () => {
    const seen: (readonly RationaleWords[])[] = [];
    const stages = new Set<string>();
    const { dimensions } = await reportOf(
      { sampledFrames: 40 },
      { explain: true },
      { onWords: (rationales) => seen.push(rationales), onProgress: ({ stage }) => stages.add(stage) },
    );
    expect([...stages].slice(-2)).toEqual(['explaining', 'done']);
    for (const { id, rationale } of dimensions) {
      if (rationale === undefined) continue;
      const steps = seen.flatMap((rationales) => rationales.filter((each) => each.id === id));
      const lengths = steps.map(({ words }) => words.length);
      expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
      expect(steps[0]!.words).toEqual(rationale.words.slice(0, 2));
      expect(steps.at(-1)!.words).toEqual(rationale.words);
    }
  });

  test('a cancel between two words ends the scoring', async () => {
    const stop = new AbortController();
    const onWords = (): void => stop.abort();
    const cancelled = await run({ sampledFrames: 8 }, { explain: true }, { signal: stop.signal, onWords });
    expect(cancelled).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await run({ sampledFrames: 8 }, { explain: true })).toMatchObject({ ok: true });
  });

  test('every sampled frame gives a thumbnail', async () => {
    const seen: Thumbnail[] = [];
    await reportOf({ sampledFrames: 10 }, {}, { onThumbnail: (thumbnail) => seen.push(thumbnail) });
    expect(seen.map(({ index }) => index)).toEqual(Array.from({ length: 10 }, (_, index) => index));
    for (const { width, height, rgba } of seen) expect(rgba).toHaveLength(4 * width * height);
  });
});
