import type { ScoreReport } from '../../scoring/report';
import type { Table } from './table/table';

/** The scores of this visit as a table: a row a video, a column a dimension. Joined with human scores by `video`. */
export function scoredTable(reports: readonly ScoreReport[]): Table {
  const names = [
    ...new Set(
      reports.flatMap((report) => report.dimensions.filter(({ score }) => score !== null).map(({ name }) => name)),
    ),
  ];
  const scoreOf = (report: ScoreReport, name: string): number =>
    report.dimensions.find((dimension) => dimension.name === name)?.score ?? Number.NaN;
  return {
    name: `scores of ${reports.length} videos`,
    rows: reports.length,
    columns: [
      { name: 'video', kind: 'text', texts: reports.map((report) => report.video) },
      ...names.map((name) => ({
        name,
        kind: 'number' as const,
        numbers: Float64Array.from(reports, (report) => scoreOf(report, name)),
      })),
    ],
    complaints: [],
  };
}

/** The same as CSV, so that human scores can be written beside it and the file dropped again. */
export function scoredCsv(reports: readonly ScoreReport[]): string {
  const { rows, columns } = scoredTable(reports);
  const quote = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const cell = (column: (typeof columns)[number], row: number): string =>
    column.kind === 'text'
      ? quote(column.texts[row]!)
      : Number.isNaN(column.numbers[row]!)
        ? ''
        : String(column.numbers[row]);
  const lines = Array.from({ length: rows }, (_, row) => columns.map((column) => cell(column, row)).join(','));
  return `${[columns.map(({ name }) => quote(name)).join(','), ...lines].join('\n')}\n`;
}
