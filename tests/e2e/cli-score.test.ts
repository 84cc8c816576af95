import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScoreOutcome } from '../../src/scoring/report';
import { isFailure } from '../../src/scoring/report';
import { dataFolder } from '../fixtures/data';
import { makeTinyPack } from '../fixtures/tiny-pack';
import { expectValid, expectWholeReports, outcomesOf, score } from './command-line';
import { SAMPLE } from './page-driver';

/** H.264, VP9 and a fragmented file. All other files: tests/long. */
const REAL = ['mdn_rabbit320.mp4', 'ax_bbb_vp9.mp4', 'ax_fragmented.mp4'];
const data = dataFolder();

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'score-'));
  await mkdir(join(folder, 'tiny'));
  for (const [name, bytes] of await makeTinyPack()) await writeFile(join(folder, 'tiny', name), bytes);
  await writeFile(join(folder, 'empty.mp4'), '');
  await writeFile(join(folder, 'letter.mp4'), 'Dear all, this is no video.');
});
afterAll(() => rm(folder, { recursive: true }));

function withoutTimings(outcome: ScoreOutcome): unknown {
  return isFailure(outcome) ? outcome : { ...outcome, timings: undefined };
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
      expect(outcomes).toMatchObject([{ sampling: { ratePerSecond: 4 }, judge: { kind: 'compact', name: 'tiny' } }]);
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

describe.skipIf(data === undefined)('real clips (skipped where the data folder is absent)', () => {
  test('of three kinds are scored, schema-valid, with their frames counted', () =>
    expectWholeReports(
      REAL.map((name) => join(data!, 'ingest', 'good', name)),
      join(folder, 'real.json'),
    ));
});
