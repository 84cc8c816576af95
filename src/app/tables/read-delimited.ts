import { dsvFormat } from 'd3';
import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { Cell, FractionCallback } from './columns';
import { makeTable } from './columns';
import type { Table } from './table';

const DELIMITERS = [',', '\t', ';', '|'] as const;
const SNIFFED_CHARACTERS = 65_536;
/** How often progress is reported. */
const REPORTED_ROWS = 4096;
/** What dividing the text takes of the time; the rest goes into its cells. */
const DIVIDING_SHARE = 0.5;
/** A cell that would begin like a formula is written with an apostrophe before it (see csv.ts). */
const GUARDED = /^'(?=[=+\-@\t\r])/;

/** Reads CSV and its relatives (RFC 4180, any of four delimiters). The first line names the columns. */
export function readDelimited(name: string, text: string, onFraction?: FractionCallback): Result<Table> {
  const lines = linesOf(text, (fraction) => onFraction?.(fraction * DIVIDING_SHARE));
  const head = lines.shift();
  if (head === undefined || lines.length === 0) {
    return fail('empty-file', `${name} holds no rows below its heading. Export the table again with its data.`);
  }
  if (head.length < 2) {
    return fail(
      'unknown-container',
      `${name} has a single column: none of comma, tab, semicolon and bar divides its lines. Save it as CSV.`,
    );
  }
  const names = uniqueNames(head.map((name) => name.replace(GUARDED, '')));
  const cells = names.map((_, column) => lines.map((line): Cell => line[column]?.replace(GUARDED, '') ?? null));
  const table = makeTable(name, names, cells, (fraction) => {
    onFraction?.(DIVIDING_SHARE + (1 - DIVIDING_SHARE) * fraction);
  });
  const ragged = lines.flatMap((line, row) => (line.length === head.length ? [] : [row + 1]));
  if (ragged.length === 0) return ok(table);
  const why = `the line does not have the ${head.length} cells of the heading`;
  return ok({ ...table, problems: [{ why, rows: ragged }, ...table.problems] });
}

/** The cells of the first line and of every other that holds anything. */
function linesOf(text: string, onFraction: FractionCallback): string[][] {
  let passed = 0;
  return dsvFormat(sniffDelimiter(text)).parseRows(text.replace(/^\uFEFF/, ''), (line, row) => {
    // Quotes are not counted, so that a fraction may end below one and never above.
    for (const cell of line) passed += cell.length + 1;
    if (row % REPORTED_ROWS === 0) onFraction(passed / text.length);
    return row === 0 || line.length > 1 || line[0] !== '' ? line : null;
  });
}

/** The delimiter that divides the first lines most evenly, the one with the most columns among equals. */
export function sniffDelimiter(text: string): string {
  const start = text.slice(0, SNIFFED_CHARACTERS);
  let best = { delimiter: ',', score: -1 };
  for (const delimiter of DELIMITERS) {
    const widths = dsvFormat(delimiter)
      .parseRows(start)
      .slice(0, 20)
      .map((line) => line.length);
    const width = widths[0] ?? 1;
    if (width < 2) continue;
    const even = widths.filter((each) => each === width).length / widths.length;
    const score = even * 1000 + width;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Makes the column names unique, because columns are identified by name. */
export function uniqueNames(head: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return head.map((raw, i) => {
    const name = raw.trim() === '' ? `column ${i + 1}` : raw.trim();
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
