import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../../src/scoring/read-report';
import type { ScoreReport } from '../../../src/scoring/report';

const json = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
/** Written by version 0.1.0, for a degraded copy of the sample `grain`. */
const old = json('tests/fixtures/report-schema-1.json');
const current = json('public/samples/grain.json')['report'] as ScoreReport;

describe('readReport', () => {
  it('returns a report of schema 2 unchanged', () => {
    expect(readReport(current)).toEqual({ ok: true, value: current });
  });

  it('renames the fields of schema 1 and keeps every number', () => {
    const read = readReport(old);
    if (!read.ok) throw new Error(read.error.message);
    const { version, judge, degradedCopy, ...rest } = read.value;
    const { version: _version, judge: _judge, ...expected } = current;
    expect(rest).toEqual(expected);
    expect(degradedCopy).toBe('blur-slight');
    expect(judge.version).toBe('0.12.0');
    expect(version).toBe('0.1.0');
  });

  it('does not change its argument', () => {
    const before = JSON.stringify(old);
    readReport(old);
    expect(JSON.stringify(old)).toBe(before);
  });

  it.each([
    ['a later schema', { ...current, schema: 3 }, /schema 3.*newer Slowglass/],
    ['no version', { ...current, version: undefined }, /version/],
    ['no dimensions', { ...current, dimensions: [] }, /dimensions/],
    [
      'a score in words',
      { ...current, dimensions: [{ ...current.dimensions[0], score: 'good' }] },
      /dimensions\.0\.score/,
    ],
    ['old names under schema 2', { ...old, schema: 2, version: '0.2.0' }, /sampling\.sampledFrames/],
    ['a list', [], /no Slowglass report/],
    ['nothing', null, /no Slowglass report/],
  ])('fails with a message on: %s', (_, given, sentence) => {
    const read = readReport(given);
    expect(read.ok ? 'read' : read.error.message).toMatch(sentence);
  });
});
