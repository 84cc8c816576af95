import type { ScaleLinear } from 'd3';
import { scaleLinear } from 'd3';
import type { TableRow } from './chart';
import { defineChart, fileStem } from './chart';
import { formatInstant, formatScore } from '../base';
import { drawCircle, drawHorizontal, drawPath } from './marks';
import { atLeast, between } from './options';
import type { Pane } from './panes';
import { drawBottomAxis, drawCursorLine, drawPane, drawSeries, PANE_MARGIN, stackPanes } from './panes';
import { timeTicks } from './plot-axes';
import { nearestFrame } from './similarity-curve';
import type { SimilarityCurve } from './similarity-curve';
import type { Svg } from './svg';

/** Quality of a clip over time, by dimension. */
export interface QualityTimeline {
  readonly video: string;
  readonly frames: SimilarityCurve['frames'];
  readonly rows: readonly {
    readonly name: string;
    /** Of the clip as a whole. */
    readonly score: number;
    /** One a frame, 1..5; NaN where unknown. */
    readonly values: readonly number[];
    /** Change of the score without each frame, in score points, where it was measured. */
    readonly changes?: readonly number[];
  }[];
  /** Frames to be marked, with the row whose score is low there. */
  readonly worst: readonly { readonly place: number; readonly row: number }[];
  /** The stretch that one value is computed from, e.g. `1 s`. */
  readonly window: string;
}

export interface QualityTimelineOptions {
  /** Height of the pane of a dimension with its title, CSS pixels. */
  readonly paneHeightPx: number;
  /** The score axis spans at least so many score points: a small change must look small. */
  readonly leastSpan: number;
  /** A change of this size, in score points, fills its bar. */
  readonly fullChange: number;
}

/** Room for the marks of slow and fast frames above the axis. */
const MARKS_PX = 16;
const LEAST_SPAN = 1;
/** Beyond this many frames a pixel only slow ones are marked. */
const MAX_MARKS_PER_PX = 1 / 5;
const CHANGE_PX = 10;

export function timelineScale(data: QualityTimeline, width: number): ScaleLinear<number, number> {
  const end = data.frames.at(-1)?.instant ?? 0;
  return scaleLinear([0, end > 0 ? end : 1], [PANE_MARGIN.left, width - PANE_MARGIN.right]);
}

/** One vertical scale for all rows, so that they can be compared: from the lowest to the highest value, within 1..5. */
export function timelineDomain({ rows }: QualityTimeline, leastSpan = LEAST_SPAN): readonly [number, number] {
  const values = rows.flatMap(({ values, score }) => [...values.filter(Number.isFinite), score]);
  if (values.length === 0) return [1, 5];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = Math.max(0, leastSpan - (high - low)) / 2;
  const bottom = Math.max(1, Math.floor((low - room) * 2) / 2);
  return [bottom, Math.min(5, Math.max(bottom + leastSpan, Math.ceil((high + room) * 2) / 2))];
}

/** A pane for each dimension: its value as a line, the clip's score dashed, low values as triangles. */
export const qualityTimelineChart = defineChart<QualityTimeline, QualityTimelineOptions>({
  name: 'quality-timeline',
  className: 'timeline',
  defaults: { paneHeightPx: 66, leastSpan: LEAST_SPAN, fullChange: 0.5 },
  validate: { paneHeightPx: atLeast(40), leastSpan: between(0.5, 4), fullChange: between(0.01, 4) },
  title: ({ frames }) => `Quality along ${frames.length} sampled frames`,
  fileStem: ({ video }) => fileStem(video, 'quality over time'),
  height: ({ rows }, { paneHeightPx }) => rows.length * paneHeightPx + MARKS_PX + PANE_MARGIN.top + PANE_MARGIN.bottom,
  summarise({ rows, frames, worst, window }) {
    const lows = worst.map(({ place, row }) => {
      const { name, values } = rows[row]!;
      return `${name.toLowerCase()} ${formatScore(values[place]!)} at ${formatInstant(frames[place]!.instant)}`;
    });
    const low = lows.length === 0 ? 'No frame scores far below the others.' : `Lowest values: ${lows.join(', ')}.`;
    return `${rows.length} dimensions over ${frames.length} sampled frames, each value from ${window}. ${low}`;
  },
  table({ rows, frames }) {
    const changed = rows.filter(({ changes }) => changes !== undefined);
    return [
      [
        'frame',
        'instant_seconds',
        'pathway',
        ...rows.map(({ name }) => name),
        ...changed.map(({ name }) => `${name} change without this frame`),
      ],
      ...frames.map(({ index, instant, pathway }, place): TableRow => [
        index,
        instant,
        pathway,
        ...rows.map(({ values }) => known(values[place])),
        ...changed.map(({ changes }) => known(changes?.[place])),
      ]),
    ];
  },
  settings: ({ video, window }) => ({ video, window }),
  draw(svg, { data, options, width, height }, cursor) {
    const x = timelineScale(data, width);
    const domain = timelineDomain(data, options.leastSpan);
    const panes = stackPanes(
      data.rows.map(({ name, score }) => ({ title: `${name}, clip ${formatScore(score)}`, values: domain })),
      { width, height: height - MARKS_PX },
      // Rounded ends would leave the scale of 1 to 5.
    ).map((pane) => ({ ...pane, y: scaleLinear(domain, [pane.bottom, pane.top]) }));
    panes.forEach((pane, row) => {
      const { values, score, changes } = data.rows[row]!;
      drawPane(svg, pane, width);
      drawHorizontal(svg, 'clip-score', Math.round(pane.y(score)) + 0.5, [PANE_MARGIN.left, width - PANE_MARGIN.right]);
      if (changes !== undefined) drawChanges(svg, pane, x, data.frames, changes, options.fullChange);
      const points = values.map((value, place) => [data.frames[place]!.instant, value] as const);
      drawSeries(svg, pane, x, points, 'quality');
      const [[at, value] = [0, NaN]] = points;
      // A line needs two points.
      if (points.length === 1 && Number.isFinite(value)) drawCircle(svg, 'quality-dot', x(at), pane.y(value), 3);
    });
    for (const { place, row } of data.worst) drawWorst(svg, panes[row]!, x, data, place, row);
    drawPathways(svg, data, x, height - PANE_MARGIN.bottom - MARKS_PX / 2 + 2, width);
    const frame = cursor === undefined ? undefined : data.frames[cursor];
    if (frame !== undefined) drawCursorLine(svg, x(frame.instant), height, 'cursor');
    drawBottomAxis(svg, x, timeTicks(x, width), { width, height }, formatInstant);
  },
  marks: {
    count: ({ frames }) => frames.length,
    at: ({ data, width }, x) => nearestFrame(data.frames, timelineScale(data, width).invert(x)),
    describe({ frames, rows }, mark) {
      const frame = frames[mark];
      if (frame === undefined) return '';
      const values = rows.flatMap(({ name, values }) =>
        Number.isFinite(values[mark]) ? [`${name} ${formatScore(values[mark]!)}`] : [],
      );
      return `${formatInstant(frame.instant)}, ${frame.pathway}: ${values.join(', ')}`;
    },
  },
});

function known(value: number | undefined): number | string {
  return value === undefined || Number.isNaN(value) ? '' : value;
}

/** A triangle above the low value, pointing at it. */
function drawWorst(
  svg: Svg,
  { y, top }: Pane,
  x: ScaleLinear<number, number>,
  data: QualityTimeline,
  place: number,
  row: number,
): void {
  const at = x(data.frames[place]!.instant);
  const tip = Math.max(top + 9, y(data.rows[row]!.values[place]!) - 4);
  drawPath(svg, 'worst', `M${at},${tip}l-5,-8h10z`);
}

/** Change of the score without each frame: bars up and down near the bottom of the pane. */
function drawChanges(
  svg: Svg,
  pane: Pane,
  x: ScaleLinear<number, number>,
  frames: QualityTimeline['frames'],
  changes: readonly number[],
  fullChange: number,
): void {
  const rest = pane.bottom - CHANGE_PX / 2;
  const bars = svg.append('g').attr('class', 'changes');
  changes.forEach((change, place) => {
    const size = Math.min(1, Math.abs(change) / fullChange) * CHANGE_PX;
    if (!(size >= 0.5)) return;
    bars
      .append('rect')
      .attr('class', change > 0 ? 'lowers' : 'raises')
      .attr('x', x(frames[place]!.instant) - 1.5)
      .attr('width', 3)
      .attr('y', change > 0 ? rest - size : rest)
      .attr('height', size);
  });
}

/** Slow frames as tall strokes, fast ones as dots. */
function drawPathways(
  svg: Svg,
  data: QualityTimeline,
  x: ScaleLinear<number, number>,
  at: number,
  width: number,
): void {
  const crowded = data.frames.length > width * MAX_MARKS_PER_PX;
  const marks = svg.append('g').attr('class', 'pathways');
  for (const { instant, pathway } of data.frames) {
    if (pathway === 'slow') {
      const bar = marks.append('rect').attr('class', 'mark slow');
      bar
        .attr('x', x(instant) - 1.5)
        .attr('y', at - 5)
        .attr('width', 3)
        .attr('height', 10);
    } else if (!crowded) {
      drawCircle(marks, 'mark fast', x(instant), at, 2);
    }
  }
}
