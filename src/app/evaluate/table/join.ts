import type { Result } from '../../../base/result';
import { fail, ok } from '../../../base/result';
import type { Column, Complaint, Table } from './table';
import { columnNamed, textAt } from './table';

/**
 * Puts two tables side by side by a key. Rows of the first stay in order; those without a partner keep empty cells and
 * are complained of, as are keys that stand twice and rows of the second that nobody asked for.
 */
export function joinTables(first: Table, second: Table, key: string): Result<Table> {
  const [left, right] = [columnNamed(first, key), columnNamed(second, key)];
  if (left === undefined || right === undefined) {
    return fail('invalid-option', `Both tables need the key column "${key}". Name it alike in both files.`);
  }
  const complaints: Complaint[] = [...first.complaints];
  const rowOf = indexByKey(right, second, complaints);
  indexByKey(left, first, complaints);
  const partner = Int32Array.from({ length: first.rows }, (_, row) => rowOf.get(textAt(left, row)) ?? -1);
  const lonely = [...partner.keys()].filter((row) => partner[row] === -1);
  if (lonely.length === first.rows) {
    return fail(
      'invalid-option',
      `No value of "${key}" stands in both ${first.name} and ${second.name}. Check the keys.`,
    );
  }
  if (lonely.length > 0) complaints.push({ why: `no row of ${second.name} has this "${key}"`, rows: oneBased(lonely) });
  const used = new Set(partner);
  const left2 = Array.from({ length: second.rows }, (_, row) => row).filter((row) => !used.has(row));
  if (left2.length > 0) {
    complaints.push({ why: `of ${second.name}: no row of ${first.name} has this "${key}"`, rows: oneBased(left2) });
  }
  const taken = new Set(first.columns.map((column) => column.name));
  const added = second.columns
    .filter((column) => column.name !== key)
    .map((column) =>
      aligned(column, partner, taken.has(column.name) ? `${column.name} (${second.name})` : column.name),
    );
  return ok({
    name: `${first.name} + ${second.name}`,
    rows: first.rows,
    columns: [...first.columns, ...added],
    complaints: [
      ...complaints,
      ...second.complaints.map(({ why, rows }) => ({ why: `of ${second.name}: ${why}`, rows })),
    ],
  });
}

/** The column that both tables have and whose values tell the rows apart best; undefined where they share none. */
export function sharedKey(first: Table, second: Table): string | undefined {
  const candidates = first.columns
    .map((column) => column.name)
    .filter((name) => columnNamed(second, name) !== undefined)
    .map((name) => ({ name, distinct: distinctShare(columnNamed(first, name)!, first.rows) }));
  return candidates.sort((a, b) => b.distinct - a.distinct)[0]?.name;
}

function distinctShare(column: Column, rows: number): number {
  return new Set(Array.from({ length: rows }, (_, row) => textAt(column, row))).size / Math.max(1, rows);
}

function indexByKey(column: Column, table: Table, complaints: Complaint[]): Map<string, number> {
  const index = new Map<string, number>();
  const repeated: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    const key = textAt(column, row);
    if (index.has(key)) repeated.push(row);
    else index.set(key, row);
  }
  if (repeated.length > 0) {
    complaints.push({ why: `the key "${column.name}" stands in ${table.name} before`, rows: oneBased(repeated) });
  }
  return index;
}

function aligned(column: Column, partner: Int32Array, name: string): Column {
  if (column.kind === 'number') {
    const numbers = Float64Array.from(partner, (row) => (row < 0 ? Number.NaN : column.numbers[row]!));
    return { name, kind: 'number', numbers };
  }
  return { name, kind: 'text', texts: Array.from(partner, (row) => (row < 0 ? '' : column.texts[row]!)) };
}

function oneBased(rows: readonly number[]): number[] {
  return rows.map((row) => row + 1);
}
