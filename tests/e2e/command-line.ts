import { readFile } from 'node:fs/promises';
import Ajv from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import type { ScoreOutcome, ScoreReport } from '../../src/scoring/report';
import { isFailure } from '../../src/scoring/report';
import type { Run } from '../fixtures/score-command';
import { runScore } from '../fixtures/score-command';

export const score = (...words: string[]): Promise<Run> => runScore(words);

export async function outcomesOf(path: string): Promise<ScoreOutcome[]> {
  return JSON.parse(await readFile(path, 'utf8')) as ScoreOutcome[];
}

export async function expectValid(outcomes: unknown): Promise<void> {
  const schema = JSON.parse(await readFile('public/schema/score-report.v2.json', 'utf8')) as Record<string, unknown>;
  const validate = new Ajv({ strict: false }).compile(schema);
  expect(validate(outcomes), JSON.stringify(validate.errors)).toBe(true);
}

/** Scores these good files, whose reports are written to `json`, and expects a whole report of every one. */
export async function expectWholeReports(paths: readonly string[], json: string): Promise<void> {
  const run = await score(...paths, '--json', json);
  const outcomes = await outcomesOf(json);
  await expectValid(outcomes);
  expect(outcomes.filter(isFailure)).toEqual([]);
  expect(outcomes).toHaveLength(paths.length);
  expect(run.code).toBe(0);
  for (const { video, sampling, dimensions } of outcomes as ScoreReport[]) {
    expect(sampling.framesDecoded, video).toBe(sampling.framesExpected ?? sampling.framesDecoded);
    expect(sampling.missingFrames, video).toBe(0);
    expect(dimensions.filter(({ score: points }) => points !== null)).toHaveLength(8);
  }
}
