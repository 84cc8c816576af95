/** One column: numbers with NaN for an empty cell, or texts with '' for one. */
export type Column =
  | { readonly name: string; readonly kind: 'number'; readonly numbers: Float64Array }
  | { readonly name: string; readonly kind: 'text'; readonly texts: readonly string[] };

/** Something wrong with some rows, in words that name the column. Rows count from 1, the heading not counted. */
export interface Complaint {
  readonly why: string;
  readonly rows: readonly number[];
}

export interface Table {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  /** Rows that cannot be used as they stand. They are in the table all the same. */
  readonly complaints: readonly Complaint[];
}

export function columnNamed(table: Table, name: string | undefined): Column | undefined {
  return name === undefined ? undefined : table.columns.find((column) => column.name === name);
}

/** A cell as text: numbers as they print. */
export function textAt(column: Column, row: number): string {
  if (column.kind === 'text') return column.texts[row] ?? '';
  const value = column.numbers[row]!;
  return Number.isNaN(value) ? '' : String(value);
}

/** A cell as a number; NaN for text. */
export function numberAt(column: Column, row: number): number {
  return column.kind === 'number' ? column.numbers[row]! : Number.NaN;
}

/** How many rows a complaint names before it only counts. */
const NAMED_ROWS = 5;

export function complaintSentence({ why, rows }: Complaint): string {
  const named = rows.slice(0, NAMED_ROWS).join(', ');
  const more = rows.length > NAMED_ROWS ? ` and ${rows.length - NAMED_ROWS} more` : '';
  return `${rows.length === 1 ? 'Row' : 'Rows'} ${named}${more}: ${why}`;
}
