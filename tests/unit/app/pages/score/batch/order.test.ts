import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Filter, SortColumn } from '../../../../../../src/app/pages/score/batch/order';
import { arrange, NO_FILTER } from '../../../../../../src/app/pages/score/batch/order';
import { RowCache } from '../../../../../../src/app/pages/score/batch/row';
import { sparkPath } from '../../../../../../src/app/pages/score/batch/small-pictures';
import { nextSorting } from '../../../../../../src/app/pages/score/batch/table-head';
import type { Item } from '../../../../../../src/app/pages/score/queue';
import { sampleItem, sampleReport } from '../../../sample-report';

const FAILED = {
  kind: 'failed',
  error: { code: 'damaged-file', message: 'The file is damaged. Re-encode it.' },
} as const;

function scored(name: string, score: number, seconds: number): Item {
  const report = sampleReport();
  const [first, ...rest] = report.dimensions;
  return sampleItem({
    id: name,
    name,
    phase: { kind: 'done' },
    report: {
      ...report,
      info: { ...report.info, durationSeconds: seconds },
      dimensions: [{ ...first!, score }, ...rest],
    },
  });
}

const items: readonly Item[] = [
  scored('clip 10.mp4', 2, 9),
  scored('clip 2.mp4', 4, 3),
  sampleItem({ id: 'bad.mp4', name: 'bad.mp4', phase: FAILED }),
  sampleItem({ id: 'later.mp4', name: 'later.mp4' }),
  scored('Clip 1.mp4', 3, 5),
];
const rows = new RowCache().rows(items);
const names = (filter: Partial<Filter>, column: SortColumn = 'arrival', descending = false): string[] =>
  arrange(rows, { ...NO_FILTER, ...filter }, { column, descending }).map(({ name }) => name);

describe('the order of the rows', () => {
  it('is that of arrival at first, and names count as people count', () => {
    expect(names({})).toEqual(items.map(({ name }) => name));
    expect(names({}, 'name')).toEqual(['bad.mp4', 'Clip 1.mp4', 'clip 2.mp4', 'clip 10.mp4', 'later.mp4']);
  });

  it('puts files without the value last in both directions', () => {
    expect(names({}, 'visual-quality', true).slice(0, 3)).toEqual(['clip 2.mp4', 'Clip 1.mp4', 'clip 10.mp4']);
    expect(names({}, 'visual-quality', false).slice(0, 3)).toEqual(['clip 10.mp4', 'Clip 1.mp4', 'clip 2.mp4']);
    expect(names({}, 'length', true).slice(3)).toEqual(['bad.mp4', 'later.mp4']);
  });

  it('puts what needs a person before what is done', () => {
    expect(names({}, 'state').slice(0, 2)).toEqual(['later.mp4', 'bad.mp4']);
  });

  it('keeps every row once for any sort key', () => {
    const columns = ['arrival', 'name', 'length', 'state', 'visual-quality', 'clarity-quality'] as const;
    fc.assert(
      fc.property(fc.constantFrom<SortColumn>(...columns), fc.boolean(), (column, descending) => {
        expect(names({}, column, descending).toSorted()).toEqual(items.map(({ name }) => name).toSorted());
      }),
    );
  });

  it('reverses at the second press on a heading and returns to arrival at the third', () => {
    const first = nextSorting({ column: 'arrival', descending: false }, 'visual-quality', true);
    expect(first).toEqual({ column: 'visual-quality', descending: true });
    const second = nextSorting(first, 'visual-quality', true);
    expect(second).toEqual({ column: 'visual-quality', descending: false });
    expect(nextSorting(second, 'visual-quality', true).column).toBe('arrival');
    expect(nextSorting(second, 'name', false)).toEqual({ column: 'name', descending: false });
  });
});

describe('the filter', () => {
  it('picks by part of the name, by state, and by the range of a score', () => {
    expect(names({ text: ' CLIP 1' })).toEqual(['clip 10.mp4', 'Clip 1.mp4']);
    expect(names({ state: 'failed' })).toEqual(['bad.mp4']);
    expect(names({ state: 'waiting' })).toEqual(['later.mp4']);
    expect(names({ dimension: 'visual-quality', low: 2.5, high: 4 })).toEqual(['clip 2.mp4', 'Clip 1.mp4']);
    expect(names({ dimension: 'text-alignment' })).toEqual([]);
  });
});

describe('the rows', () => {
  it('stay the same while a file is only worked on, and change when it ends', () => {
    const cache = new RowCache();
    const working = (framesDone: number): Item =>
      sampleItem({
        phase: {
          kind: 'working',
          progress: { stage: 'sampling', framesDone, framesTotal: 9, rate: 1, secondsLeft: 1 },
          cancelling: false,
          rationaleWords: [],
        },
      });
    const first = cache.rows([working(1)]);
    expect(cache.rows([working(2)])).toBe(first);
    expect(cache.rows([sampleItem({ phase: { kind: 'done' }, report: sampleReport() })])).not.toBe(first);
  });

  it('leave the example out', () => {
    expect(new RowCache().rows([sampleItem({ origin: 'example' })])).toEqual([]);
  });
});

describe('the course of the windows', () => {
  it('runs from edge to edge with the best score on top, and is a dash for one window', () => {
    expect(sparkPath([1, 5])).toBe('M0.00,19.00L100.00,1.00');
    expect(sparkPath([3])).toBe('M40,10.00H60');
  });
});
