import type { ScaleLinear } from 'd3';
import { scaleLinear } from 'd3';
import { formatInstant, formatScore } from './format';
import type { Chart, TableRow } from './chart';
import { fileStem } from './chart';
import type { Pane } from './panes';
import { drawBottomAxis, drawCursorLine, drawPane, drawSeries, PANE_MARGIN, stackPanes } from './panes';
import { nearestFrame } from './similarity-curve';
import type { SimilarityCurve } from './similarity-curve';
import type { Svg } from './svg';
import { createSvg } from './svg';

/** How good a clip is along its time, dimension by dimension. */
export interface QualityTimeline {
  readonly video: string;
  readonly frames: SimilarityCurve['frames'];
  readonly rows: readonly {
    readonly name: string;
    /** Of the clip as a whole. */
    readonly score: number;
    /** One a frame, 1..5; NaN where nothing is known. */
    readonly values: readonly number[];
    /** How far the score moves when the frame is neutralised, where that was measured. */
    readonly changes?: readonly number[];
  }[];
  /** Frames to be marked, with the row that falls behind there. */
  readonly worst: readonly { readonly place: number; readonly row: number }[];
  /** What one value rests on, e.g. `1 s`. */
  readonly window: string;
}

const PANE_PX = 66;
/** Room for the marks of slow and fast frames above the axis. */
const MARKS_PX = 16;
/** A row that hardly changes must not look as if it did: the axis spans at least this much. */
const LEAST_SPAN = 1;
/** Beyond this many frames a pixel only slow ones are marked. */
const MAX_MARKS_PER_PX = 1 / 5;
/** A change of this size fills its bar. */
const FULL_CHANGE = 0.5;
const CHANGE_PX = 10;

export function timelineScale(data: QualityTimeline, width: number): ScaleLinear<number, number> {
  const end = data.frames.at(-1)?.instant ?? 0;
  return scaleLinear([0, end > 0 ? end : 1], [PANE_MARGIN.left, width - PANE_MARGIN.right]);
}

/** One vertical scale for all rows, so that they can be compared: from the lowest to the highest value, within 1..5. */
export function timelineDomain({ rows }: QualityTimeline): readonly [number, number] {
  const values = rows.flatMap(({ values, score }) => [...values.filter(Number.isFinite), score]);
  if (values.length === 0) return [1, 5];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = Math.max(0, LEAST_SPAN - (high - low)) / 2;
  const bottom = Math.max(1, Math.floor((low - room) * 2) / 2);
  return [bottom, Math.min(5, Math.max(bottom + LEAST_SPAN, Math.ceil((high + room) * 2) / 2))];
}

export function describeQualityTimeline(data: QualityTimeline): string {
  const told = data.worst.map(({ place, row }) => {
    const { name, values } = data.rows[row]!;
    return `${name.toLowerCase()} ${formatScore(values[place]!)} at ${formatInstant(data.frames[place]!.instant)}`;
  });
  const worst = told.length === 0 ? 'No moment falls far behind the others.' : `Worst moments: ${told.join(', ')}.`;
  return `${data.rows.length} dimensions over ${data.frames.length} sampled frames, each value from ${data.window}. ${worst}`;
}

export function qualityTimelineTable(data: QualityTimeline): readonly TableRow[] {
  const changed = data.rows.filter(({ changes }) => changes !== undefined);
  return [
    [
      'frame',
      'instant_seconds',
      'pathway',
      ...data.rows.map(({ name }) => name),
      ...changed.map(({ name }) => `${name} change without this frame`),
    ],
    ...data.frames.map(({ index, instant, pathway }, place): TableRow => [
      index,
      instant,
      pathway,
      ...data.rows.map(({ values }) => known(values[place])),
      ...changed.map(({ changes }) => known(changes?.[place])),
    ]),
  ];
}

function known(value: number | undefined): number | string {
  return value === undefined || Number.isNaN(value) ? '' : value;
}

/** A pane for each dimension: its value as a line, the clip's score dashed, worst moments as triangles. */
export function qualityTimeline(
  data: QualityTimeline,
  options: { readonly width: number; readonly height: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, height, cursor } = options;
  const svg = createSvg(width, height, chartName(data), describeQualityTimeline(data)).classed('timeline', true);
  const x = timelineScale(data, width);
  const domain = timelineDomain(data);
  const panes = stackPanes(
    data.rows.map(({ name, score }) => ({ title: `${name}, clip ${formatScore(score)}`, values: domain })),
    { width, height: height - MARKS_PX },
    // Rounded ends would leave the scale of 1 to 5.
  ).map((pane) => ({ ...pane, y: scaleLinear(domain, [pane.bottom, pane.top]) }));
  panes.forEach((pane, row) => {
    const { values, score, changes } = data.rows[row]!;
    drawPane(svg, pane, width);
    drawClipScore(svg, pane, score, width);
    if (changes !== undefined) drawChanges(svg, pane, x, data.frames, changes);
    const points = values.map((value, place) => [data.frames[place]!.instant, value] as const);
    drawSeries(svg, pane, x, points, 'quality');
    if (points.length === 1) drawDot(svg, pane, x, points[0]!);
  });
  for (const { place, row } of data.worst) drawWorst(svg, panes[row]!, x, data, place, row);
  drawPathways(svg, data, x, height - PANE_MARGIN.bottom - MARKS_PX / 2 + 2, width);
  const frame = cursor === undefined ? undefined : data.frames[cursor];
  if (frame !== undefined) drawCursorLine(svg, x(frame.instant), height, 'cursor');
  const ticks = x.ticks(Math.max(2, Math.min(10, Math.floor(width / 70))));
  drawBottomAxis(svg, x, ticks, { width, height }, formatInstant);
  return svg.node()!;
}

function drawClipScore(svg: Svg, { y }: Pane, score: number, width: number): void {
  svg
    .append('line')
    .attr('class', 'clip-score')
    .attr('x1', PANE_MARGIN.left)
    .attr('x2', width - PANE_MARGIN.right)
    .attr('y1', Math.round(y(score)) + 0.5)
    .attr('y2', Math.round(y(score)) + 0.5);
}

function drawDot(svg: Svg, { y }: Pane, x: ScaleLinear<number, number>, [at, value]: readonly [number, number]): void {
  if (!Number.isFinite(value)) return;
  svg.append('circle').attr('class', 'quality-dot').attr('cx', x(at)).attr('cy', y(value)).attr('r', 3);
}

/** A triangle that points at the valley from above. */
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
  svg.append('path').attr('class', 'worst').attr('d', `M${at},${tip}l-5,-8h10z`);
}

/** What leaving each frame out does to the score: up and down from the pane's bottom line. */
function drawChanges(
  svg: Svg,
  pane: Pane,
  x: ScaleLinear<number, number>,
  frames: QualityTimeline['frames'],
  changes: readonly number[],
): void {
  const rest = pane.bottom - CHANGE_PX / 2;
  const bars = svg.append('g').attr('class', 'changes');
  changes.forEach((change, place) => {
    const size = Math.min(1, Math.abs(change) / FULL_CHANGE) * CHANGE_PX;
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
      const bar = marks
        .append('rect')
        .attr('class', 'mark slow')
        .attr('x', x(instant) - 1.5);
      bar
        .attr('y', at - 5)
        .attr('width', 3)
        .attr('height', 10);
    } else if (!crowded) {
      marks.append('circle').attr('class', 'mark fast').attr('cx', x(instant)).attr('cy', at).attr('r', 2);
    }
  }
}

export function qualityTimelineChart(data: QualityTimeline): Chart {
  const height = (): number => data.rows.length * PANE_PX + MARKS_PX + PANE_MARGIN.top + PANE_MARGIN.bottom;
  return {
    name: chartName(data),
    summary: describeQualityTimeline(data),
    fileStem: fileStem(data.video, 'quality over time'),
    height,
    draw: (width, cursor) => qualityTimeline(data, { width, height: height(), cursor }),
    marks: data.frames.length,
    markAt: (width, at) => nearestFrame(data.frames, timelineScale(data, width).invert(at)),
    describe(mark) {
      const frame = data.frames[mark];
      if (frame === undefined) return '';
      const told = data.rows.flatMap(({ name, values }) =>
        Number.isFinite(values[mark]) ? [`${name} ${formatScore(values[mark]!)}`] : [],
      );
      return `${formatInstant(frame.instant)}, ${frame.pathway}: ${told.join(', ')}`;
    },
    table: qualityTimelineTable(data),
    settings: { video: data.video, window: data.window },
  };
}

function chartName({ frames }: QualityTimeline): string {
  return `Quality along ${frames.length} sampled frames`;
}
