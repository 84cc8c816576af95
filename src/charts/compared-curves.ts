import type { ScaleLinear } from 'd3';
import { scaleLinear } from 'd3';
import { formatInstant, formatScore } from './format';
import type { Chart, TableRow } from './chart';
import { fileStem } from './chart';
import { drawBottomAxis, drawCursorLine, drawPane, drawSeries, PANE_MARGIN, stackPanes } from './panes';
import { createSvg } from './svg';

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

const PANE_PX = 70;

export function curvesScale({ instants }: ComparedCurves, width: number): ScaleLinear<number, number> {
  const end = instants.at(-1) ?? 0;
  return scaleLinear([0, end > 0 ? end : 1], [PANE_MARGIN.left, width - PANE_MARGIN.right]);
}

export function describeComparedCurves({ first, second, rows }: ComparedCurves): string {
  const means = rows.map((row) => {
    const [one, other] = [meanOf(row.first), meanOf(row.second)];
    return `${row.name.toLowerCase()} ${formatScore(one)} and ${formatScore(other)}`;
  });
  return `Along ${first} and ${second}, on average: ${means.join('; ')}.`;
}

/** The last value at or before an instant; NaN before the first. */
export function valueAt(points: readonly CurvePoint[], seconds: number): number {
  return points.findLast(([instant]) => instant <= seconds + 1e-6)?.[1] ?? NaN;
}

export function comparedCurvesTable({ rows, instants }: ComparedCurves): readonly TableRow[] {
  const told = (points: readonly CurvePoint[], seconds: number): number | string => {
    const value = valueAt(points, seconds);
    return Number.isNaN(value) ? '' : value;
  };
  return [
    ['instant_seconds', ...rows.flatMap(({ name }) => [`${name} first`, `${name} second`])],
    ...instants.map((seconds): TableRow => [
      seconds,
      ...rows.flatMap(({ first, second }) => [told(first, seconds), told(second, seconds)]),
    ]),
  ];
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
export function comparedCurves(
  data: ComparedCurves,
  options: { readonly width: number; readonly height: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, height, cursor } = options;
  const svg = createSvg(width, height, CHART_NAME, describeComparedCurves(data)).classed('compared-curves', true);
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
  drawBottomAxis(svg, x, x.ticks(Math.max(2, Math.min(10, Math.floor(width / 70)))), { width, height }, formatInstant);
  return svg.node()!;
}

export function comparedCurvesChart(data: ComparedCurves): Chart {
  const height = (): number => data.rows.length * PANE_PX + PANE_MARGIN.top + PANE_MARGIN.bottom;
  return {
    name: CHART_NAME,
    summary: describeComparedCurves(data),
    fileStem: fileStem(data.first, data.second, 'quality over time'),
    height,
    draw: (width, cursor) => comparedCurves(data, { width, height: height(), cursor }),
    marks: data.instants.length,
    markAt(width, at) {
      const seconds = curvesScale(data, width).invert(at);
      return data.instants.reduce(
        (best, instant, i, all) => (Math.abs(instant - seconds) < Math.abs(all[best]! - seconds) ? i : best),
        0,
      );
    },
    describe(mark) {
      const seconds = data.instants[mark];
      if (seconds === undefined) return '';
      const told = data.rows.map(({ name, first, second }) => {
        const [one, other] = [valueAt(first, seconds), valueAt(second, seconds)];
        return `${name} ${words(one)} and ${words(other)}`;
      });
      return `${formatInstant(seconds)}: ${told.join(', ')}`;
    },
    table: comparedCurvesTable(data),
    settings: { first: data.first, second: data.second },
  };
}

function words(value: number): string {
  return Number.isNaN(value) ? 'nothing' : formatScore(value);
}

function meanOf(points: readonly CurvePoint[]): number {
  const known = points.map(([, value]) => value).filter(Number.isFinite);
  return known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
}

const CHART_NAME = 'Quality of both clips along their time';
