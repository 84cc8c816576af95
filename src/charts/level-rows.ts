import type { ScaleLinear } from 'd3';
import { max, scaleLinear } from 'd3';
import type { TableRow } from './chart';
import { defineChart } from './chart';
import { formatPercent } from '../base';
import { diamondPath, drawHorizontal, drawPath, drawText, drawVertical, nearestLevelIndex } from './marks';
import { atLeast } from './options';
import { drawCentredTicks } from './plot-axes';
import type { Svg } from './svg';

/** Several distributions over the same levels, as rows of bars: reference, factor, teacher. */
export interface LevelRows {
  /** Accessible name of the chart. */
  readonly name: string;
  readonly summary: string;
  readonly fileStem: string;
  readonly levels: readonly { readonly word: string; readonly score: number }[];
  readonly rows: readonly LevelRow[];
  /** The true score, in score points. */
  readonly target: number;
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

export interface LevelRowsOptions {
  /** Height of the bars of one row without its label, CSS pixels. */
  readonly rowHeightPx: number;
}

const ROW_HEIGHT_PX = 72;
const MARGIN = { left: 10, right: 10, bottom: 36 };
/** Room above a row's bars for its label. */
const LABEL_PX = 20;
/** The axis never ends below this probability: a flat distribution must look flat. */
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

export function levelRowsLayout(data: LevelRows, width: number, rowHeightPx = ROW_HEIGHT_PX): LevelRowsLayout {
  const scores = data.levels.map((level) => level.score);
  const [low, high] = [scores[0] ?? 1, scores.at(-1) ?? 5];
  const step = (high - low) / Math.max(1, scores.length - 1);
  const x = scaleLinear([low - step / 2, high + step / 2], [MARGIN.left, width - MARGIN.right]);
  const shares = data.rows.filter((row) => row.kind === 'share');
  const top = Math.max(MIN_TOP, max(shares, (row) => max(Array.from(row.values))) ?? 0);
  const rows = data.rows.map((row, i) => {
    const from = i * (rowHeightPx + LABEL_PX) + LABEL_PX;
    const bottom = from + rowHeightPx;
    return { top: from, bottom, y: scaleLinear([0, row.kind === 'share' ? top : 1], [bottom, from]) };
  });
  const bar = Math.max(2, Math.min(48, (x(step) - x(0)) * 0.78));
  return { x, bar, rows, axis: data.rows.length * (rowHeightPx + LABEL_PX) };
}

/** A row of bars for each distribution above one score axis, with the target as a vertical line. */
export const levelRowsChart = defineChart<LevelRows, LevelRowsOptions>({
  name: 'level-rows',
  className: 'level-rows',
  defaults: { rowHeightPx: ROW_HEIGHT_PX },
  validate: { rowHeightPx: atLeast(20) },
  title: ({ name }) => name,
  fileStem: (data) => data.fileStem,
  height: ({ rows }, { rowHeightPx }) => rows.length * (rowHeightPx + LABEL_PX) + MARGIN.bottom,
  summarise: ({ summary }) => summary,
  table: ({ levels, rows }) => [
    ['level', 'score', ...rows.map(({ key }) => key.replaceAll('-', '_'))],
    ...levels.map(({ word, score }, j): TableRow => [word, score, ...rows.map(({ values }) => values[j] ?? 0)]),
  ],
  settings: ({ settings }) => settings,
  draw(svg, { data, options, width }, cursor) {
    const layout = levelRowsLayout(data, width, options.rowHeightPx);
    drawVertical(svg, 'target-line', layout.x(data.target), [LABEL_PX, layout.axis]);
    data.rows.forEach((row, i) => drawRow(svg, layout, data, row, i, width, cursor));
    drawScoreAxis(svg, layout, data, width);
    drawTargetHandle(svg, layout, data.target);
  },
  marks: {
    count: ({ levels }) => levels.length,
    at: ({ data, width }, x) => nearestLevelIndex(data.levels, levelRowsLayout(data, width).x.invert(x)),
    describe({ levels, rows }, mark) {
      const level = levels[mark];
      if (level === undefined) return '';
      const parts = rows.map((row) => `${row.label} ${valueText(row, mark)}`);
      return `${level.word} (${trim(level.score)}): ${parts.join(', ')}`;
    },
  },
});

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
  drawText(group, 'row-label', { x: MARGIN.left, y: top - 7 }, row.label);
  drawHorizontal(group, 'axis', bottom + 0.5, [MARGIN.left, width - MARGIN.right]);
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
  // A cross marks a level without any probability.
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
  const shown = data.levels.filter((_, j) => j % every === 0);
  drawCentredTicks(
    svg,
    shown,
    ({ score }) => Math.min(width - 6, x(score)),
    axis + 15,
    ({ score }) => trim(score),
  );
}

function drawTargetHandle(svg: Svg, { x, axis }: LevelRowsLayout, target: number): void {
  drawPath(svg, 'target-handle', diamondPath(x(target), axis + 25.5, 6.5));
  const right = x(target) > x.range()[1]! - 90;
  const place = { x: x(target) + (right ? -11 : 11), y: axis + 29, anchor: right ? 'end' : 'start' } as const;
  drawText(svg, 'target-label', place, `target s* = ${trim(target)}`);
}

function valueText(row: LevelRow, index: number): string {
  const value = row.values[index] ?? 0;
  if (row.kind === 'share') return value === 0 ? 'none' : formatPercent(value);
  return value.toPrecision(2);
}

function trim(value: number): string {
  return String(Number(value.toFixed(2)));
}
