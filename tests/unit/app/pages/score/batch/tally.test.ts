import { describe, expect, it } from 'vitest';
import { offersTable, showsTable, tally } from '../../../../../../src/app/pages/score/batch/tally';
import type { Item } from '../../../../../../src/app/pages/score/queue';
import { sampleItem, sampleReport } from '../../../sample-report';

const done = (total: number, recalled = false): Item =>
  sampleItem({
    phase: { kind: 'done' },
    recalled,
    report: sampleReport({ timings: { total, decode: 0, slowfast: 0, model: 0 } }),
  });
const waiting = sampleItem();

describe('how far a batch is', () => {
  it('uses the mean time of the files scored in this visit', () => {
    const counted = tally([done(2000), done(4000), done(90_000, true), waiting, waiting]);
    expect(counted).toMatchObject({ total: 5, ended: 3, recalled: 1, failed: 0, secondsLeft: 6 });
  });

  it('names no time before anything was scored, and counts no example', () => {
    const example = sampleItem({ origin: 'example', phase: { kind: 'done' }, report: sampleReport() });
    expect(tally([example, waiting])).toMatchObject({ total: 1, ended: 0, secondsLeft: undefined });
  });
});

describe('table or cards', () => {
  const files = (count: number): Item[] => Array.from({ length: count }, () => waiting);

  it('is a choice for a few files, and the table for many', () => {
    expect([1, 2, 8, 9].map((count) => showsTable(files(count), false))).toEqual([false, false, false, true]);
    expect([1, 2, 8, 9].map((count) => showsTable(files(count), true))).toEqual([false, true, true, true]);
    expect([1, 2, 8, 9].map((count) => offersTable(files(count)))).toEqual([false, true, true, false]);
  });
});
