import type { Roles } from './roles';
import type { Column, Complaint, Table } from './table/table';
import { numberAt, textAt } from './table/table';

/** Where at least this share of a table agrees, the rest is a slip and not the way the table is made. */
const RULE = 0.8;
/** Upper ends of the scales that opinions are given on, all from 0 or 1. */
const SCALE_ENDS = [1, 5, 10, 100];
/** A number this many times beyond the end of a scale belongs to another one. */
const BEYOND = 1.5;

/** Rows that can be read but should not be counted as they stand: repeated keys, and opinions on another scale. */
export function rowDoubts(table: Table, roles: Roles): Complaint[] {
  const human = table.columns.filter((column) => roles[column.name]?.kind === 'human');
  return [...repeatedKeys(table, roles), ...human.flatMap((column) => mixedScales(column, table.rows))];
}

/**
 * Rows whose key stood before with the same generator. A table that repeats most of its keys has a row a rating, or its
 * key column names something else: there is nothing to complain of.
 */
function repeatedKeys(table: Table, roles: Roles): Complaint[] {
  const ofKind = (kind: 'key' | 'generator'): Column | undefined =>
    table.columns.find((column) => roles[column.name]?.kind === kind);
  const [key, generator] = [ofKind('key'), ofKind('generator')];
  if (key === undefined) return [];
  const seen = new Set<string>();
  const rows: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    const name = textAt(key, row);
    if (name === '') continue;
    const whole = JSON.stringify([name, generator === undefined ? '' : textAt(generator, row)]);
    if (seen.has(whole)) rows.push(row + 1);
    seen.add(whole);
  }
  if (rows.length === 0 || rows.length > (1 - RULE) * table.rows) return [];
  return [{ why: `the key "${key.name}" stands in a row before`, rows }];
}

function mixedScales(column: Column, count: number): Complaint[] {
  const rated = Array.from({ length: count }, (_, row) => row).filter((row) => !Number.isNaN(numberAt(column, row)));
  const end = SCALE_ENDS.find((high) => within(column, rated, high) >= RULE * rated.length);
  if (end === undefined || rated.length === 0) return [];
  const outside = rated.filter((row) => numberAt(column, row) > end);
  if (outside.length === 0 || outside.some((row) => numberAt(column, row) <= BEYOND * end)) return [];
  const example = numberAt(column, outside[0]!);
  const why = `"${column.name}" is ${example}, but the other rows lie within ${end}: two scales seem mixed`;
  return [{ why, rows: outside.map((row) => row + 1) }];
}

function within(column: Column, rows: readonly number[], high: number): number {
  return rows.reduce((hits, row) => hits + (numberAt(column, row) <= high ? 1 : 0), 0);
}
