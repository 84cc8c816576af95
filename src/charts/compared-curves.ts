import type { ScaleLinear } from 'd3';
import { scaleLinear } from 'd3';
import type { TableRow } from './chart';
import { defineChart, fileStem } from './chart';
import { formatInstant, formatScore } from '../base';
import { nearestIndex } from './marks';
import { atLeast } from './options';
import { drawBottomAxis, drawCursorLine, drawPane, drawSeries, PANE_MARGIN, stackPanes } from './panes';
import { timeTicks } from './plot-axes';

/** The quality of two clips along their time, a pane for each dimension. */
export interface ComparedCurves {
  readonly first: string;
  readonly second: string;
  readonly rows: readonly {
    readonly name: string;
    readonly first: readonly CurvePoint[];
    readonly second: readonly CurvePoint[];
  }[];
  /** Seconds that the cursor walks over: the longer clip's sampled instants. */
  readonly instants: readonly number[];
}

/** Seconds, and a score on 1..5 (NaN where nothing is known). */
export type CurvePoint = readonly [instant: number, score: number];

export interface ComparedCurvesOptions {
  /** Height of the pane of a dimension with its title, CSS pixels. */
  readonly paneHeightPx: number;
}

export function curvesScale({ instants }: ComparedCurves, width: number): ScaleLinear<number, number> {
  const end = instants.at(-1) ?? 0;
  return scaleLinear([0, end > 0 ? end : 1], [PANE_MARGIN.left, width - PANE_MARGIN.right]);
}

/** The last value at or before an instant; NaN before the first. */
export function valueAt(points: readonly CurvePoint[], seconds: number): number {
  return points.findLast(([instant]) => instant <= seconds + 1e-6)?.[1] ?? NaN;
}

/** One scale for all panes, so that they can be compared: from the lowest to the highest value, in half steps. */
export function curvesDomain({ rows }: ComparedCurves): readonly [number, number] {
  const values = rows.flatMap(({ first, second }) => [...first, ...second].map(([, value]) => value));
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return [1, 5];
  const low = Math.max(1, Math.floor(Math.min(...known) * 2 - 0.2) / 2);
  return [low, Math.min(5, Math.max(low + 1, Math.ceil(Math.max(...known) * 2 + 0.2) / 2))];
}

/** The first clip as a line, the second dashed; one axis of time, one scale for all panes. */
export const comparedCurvesChart = defineChart<ComparedCurves, ComparedCurvesOptions>({
  name: 'compared-curves',
  className: 'compared-curves',
  defaults: { paneHeightPx: 70 },
  validate: { paneHeightPx: atLeast(40) },
  title: () => 'Quality of both clips over time',
  fileStem: ({ first, second }) => fileStem(first, second, 'quality over time'),
  height: ({ rows }, { paneHeightPx }) => rows.length * paneHeightPx + PANE_MARGIN.top + PANE_MARGIN.bottom,
  summarise({ first, second, rows }) {
    const means = rows.map((row) => {
      const [one, other] = [meanOf(row.first), meanOf(row.second)];
      return `${row.name.toLowerCase()} ${formatScore(one)} and ${formatScore(other)}`;
    });
    return `Mean over ${first} and ${second}: ${means.join('; ')}.`;
  },
  table({ rows, instants }) {
    const cell = (points: readonly CurvePoint[], seconds: number): number | string => {
      const value = valueAt(points, seconds);
      return Number.isNaN(value) ? '' : value;
    };
    return [
      ['instant_seconds', ...rows.flatMap(({ name }) => [`${name} first`, `${name} second`])],
      ...instants.map((seconds): TableRow => [
        seconds,
        ...rows.flatMap(({ first, second }) => [cell(first, seconds), cell(second, seconds)]),
      ]),
    ];
  },
  settings: ({ first, second }) => ({ first, second }),
  draw(svg, { data, width, height }, cursor) {
    const x = curvesScale(data, width);
    const [low, high] = curvesDomain(data);
    const panes = stackPanes(
      data.rows.map(({ name }) => ({ title: name, values: [low, high] })),
      { width, height },
    );
    panes.forEach((pane, i) => {
      // Not rounded any further: scores end at 1 and 5.
      pane.y.domain([low, high]);
      const { first, second } = data.rows[i]!;
      drawPane(svg, pane, width);
      drawSeries(svg, pane, x, first, 'first');
      drawSeries(svg, pane, x, second, 'second');
    });
    const at = cursor === undefined ? undefined : data.instants[cursor];
    if (at !== undefined) drawCursorLine(svg, x(at), height, 'cursor');
    drawBottomAxis(svg, x, timeTicks(x, width), { width, height }, formatInstant);
  },
  marks: {
    count: ({ instants }) => instants.length,
    at({ data, width }, x) {
      const seconds = curvesScale(data, width).invert(x);
      return nearestIndex(data.instants, (instant) => Math.abs(instant - seconds));
    },
    describe({ rows, instants }, mark) {
      const seconds = instants[mark];
      if (seconds === undefined) return '';
      const values = rows.map(({ name, first, second }) => {
        const [one, other] = [valueAt(first, seconds), valueAt(second, seconds)];
        return `${name} ${scoreText(one)} and ${scoreText(other)}`;
      });
      return `${formatInstant(seconds)}: ${values.join(', ')}`;
    },
  },
});

function scoreText(value: number): string {
  return Number.isNaN(value) ? 'unknown' : formatScore(value);
}

function meanOf(points: readonly CurvePoint[]): number {
  const known = points.map(([, value]) => value).filter(Number.isFinite);
  return known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
}
