import { describe, expect, it } from 'vitest';
import { countsOf, sentence, skippedLines, sumOf } from '../../../scripts/testing/counts.mjs';

const test = (title: string, status: string, ...ancestorTitles: string[]) => ({ title, status, ancestorTitles });
const report = {
  numPassedTests: 1,
  numFailedTests: 0,
  numPendingTests: 3,
  numTodoTests: 0,
  testResults: [
    {
      name: '/repo/tests/a.test.ts',
      status: 'passed',
      assertionResults: [
        test('runs', 'passed', 'a page'),
        test('scores one', 'skipped', 'a page', 'in Firefox'),
        test('scores two', 'skipped', 'a page', 'in Firefox'),
        test('decodes', 'pending'),
      ],
    },
  ],
};

describe('the counts of a test run', () => {
  it('count a file that could not be loaded as one failure', () => {
    const broken = { name: '/repo/tests/b.test.ts', status: 'failed', assertionResults: [] };
    const all = { ...report, testResults: [...report.testResults, broken] };
    expect(countsOf(all, false)).toEqual({ passed: 1, failed: 1, skipped: 3 });
  });

  it('count a crash that no test reports as one failure', () => {
    expect(countsOf(report, false).failed).toBe(1);
    expect(countsOf(report, true).failed).toBe(0);
  });

  it('are added up', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    expect(sentence(sumOf([one, one]))).toBe('2 passed, 4 failed, 6 skipped');
  });

  it('name skipped tests by file and group, with their number', () => {
    expect(skippedLines(report, '/repo')).toEqual([
      'skipped 2: tests/a.test.ts > a page > in Firefox: scores one; scores two',
      'skipped 1: tests/a.test.ts: decodes',
    ]);
  });
});
