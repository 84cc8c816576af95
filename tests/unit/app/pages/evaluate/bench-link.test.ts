import { expect, test } from 'vitest';
import { benchLink, choicesOf, OWN_TABLE, readBenchLink } from '../../../../../src/app/pages/evaluate/bench-link';
import type { OpenedTable } from '../../../../../src/app/pages/evaluate/service';
import { DEFAULT_CHOICES, EMPTY_STATE, withEvaluation, withTable } from '../../../../../src/app/pages/evaluate/state';

const TABLE = { name: 'x.csv', rows: 3, columns: [], problems: [], badRows: 0, roles: {} } as unknown as OpenedTable;

test('the first built-in table needs no words, another is named', () => {
  expect(benchLink(EMPTY_STATE)).toBe('#/evaluate');
  expect(benchLink({ ...EMPTY_STATE, paper: 'q-save-2' })).toBe('#/evaluate?v=1&table=q-save-2');
  expect(readBenchLink('#/evaluate?v=1&table=q-save-2').value.table).toBe('q-save-2');
});

test('a table of one’s own travels as what was chosen, never as what it holds', () => {
  const choices = {
    ...DEFAULT_CHOICES,
    dimension: 2,
    method: 3,
    level: 'model',
    metric: 'krcc',
    toFive: true,
  } as const;
  const link = benchLink({ ...EMPTY_STATE, table: TABLE, choices });
  expect(link).not.toContain('x.csv');
  const { value, problem } = readBenchLink(link);
  expect(problem).toBeUndefined();
  expect(value.table).toBe(OWN_TABLE);
  expect(choicesOf(value)).toEqual(choices);
});

test('an unreadable link keeps the default choices and says so', () => {
  const { value, problem } = readBenchLink('#/evaluate?v=1&table=nobody&draws=many&metric=srcc');
  expect(value).toEqual(readBenchLink('#/evaluate').value);
  expect(problem).toMatch(/2 settings/);
  expect(readBenchLink('#/evaluate?v=1&draws=1e99').value.draws).toBe(100_000);
});

test('the choices of a link wait for the table, and hold where the table has what they name', () => {
  const choices = { ...DEFAULT_CHOICES, dimension: 0, method: 1, against: 2, draws: 500 };
  const opened = withTable({ ...EMPTY_STATE, choices, awaited: true }, TABLE);
  expect(opened).toMatchObject({ choices, awaited: false });
  const methods = ['a', 'b', 'c'].map((name) => ({ name }));
  const evaluation = { dimensions: [{ methods }] } as unknown as Parameters<typeof withEvaluation>[1];
  expect(withEvaluation(opened, evaluation).choices).toMatchObject({ method: 1, against: 2 });
  const fewer = { dimensions: [{ methods: methods.slice(0, 1) }] } as unknown as typeof evaluation;
  expect(withEvaluation(opened, fewer).choices).toMatchObject({ method: 0, against: 0 });
});
