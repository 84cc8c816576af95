import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { Cell, FractionCallback } from './columns';
import { makeTable } from './columns';
import type { Problem, Table } from './table';

/** How often progress is reported, of records a line; what is one JSON value is parsed in one go. */
const REPORTED_ROWS = 4096;

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads an array of records, an object of columns, or one record a line (JSONL). Records within records become columns
 * such as `scores.motion`; lists within records are left out.
 */
export function readJson(name: string, text: string, onFraction?: FractionCallback): Result<Table> {
  const whole = parse(text);
  if (whole !== undefined) return fromValue(name, whole);
  return readLines(name, text, onFraction);
}

function fromValue(name: string, value: unknown): Result<Table> {
  if (Array.isArray(value)) return fromRecords(name, value, []);
  if (isObject(value)) {
    const lists = Object.values(value).filter(Array.isArray);
    if (lists.length > 0 && lists.every((list) => list.every(isObject)) && lists.length === 1) {
      return fromRecords(name, lists[0]!, []);
    }
    if (lists.length === Object.keys(value).length && lists.length > 1) return fromColumns(name, value);
  }
  return fail('unknown-container', `${name} is JSON but no table. Give a list of records with the same fields.`);
}

function readLines(name: string, text: string, onFraction: FractionCallback | undefined): Result<Table> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const records: unknown[] = [];
  const bad: number[] = [];
  lines.forEach((line, row) => {
    if (row % REPORTED_ROWS === 0) onFraction?.(row / lines.length);
    const value = parse(line);
    if (!isObject(value)) bad.push(row + 1);
    records.push(isObject(value) ? value : {});
  });
  if (bad.length === lines.length) {
    return fail('unknown-container', `${name} is not JSON: neither as a whole nor line by line. Export it again.`);
  }
  return fromRecords(name, records, bad.length === 0 ? [] : [{ why: 'the line is not a JSON record', rows: bad }]);
}

function fromRecords(name: string, records: readonly unknown[], problems: readonly Problem[]): Result<Table> {
  const flat = records.map((record) => (isObject(record) ? flatten(record, '') : new Map<string, Cell>()));
  const names = [...new Set(flat.flatMap((record) => [...record.keys()]))];
  if (names.length === 0) return fail('empty-file', `${name} holds no records. Export the table again with its data.`);
  const table = makeTable(
    name,
    names,
    names.map((column) => flat.map((record) => record.get(column))),
  );
  return ok({ ...table, problems: [...problems, ...table.problems] });
}

function fromColumns(name: string, value: JsonObject): Result<Table> {
  const names = Object.keys(value);
  const lists = Object.values(value) as unknown[][];
  const rows = Math.max(...lists.map((list) => list.length));
  const cells = lists.map((list) => Array.from({ length: rows }, (_, row) => cellOf(list[row])));
  return ok(makeTable(name, names, cells));
}

function flatten(record: JsonObject, prefix: string): Map<string, Cell> {
  const out = new Map<string, Cell>();
  for (const [key, value] of Object.entries(record)) {
    if (isObject(value)) for (const [inner, cell] of flatten(value, `${prefix}${key}.`)) out.set(inner, cell);
    else if (!Array.isArray(value)) out.set(prefix + key, cellOf(value));
  }
  return out;
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'boolean' ? Number(value) : null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
