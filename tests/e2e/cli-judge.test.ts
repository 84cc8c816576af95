import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScoreReport } from '../../src/scoring/report';
import { expectValid, outcomesOf, score } from './command-line';
import { SAMPLE } from './page-driver';

/** A random-weight model (scripts/reference/vlm): it judges nothing, but computes everything. */
const MODEL = 'tests/fixtures/vlm/qwen3-vl';
const FOX = 'A red fox runs across fresh snow.';
const BOAT = 'A boat on a lake at night, seen from above.';

let folder = '';
let clip = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'judge-'));
  clip = join(folder, 'clip.mp4');
  await copyFile(SAMPLE, clip);
});
afterAll(() => rm(folder, { recursive: true }));

/** Scores the clip for generated video at 2 frames/s, which is enough to see the plumbing. */
async function reportWith(...words: string[]): Promise<ScoreReport> {
  const json = join(folder, 'out.json');
  const run = await score(clip, '--judge', MODEL, '--profile', 'q-save', '--fps', '2', '--json', json, ...words);
  expect(run.code, run.stderr + run.stdout).toBe(0);
  const outcomes = await outcomesOf(json);
  await expectValid(outcomes);
  return outcomes[0] as ScoreReport;
}

const alignment = ({ dimensions }: ScoreReport) => dimensions.find(({ id }) => id === 'text-alignment')!;

describe('the score command with a vision-language model', () => {
  test('names judge, prompts and tokens by frame, and asks for a prompt where alignment needs one', async () => {
    const report = await reportWith();
    expect(report.judge).toMatchObject({
      kind: 'vlm',
      name: 'qwen3-vl',
      provider: 'wasm',
      prompts: 'ultravqa-1, q-save-1',
    });
    expect(report.prompt).toBeUndefined();
    expect(alignment(report)).toMatchObject({ score: null, unavailable: "needs the clip's prompt" });
    const { slowfast, windows } = report;
    const [window] = windows;
    expect(window!.frameTokens).toHaveLength(window!.sampledFrames);
    const tokensOf = (pathway: string) =>
      slowfast.frames.flatMap((frame, place) => (frame.pathway === pathway ? window!.frameTokens![place]! : []));
    expect(Math.min(...tokensOf('slow'))).toBeGreaterThan(Math.max(...tokensOf('fast')));
    for (const { score: points, unplaced } of report.dimensions.filter(({ id }) => id !== 'text-alignment')) {
      expect(points).toBeGreaterThan(1);
      expect(unplaced).toBeGreaterThan(0.5);
    }
    expect(report.warnings.join('\n')).toMatch(/words other than a level/);
  });

  test('reads the prompt from the command, a table, or a text file, in this order', async () => {
    const typed = await reportWith('--prompt', FOX);
    expect(typed.prompt).toEqual({ text: FOX, source: 'typed' });
    expect(alignment(typed).score).toBeGreaterThan(1);

    await writeFile(join(folder, 'prompts.csv'), `file,prompt\nother.mp4,no\nclip.mp4,"${BOAT}"\n`);
    const table = await reportWith('--prompts', join(folder, 'prompts.csv'));
    expect(table.prompt).toEqual({ text: BOAT, source: 'table' });
    expect(alignment(table).probabilities).not.toEqual(alignment(typed).probabilities);

    await writeFile(join(folder, 'clip.txt'), `${FOX}\n`);
    const beside = await reportWith();
    expect(beside.prompt).toEqual({ text: FOX, source: 'text-file' });
    expect(alignment(beside).probabilities).toEqual(alignment(typed).probabilities);
  });

  test.each([
    [['--judge', 'no/such/folder'], 1, /no such folder/],
    [['--judge', 'public/samples'], 1, /has no config\.json/],
    [['--prompts', 'nowhere.csv'], 2, /could not be read/],
    [['--prompt', 'a', '--prompts', 'b.csv'], 2, /choose one/],
  ] as const)('refuses %j in a sentence', async (words, code, message) => {
    const run = await score(clip, ...words);
    expect(run.code).toBe(code);
    expect(run.stdout + run.stderr).toMatch(message);
  });
});
