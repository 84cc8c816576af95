import type { ScaleLinear } from 'd3';
import { max, scaleLinear } from 'd3';
import { formatPercent } from './format';
import type { Chart, TableRow } from './chart';
import type { Svg } from './svg';
import { createSvg } from './svg';

/** Several distributions over the same levels, as rows of bars below each other: reference, factor, teacher. */
export interface LevelRows {
  /** Accessible name of the chart. */
  readonly name: string;
  readonly summary: string;
  readonly fileStem: string;
  readonly levels: readonly { readonly word: string; readonly score: number }[];
  readonly rows: readonly LevelRow[];
  /** The true score, in score points. */
  readonly target: number;
  /** Height of one row of bars, in pixels. */
  readonly rowHeight: number;
  readonly settings: Readonly<Record<string, string | number>>;
}

export interface LevelRow {
  /** Class of its bars and, with underscores, its column in the table. */
  readonly key: string;
  readonly label: string;
  readonly values: ArrayLike<number>;
  /** Shares of a whole are written as percentages and have one axis over all rows; factors run from 0 to 1. */
  readonly kind: 'share' | 'factor';
}

const MARGIN = { left: 10, right: 10, bottom: 36 };
/** Room above a row's bars for its label. */
const LABEL_PX = 20;
/** The tallest bar of a flat distribution should not look certain: the axis never ends below this probability. */
const MIN_TOP = 0.25;

export interface LevelRowsLayout {
  readonly x: ScaleLinear<number, number>;
  /** Width of one bar in pixels. */
  readonly bar: number;
  /** Top and bottom of each row's bars, and its values to pixels. */
  readonly rows: readonly {
    readonly top: number;
    readonly bottom: number;
    readonly y: ScaleLinear<number, number>;
  }[];
  /** Where the bars end and the score axis begins. */
  readonly axis: number;
}

export function levelRowsHeight(data: LevelRows): number {
  return data.rows.length * (data.rowHeight + LABEL_PX) + MARGIN.bottom;
}

export function levelRowsLayout(data: LevelRows, width: number): LevelRowsLayout {
  const scores = data.levels.map((level) => level.score);
  const [low, high] = [scores[0] ?? 1, scores.at(-1) ?? 5];
  const step = (high - low) / Math.max(1, scores.length - 1);
  const x = scaleLinear([low - step / 2, high + step / 2], [MARGIN.left, width - MARGIN.right]);
  const shares = data.rows.filter((row) => row.kind === 'share');
  const top = Math.max(MIN_TOP, max(shares, (row) => max(Array.from(row.values))) ?? 0);
  const rows = data.rows.map((row, i) => {
    const from = i * (data.rowHeight + LABEL_PX) + LABEL_PX;
    const bottom = from + data.rowHeight;
    return { top: from, bottom, y: scaleLinear([0, row.kind === 'share' ? top : 1], [bottom, from]) };
  });
  const bar = Math.max(2, Math.min(48, (x(step) - x(0)) * 0.78));
  return { x, bar, rows, axis: data.rows.length * (data.rowHeight + LABEL_PX) };
}

/** The level whose score is nearest. */
export function nearestLevelIndex(levels: LevelRows['levels'], score: number): number {
  return levels.reduce(
    (best, level, j, all) => (Math.abs(level.score - score) < Math.abs(all[best]!.score - score) ? j : best),
    0,
  );
}

export function describeLevelAt(data: LevelRows, index: number): string {
  const level = data.levels[index];
  if (level === undefined) return '';
  const parts = data.rows.map((row) => `${row.label} ${valueText(row, index)}`);
  return `${level.word} (${trim(level.score)}): ${parts.join(', ')}`;
}

export function levelRowsTable(data: LevelRows): readonly TableRow[] {
  return [
    ['level', 'score', ...data.rows.map((row) => row.key.replaceAll('-', '_'))],
    ...data.levels.map((level, j): TableRow => [
      level.word,
      level.score,
      ...data.rows.map((row) => row.values[j] ?? 0),
    ]),
  ];
}

export function levelRows(
  data: LevelRows,
  options: { readonly width: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, cursor } = options;
  const layout = levelRowsLayout(data, width);
  const height = levelRowsHeight(data);
  const svg = createSvg(width, height, data.name, data.summary).classed('level-rows', true);
  drawTargetLine(svg, layout, data.target);
  data.rows.forEach((row, i) => drawRow(svg, layout, data, row, i, width, cursor));
  drawScoreAxis(svg, layout, data, width);
  drawTargetHandle(svg, layout, data.target);
  return svg.node()!;
}

function drawRow(
  svg: Svg,
  layout: LevelRowsLayout,
  data: LevelRows,
  row: LevelRow,
  index: number,
  width: number,
  cursor: number | undefined,
): void {
  const { top, bottom, y } = layout.rows[index]!;
  const { x, bar } = layout;
  const group = svg.append('g').attr('class', `row ${row.key}`);
  group
    .append('text')
    .attr('class', 'row-label')
    .attr('x', MARGIN.left)
    .attr('y', top - 7)
    .text(row.label);
  group
    .append('line')
    .attr('class', 'axis')
    .attr('x1', MARGIN.left)
    .attr('x2', width - MARGIN.right)
    .attr('y1', bottom + 0.5)
    .attr('y2', bottom + 0.5);
  group
    .selectAll('rect')
    .data(data.levels)
    .join('rect')
    .attr('class', 'bar')
    .classed('under-cursor', (_, j) => j === cursor)
    .attr('x', (level) => x(level.score) - bar / 2)
    .attr('width', bar)
    .attr('y', (_, j) => y(row.values[j] ?? 0))
    .attr('height', (_, j) => Math.max(0, bottom - y(row.values[j] ?? 0)))
    .attr('rx', 1.5);
  // No mass at all is another thing than little of it: a cross says so.
  const size = Math.min(4, bar / 3);
  group
    .selectAll('path')
    .data(data.levels.filter((_, j) => row.kind === 'share' && row.values[j] === 0))
    .join('path')
    .attr('class', 'no-mass')
    .attr(
      'd',
      (level) =>
        `M${x(level.score) - size},${bottom - 8 - size}l${2 * size},${2 * size}m0,${-2 * size}l${-2 * size},${2 * size}`,
    );
}

function drawScoreAxis(svg: Svg, layout: LevelRowsLayout, data: LevelRows, width: number): void {
  const { x, axis } = layout;
  const room = x(data.levels[1]?.score ?? 2) - x(data.levels[0]?.score ?? 1);
  // Every level where the numbers fit, else every second, and so on.
  const every = Math.max(1, Math.ceil(22 / Math.max(1, room)));
  svg
    .append('g')
    .selectAll('text')
    .data(data.levels.filter((_, j) => j % every === 0))
    .join('text')
    .attr('class', 'tick')
    .attr('x', (level) => Math.min(width - 6, x(level.score)))
    .attr('y', axis + 15)
    .attr('text-anchor', 'middle')
    .text((level) => trim(level.score));
}

function drawTargetLine(svg: Svg, { x, axis }: LevelRowsLayout, target: number): void {
  svg
    .append('line')
    .attr('class', 'target-line')
    .attr('x1', x(target))
    .attr('x2', x(target))
    .attr('y1', LABEL_PX)
    .attr('y2', axis);
}

function drawTargetHandle(svg: Svg, { x, axis }: LevelRowsLayout, target: number): void {
  svg
    .append('path')
    .attr('class', 'target-handle')
    .attr('d', `M${x(target)},${axis + 19}l6.5,6.5l-6.5,6.5l-6.5,-6.5z`);
  const right = x(target) > x.range()[1]! - 90;
  svg
    .append('text')
    .attr('class', 'target-label')
    .attr('x', x(target) + (right ? -11 : 11))
    .attr('y', axis + 29)
    .attr('text-anchor', right ? 'end' : 'start')
    .text(`target s* = ${trim(target)}`);
}

export function levelRowsChart(data: LevelRows): Chart {
  return {
    name: data.name,
    summary: data.summary,
    fileStem: data.fileStem,
    height: () => levelRowsHeight(data),
    draw: (width, cursor) => levelRows(data, { width, cursor }),
    marks: data.levels.length,
    markAt: (width, at) => nearestLevelIndex(data.levels, levelRowsLayout(data, width).x.invert(at)),
    describe: (mark) => describeLevelAt(data, mark),
    get table() {
      return levelRowsTable(data);
    },
    settings: data.settings,
  };
}

function valueText(row: LevelRow, index: number): string {
  const value = row.values[index] ?? 0;
  if (row.kind === 'share') return value === 0 ? 'none' : formatPercent(value);
  return value.toPrecision(2);
}

function trim(value: number): string {
  return String(Number(value.toFixed(2)));
}
