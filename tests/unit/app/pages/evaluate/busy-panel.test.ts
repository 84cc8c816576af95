import { expect, test } from 'vitest';
import { busyFacts } from '../../../../../src/app/pages/evaluate/busy-panel';

test('progress is shown with count, rate and time left', () => {
  const words = (busy: Parameters<typeof busyFacts>[0]) =>
    busyFacts(busy).map((fact) => fact.replaceAll('\u00a0', ' '));
  expect(words({ stage: 'reading', done: 3e6, total: 12e6, seconds: 2 })).toEqual([
    '3.0 MB of 12 MB',
    '1.5 MB a second',
    '6 s left',
  ]);
  expect(words({ stage: 'intervals', done: 250, total: 1000, seconds: 2 })).toEqual([
    '250 of 1 000 resamples',
    '125 a second',
    '6 s left',
  ]);
});

test('nothing is made up before there is anything to go by', () => {
  expect(busyFacts({ stage: 'reading', done: 0, total: 0, seconds: 0 })).toEqual([]);
  expect(busyFacts({ stage: 'metrics', done: 1, total: 9, seconds: 0 })).toEqual(['1 of 9 methods']);
});
