import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScoreOutcome, ScoreReport } from '../../src/scoring/report';
import { isFailure } from '../../src/scoring/report';
import { dataFolder } from '../fixtures/data';
import type { Run } from '../fixtures/score-command';
import { runScore } from '../fixtures/score-command';
import { makeTinyPack } from '../fixtures/tiny-pack';
import { SAMPLE } from './page-driver';

const score = (...words: string[]): Promise<Run> => runScore(words);

/** Two clips of six minutes in 1080p would take the rest of the test's time. */
const TOO_LONG = /^ax_long_/;

const data = dataFolder();
const good = data === undefined ? undefined : join(data, 'ingest', 'good');
const clips = good === undefined ? [] : readdirSync(good).filter((name) => !TOO_LONG.test(name));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'score-'));
  await mkdir(join(folder, 'tiny'));
  for (const [name, bytes] of await makeTinyPack()) await writeFile(join(folder, 'tiny', name), bytes);
  await writeFile(join(folder, 'empty.mp4'), '');
  await writeFile(join(folder, 'letter.mp4'), 'Dear all, this is no video.');
});
afterAll(() => rm(folder, { recursive: true }));

async function outcomesOf(path: string): Promise<ScoreOutcome[]> {
  return JSON.parse(await readFile(path, 'utf8')) as ScoreOutcome[];
}

function withoutTimings(outcome: ScoreOutcome): unknown {
  return isFailure(outcome) ? outcome : { ...outcome, timings: undefined };
}

async function expectValid(outcomes: unknown): Promise<void> {
  const schema = JSON.parse(await readFile('public/schema/score-report.v2.json', 'utf8')) as Record<string, unknown>;
  const validate = new Ajv({ strict: false }).compile(schema);
  expect(validate(outcomes), JSON.stringify(validate.errors)).toBe(true);
}

describe('the score command', () => {
  test('scores with the shipped model, explains, and prints a table a profile', async () => {
    const run = await score(SAMPLE, '--explain');
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toMatch(/UltraVQA: judges any video/);
    expect(run.stdout).toMatch(/Q-Save: judges generated video/);
    expect(run.stdout).toMatch(/needs a text model/);
    expect(run.stdout).toMatch(/\d+ of \d+/);
    expect(run.stdout).toMatch(/Rationales\n.*motion quality: /);
    expect(run.stdout).toMatch(/on wasm: /);
  });

  test('reports bad files among good ones in the order given, and exits with 1', async () => {
    const json = join(folder, 'mixed.json');
    const files = [join(folder, 'empty.mp4'), SAMPLE, join(folder, 'letter.mp4'), join(folder, 'nowhere.mp4')];
    const run = await score(...files, '--model', join(folder, 'tiny'), '--json', json, '--profile', 'q-save');
    expect(run.code, run.stderr).toBe(1);
    const outcomes = await outcomesOf(json);
    await expectValid(outcomes);
    expect(outcomes.map(({ video }) => video)).toEqual(files);
    expect(outcomes.map((outcome) => (isFailure(outcome) ? outcome.error.code : 'scored'))).toEqual([
      'empty-file',
      'scored',
      'unknown-container',
      'unreadable-file',
    ]);
    for (const outcome of outcomes) {
      if (isFailure(outcome)) expect(run.stdout).toContain(outcome.error.message);
      else expect(outcome.dimensions.map(({ profile }) => profile)).toEqual(Array.from({ length: 4 }, () => 'q-save'));
    }
  });

  test('gives the same numbers twice, and reads rate and model from its options', async () => {
    const runs: unknown[] = [];
    for (const name of ['first.json', 'second.json']) {
      const json = join(folder, name);
      expect(await score(SAMPLE, '--model', join(folder, 'tiny'), '--fps', '4', '--json', json)).toMatchObject({
        code: 0,
      });
      const outcomes = await outcomesOf(json);
      expect(outcomes).toMatchObject([{ sampling: { ratePerSecond: 4 }, model: { name: 'tiny' } }]);
      runs.push(outcomes.map(withoutTimings));
    }
    expect(runs[0]).toEqual(runs[1]);
  });

  test('writes JSON to standard output for -, and nothing else', async () => {
    const { code, stdout } = await score(SAMPLE, '--model', join(folder, 'tiny'), '--json', '-');
    expect(code).toBe(0);
    await expectValid(JSON.parse(stdout));
  });

  test.each([
    { words: [], says: /missing required argument/ },
    { words: ['a.mp4', '--profile', 'vmaf'], says: /ultravqa, q-save, both/ },
    { words: ['a.mp4', '--fps', 'fast'], says: /must be a number/ },
    { words: ['a.mp4', '--fps', '0'], says: /sampling rate is 0/ },
    { words: ['a.mp4', '--speed', '2'], says: /unknown option/ },
  ])('refuses $words with exit code 2 and says why', async ({ words, says }) => {
    const run = await score(...words);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(says);
  });

  test('says in a sentence that a folder holds no model', async () => {
    const run = await score(SAMPLE, '--model', folder);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/manifest\.json could not be read from .* \[model-missing\]/);
  });
});

describe.skipIf(good === undefined)('real clips (skipped where the data folder is absent)', () => {
  test('all short good ones are scored, schema-valid, with their frames counted', { timeout: 600_000 }, async () => {
    const json = join(folder, 'good.json');
    const run = await score(...clips.map((name) => join(good!, name)), '--json', json);
    const outcomes = await outcomesOf(json);
    await expectValid(outcomes);
    expect(outcomes.filter(isFailure)).toEqual([]);
    expect(run.code).toBe(0);
    for (const { video, sampling, dimensions } of outcomes as ScoreReport[]) {
      expect(sampling.framesDecoded, video).toBe(sampling.framesExpected ?? sampling.framesDecoded);
      expect(sampling.missingFrames, video).toBe(0);
      expect(dimensions.filter(({ score }) => score !== null)).toHaveLength(8);
    }
  });
});
