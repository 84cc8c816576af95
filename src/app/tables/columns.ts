import type { Column, Problem, Table } from './table';

/** Cells that mean "no value" in the tables people exchange. */
const EMPTY = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '-']);
/** A column is numeric where at least this share of its filled cells are numbers; the other cells are then problems. */
const NUMERIC_SHARE = 0.5;

/** A cell as it comes from a reader. */
export type Cell = string | number | null | undefined;

/** Called with the share of a table that has been read, 0..1. */
export type FractionCallback = (fraction: number) => void;

/** Decides what each column holds and lists the rows whose cells do not fit. */
export function makeTable(
  name: string,
  names: readonly string[],
  cells: readonly (readonly Cell[])[],
  onFraction?: FractionCallback,
): Table {
  const rows = cells[0]?.length ?? 0;
  const problems: Problem[] = [];
  const columns = names.map((column, i) => {
    onFraction?.(i / names.length);
    return makeColumn(column, cells[i] ?? [], problems);
  });
  return { name, rows, columns, problems };
}

function makeColumn(name: string, cells: readonly Cell[], problems: Problem[]): Column {
  const numbers = new Float64Array(cells.length);
  const wrong: number[] = [];
  let filled = 0;
  cells.forEach((cell, row) => {
    const value = numberOf(cell);
    numbers[row] = value ?? Number.NaN;
    if (isEmpty(cell)) return;
    filled++;
    if (value === undefined) wrong.push(row);
  });
  if (filled === 0 || filled - wrong.length < NUMERIC_SHARE * filled) {
    return { name, kind: 'text', texts: cells.map(written) };
  }
  if (wrong.length === 0) return { name, kind: 'number', numbers };
  const why = `text in the numeric column "${name}" (“${String(cells[wrong[0]!])}”)`;
  problems.push({ why, rows: wrong.map((row) => row + 1), column: name });
  return { name, kind: 'number', numbers, written: cells.map(written) };
}

function written(cell: Cell): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

function isEmpty(cell: Cell): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && EMPTY.has(cell.trim().toLowerCase()));
}

/** The number a cell holds, a decimal comma included; undefined for text, NaN for an empty cell. */
function numberOf(cell: Cell): number | undefined {
  if (isEmpty(cell)) return Number.NaN;
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : undefined;
  const text = String(cell).trim();
  const value = Number(/^[+-]?\d+,\d+$/.test(text) ? text.replace(',', '.') : text);
  return Number.isFinite(value) ? value : undefined;
}
