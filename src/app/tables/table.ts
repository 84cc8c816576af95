/**
 * One column: numbers with NaN for an empty cell, or texts with '' for one. `written` keeps the cells of a column of
 * numbers as they were read where some are no numbers: it may name clips.
 */
export type Column =
  | {
      readonly name: string;
      readonly kind: 'number';
      readonly numbers: Float64Array;
      readonly written?: readonly string[];
    }
  | { readonly name: string; readonly kind: 'text'; readonly texts: readonly string[] };

/** Something wrong with some rows, in words that name the column. Rows count from 1, the heading not counted. */
export interface Problem {
  readonly why: string;
  /** Rows of this table that cannot be used as they stand. */
  readonly rows: readonly number[];
  /** The column it is about: where no score is read from that column, nothing is wrong. */
  readonly column?: string;
  /** Where the rows stand in a file that this table was joined from. */
  readonly file?: { readonly name: string; readonly rows: readonly number[] };
}

export interface Table {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  /** Rows that cannot be used as they stand. They are in the table all the same. */
  readonly problems: readonly Problem[];
}

export function columnNamed(table: Table, name: string | undefined): Column | undefined {
  return name === undefined ? undefined : table.columns.find((column) => column.name === name);
}

/** A cell as text: numbers as they print. */
export function textAt(column: Column, row: number): string {
  if (column.kind === 'text') return column.texts[row] ?? '';
  if (column.written !== undefined) return column.written[row] ?? '';
  const value = column.numbers[row]!;
  return Number.isNaN(value) ? '' : String(value);
}

/** A cell as a number; NaN for text. */
export function numberAt(column: Column, row: number): number {
  return column.kind === 'number' ? column.numbers[row]! : Number.NaN;
}

/** How many rows a problem names; further ones are counted. */
const NAMED_ROWS = 5;

export function problemSentence({ why, rows, file }: Problem): string {
  const shown = file?.rows ?? rows;
  if (shown.length === 0) return why;
  const named = shown.slice(0, NAMED_ROWS).join(', ');
  const more = shown.length > NAMED_ROWS ? ` and ${shown.length - NAMED_ROWS} more` : '';
  const of = file === undefined ? '' : ` of ${file.name}`;
  return `${shown.length === 1 ? 'Row' : 'Rows'} ${named}${more}${of}: ${why}`;
}
