import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScoreReport } from '../../src/scoring/report';
import { runScore } from '../fixtures/score-command';
import { answering } from '../unit/judges/endpoint/answering';
import type { FakeServer } from '../unit/judges/endpoint/fake-server';
import { sendJson, startServer } from '../unit/judges/endpoint/fake-server';
import { expectValid, outcomesOf } from './command-line';
import { SAMPLE } from './page-driver';

const KEY = 'secret-key-4711';

let server: FakeServer;
let folder = '';
let clip = '';
beforeAll(async () => {
  server = await startServer((seen, response) =>
    seen.path.endsWith('/models')
      ? sendJson(response, { data: [{ id: 'tiny', owned_by: 'vllm' }] })
      : answering(seen, response),
  );
  folder = await mkdtemp(join(tmpdir(), 'endpoint-'));
  clip = join(folder, 'clip.mp4');
  await copyFile(SAMPLE, clip);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const score = (...words: string[]) =>
  runScore([clip, '--profile', 'q-save', '--fps', '2', ...words], { SLOWGLASS_JUDGE_KEY: KEY });

async function reportWith(...words: string[]): Promise<ScoreReport> {
  const json = join(folder, 'out.json');
  const run = await score('--judge', `openai:${server.address}`, '--judge-model', 'tiny', '--json', json, ...words);
  expect(run.code, run.stderr + run.stdout).toBe(0);
  const outcomes = await outcomesOf(json);
  await expectValid(outcomes);
  expect(JSON.stringify(outcomes) + run.stdout + run.stderr).not.toContain(KEY);
  return outcomes[0] as ScoreReport;
}

const alignment = ({ dimensions }: ScoreReport) => dimensions.find(({ id }) => id === 'text-alignment')!;

describe('the score command with a judge at a server', () => {
  test('scores alignment by the prompt of the clip, and never shows the key', async () => {
    const fox = await reportWith('--prompt', 'A red fox runs across fresh snow.', '--explain');
    expect(fox.judge).toMatchObject({ kind: 'endpoint', name: 'tiny', version: 'vllm', provider: 'remote' });
    expect(alignment(fox).score).toBeGreaterThan(1);
    expect(alignment(fox).unplaced).toBeCloseTo(0.1, 6);
    expect(alignment(fox).rationale?.text).toBe('The fox runs smoothly.');
    const boat = await reportWith('--prompt', 'A boat on a lake at night.');
    expect(alignment(boat).probabilities).not.toEqual(alignment(fox).probabilities);
  });

  test.each([
    [['--judge', 'openai:http://127.0.0.1:9/v1', '--judge-model', 'tiny'], 1, /endpoint-unreachable/],
    [['--judge', 'openai:http://127.0.0.1:9/v1'], 2, /--judge-model/],
    [['--judge', 'https://host/v1'], 2, /openai:https:\/\/host\/v1/],
    [['--judge', 'openai:nowhere', '--judge-model', 'tiny'], 1, /no http or https address/],
  ] as const)('refuses %j in a sentence', async (words, code, message) => {
    const run = await score(...words);
    expect(run.code, run.stdout + run.stderr).toBe(code);
    expect(run.stdout + run.stderr).toMatch(message);
  });
});
