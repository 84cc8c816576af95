import { levelsOf } from '../../quality';
import type { ScoreReport } from '../../scoring';
import { csvText } from '../../base';
import type { Table } from './table';

/**
 * The scores of this visit as a table: a row a video, a column a dimension, then the probabilities of its levels. Joined
 * with human scores by `video`.
 */
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
      ...names.flatMap((name) => probabilityColumns(reports, name)),
    ],
    problems: [],
  };
}

/** `motion quality p(3.5)`: how likely the video holds the level, NaN where the dimension was not scored. */
function probabilityColumns(reports: readonly ScoreReport[], name: string): Table['columns'] {
  const of = (report: ScoreReport) => report.dimensions.find((dimension) => dimension.name === name);
  const scored = reports.map(of).find((dimension) => (dimension?.probabilities.length ?? 0) > 0);
  if (scored === undefined) return [];
  return levelsOf(scored.profile).map(({ score }, at) => ({
    name: `${name} p(${score})`,
    kind: 'number' as const,
    numbers: Float64Array.from(reports, (report) => of(report)?.probabilities[at] ?? Number.NaN),
  }));
}

/** The same as CSV, so that human scores can be written beside it and the file dropped again. */
export function scoredCsv(reports: readonly ScoreReport[]): string {
  const { rows, columns } = scoredTable(reports);
  const lines = Array.from({ length: rows }, (_, row) =>
    columns.map((column) => (column.kind === 'text' ? column.texts[row] : column.numbers[row])),
  );
  return csvText([columns.map(({ name }) => name), ...lines]);
}
