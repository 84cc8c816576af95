import { describe, expect, it } from 'vitest';
import { sortedRows } from '../../../../../src/app/pages/evaluate/paper-table';
import { PAPER_TABLES } from '../../../../../src/app/pages/evaluate/papers/tables';

describe('a published table', () => {
  const every = PAPER_TABLES.flatMap((table) =>
    table.groups.flatMap(({ columns }) => columns).map((column, at) => ({ table, column, at })),
  );

  it.each(every)(
    'sorts $table.id by $column.name: the best first, what was not printed last',
    ({ table, column, at }) => {
      const sorted = sortedRows(table, at);
      expect(new Set(sorted)).toEqual(new Set(table.rows));
      expect(sorted).toHaveLength(table.rows.length);
      const values = sorted.map(([, each]) => each[at]);
      const printed = values.filter((value) => typeof value === 'number');
      expect(values.slice(0, printed.length)).toEqual(printed);
      expect(printed).toEqual(printed.toSorted((a, b) => (column.better === 'high' ? b - a : a - b)));
    },
  );

  it('is in the printed order without a column to sort by', () => {
    const table = PAPER_TABLES[0]!;
    expect(sortedRows(table, undefined)).toEqual(table.rows);
    expect(sortedRows(table, 99)).toEqual(table.rows);
  });
});
