import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { Column, Problem, Table } from './table';
import { columnNamed, textAt } from './table';

/** Where more rows of the first table than this repeat their key, it has several rows a key by design. */
const MOST_REPEATED = 0.2;

/**
 * Joins two tables by the columns that name a row in both. Rows of the first stay in order; those without a
 * partner keep empty cells and are problems, as are repeated keys and rows of the second without a partner. Problems of
 * the second name its own rows.
 */
export function joinTables(first: Table, second: Table, keys: readonly string[]): Result<Table> {
  const [left, right] = [keyOf(first, keys), keyOf(second, keys)];
  const named = keyName(keys);
  if (left === undefined || right === undefined) {
    return fail('invalid-option', `Both tables need the key ${named}. Name it alike in both files.`);
  }
  const { index, repeated } = indexByKey(right, second.rows);
  const again = indexByKey(left, first.rows).repeated;
  const partner = Int32Array.from({ length: first.rows }, (_, row) => index.get(left(row)) ?? -1);
  const lonely = [...partner.keys()].filter((row) => partner[row] === -1);
  if (lonely.length === first.rows) {
    return fail('invalid-option', `No ${named} is in both ${first.name} and ${second.name}. Check the keys.`);
  }
  const used = new Set(partner);
  for (const row of repeated) used.add(row);
  const unasked = Array.from({ length: second.rows }, (_, row) => row).filter((row) => !used.has(row));
  const firstOf = new Map<number, number[]>();
  partner.forEach((row, at) => firstOf.set(row, [...(firstOf.get(row) ?? []), at + 1]));
  const taken = new Set(first.columns.map((column) => column.name));
  const nameOf = (name: string): string => (taken.has(name) ? `${name} (${second.name})` : name);
  const ofSecond = (why: string, rows: readonly number[]): Problem => ({
    why,
    rows: [],
    file: { name: second.name, rows: oneBased(rows) },
  });
  const problems: Problem[] = [
    ...first.problems,
    {
      why: `the key ${named} stands in ${first.name} before`,
      rows: again.length > MOST_REPEATED * first.rows ? [] : oneBased(again),
    },
    { why: `no row of ${second.name} has this ${named}`, rows: oneBased(lonely) },
    ofSecond(`the key ${named} stands before, and the first such row counts`, repeated),
    ofSecond(`no row of ${first.name} has this ${named}`, unasked),
    ...second.problems.map((problem) => moved(problem, second.name, firstOf, nameOf)),
  ].filter(({ rows, file }) => rows.length > 0 || (file?.rows.length ?? 0) > 0);
  const added = second.columns
    .filter((column) => !keys.includes(column.name))
    .map((column) => aligned(column, partner, nameOf(column.name)));
  return ok({
    name: `${first.name} + ${second.name}`,
    rows: first.rows,
    columns: [...first.columns, ...added],
    problems,
  });
}

/** A problem of the second table, about the rows of the joined one that its cells came to. */
function moved(
  { why, rows, column, file }: Problem,
  name: string,
  firstOf: ReadonlyMap<number, readonly number[]>,
  nameOf: (name: string) => string,
): Problem {
  return {
    why,
    rows: rows.flatMap((row) => firstOf.get(row - 1) ?? []),
    ...(column === undefined ? {} : { column: nameOf(column) }),
    file: file ?? { name, rows },
  };
}

/**
 * The shared columns that together match rows: the one with the most values in common, then
 * each that pairs still more rows, as the prompt does beside the generator. Columns of fractions are scores, not names.
 * Empty where the tables share none.
 */
export function sharedKeys(first: Table, second: Table): readonly string[] {
  let candidates = first.columns
    .filter((column) => !holdsFractions(column))
    .map((column) => column.name)
    .filter((name) => columnNamed(second, name) !== undefined);
  let keys: readonly string[] = [];
  let most = 0;
  while (candidates.length > 0) {
    const counted = candidates.map((name) => ({ name, common: inCommon(first, second, [...keys, name]) }));
    const best = counted.reduce((a, b) => (b.common > a.common ? b : a));
    if (best.common <= most) break;
    keys = [...keys, best.name];
    most = best.common;
    candidates = candidates.filter((name) => name !== best.name);
  }
  return keys;
}

/** As a sentence names them: `"generator" and "prompt"`. */
export function keyName(keys: readonly string[]): string {
  return keys.map((key) => `"${key}"`).join(' and ');
}

function holdsFractions(column: Column): boolean {
  return column.kind === 'number' && column.numbers.some((value) => !Number.isNaN(value) && !Number.isInteger(value));
}

function inCommon(first: Table, second: Table, keys: readonly string[]): number {
  const [left, right] = [keyOf(first, keys), keyOf(second, keys)];
  if (left === undefined || right === undefined) return 0;
  const there = new Set(Array.from({ length: second.rows }, (_, row) => right(row)));
  there.delete(undefined);
  return new Set(Array.from({ length: first.rows }, (_, row) => left(row)).filter((key) => there.has(key))).size;
}

type KeyOf = (row: number) => string | undefined;

/** The text of a row's key; undefined for a row without one, and as a whole where a column is missing. */
function keyOf(table: Table, keys: readonly string[]): KeyOf | undefined {
  const columns = keys.flatMap((key) => columnNamed(table, key) ?? []);
  if (columns.length < keys.length || columns.length === 0) return undefined;
  return (row) => {
    const parts = columns.map((column) => textAt(column, row).trim());
    return parts.every((part) => part === '') ? undefined : JSON.stringify(parts);
  };
}

/** The first row of each key, and the rows whose key stood before. */
function indexByKey(
  key: KeyOf,
  rows: number,
): { readonly index: ReadonlyMap<string | undefined, number>; readonly repeated: readonly number[] } {
  const index = new Map<string | undefined, number>();
  const repeated: number[] = [];
  for (let row = 0; row < rows; row++) {
    const name = key(row);
    if (name === undefined) continue;
    if (index.has(name)) repeated.push(row);
    else index.set(name, row);
  }
  return { index, repeated };
}

function aligned(column: Column, partner: Int32Array, name: string): Column {
  const texts = (all: readonly string[]): string[] => Array.from(partner, (row) => (row < 0 ? '' : all[row]!));
  if (column.kind === 'text') return { name, kind: 'text', texts: texts(column.texts) };
  const numbers = Float64Array.from(partner, (row) => (row < 0 ? Number.NaN : column.numbers[row]!));
  return { name, kind: 'number', numbers, ...(column.written && { written: texts(column.written) }) };
}

function oneBased(rows: readonly number[]): number[] {
  return rows.map((row) => row + 1);
}
