import { csvFormatRows } from 'd3';

export type CsvCell = string | number | null | undefined;

/** Rows as CSV (RFC 4180: a cell with comma, quote or line break is quoted). Nothing and NaN are empty cells. */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return `${csvFormatRows(rows.map((row) => row.map(csvCell)))}\n`;
}

/** A spreadsheet runs a cell that begins like a formula (some also in full-width signs), and file names come from anywhere. */
function csvCell(value: CsvCell): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '';
  return typeof value === 'string' && /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : String(value);
}
