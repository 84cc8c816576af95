import type { ScaleLinear } from 'd3';
import { bisector, curveStepAfter, line, min, scaleLinear } from 'd3';
import { formatInstant, formatScore } from './format';
import type { Chart, TableRow } from './chart';
import { fileStem } from './chart';
import { drawGrid } from './plot-axes';
import type { Svg } from './svg';
import { createSvg } from './svg';

/** How similar each sampled frame is to the last slow one. */
export interface SimilarityCurve {
  readonly video: string;
  readonly frames: readonly {
    readonly index: number;
    /** Seconds. */
    readonly instant: number;
    readonly pathway: 'slow' | 'fast';
    /** Fraction of similar patches, 0..1. */
    readonly similarity: number;
    readonly duplicate: boolean;
  }[];
  /** A frame above this is fast. */
  readonly threshold: number;
}

const MARGIN = { top: 14, right: 12, bottom: 26, left: 40 };
/** Beyond this many frames the fast ones are a line only: circles would touch. */
const MAX_MARKERS_PER_PX = 1 / 7;

export interface CurveScales {
  /** Seconds to pixels. */
  readonly x: ScaleLinear<number, number>;
  /** Similarity to pixels. */
  readonly y: ScaleLinear<number, number>;
}

/** The similarity axis starts at a tenth that leaves the lowest frame and the threshold in sight, and ends at 1. */
export function curveScales(data: SimilarityCurve, width: number, height: number): CurveScales {
  const lowest = Math.min(min(data.frames, (frame) => frame.similarity) ?? 0, data.threshold);
  const bottom = Math.max(0, Math.floor(lowest * 10 - 0.5) / 10);
  const end = data.frames.at(-1)?.instant ?? 0;
  return {
    x: scaleLinear([0, end > 0 ? end : 1], [MARGIN.left, width - MARGIN.right]),
    y: scaleLinear([bottom, 1], [height - MARGIN.bottom, MARGIN.top]),
  };
}

export function describeSimilarityCurve(data: SimilarityCurve): string {
  const slow = data.frames.filter((frame) => frame.pathway === 'slow');
  const fast = data.frames.length - slow.length;
  const lowest = data.frames.reduce<SimilarityCurve['frames'][number] | undefined>(
    (best, frame) => (best === undefined || frame.similarity < best.similarity ? frame : best),
    undefined,
  );
  if (lowest === undefined) return 'No frame was sampled.';
  const counts = `${slow.length} slow and ${fast} fast frames at threshold ${formatScore(data.threshold)}.`;
  return `${counts} Lowest similarity ${formatScore(lowest.similarity)} at ${formatInstant(lowest.instant)}.`;
}

export function describeFrame(frame: SimilarityCurve['frames'][number], threshold: number): string {
  const repeat = frame.duplicate ? ', repeats the frame before' : '';
  const against =
    frame.index === 0
      ? 'the first frame is always slow'
      : `similarity ${formatScore(frame.similarity)}, threshold ${formatScore(threshold)}`;
  return `Frame ${frame.index + 1} at ${formatInstant(frame.instant)}: ${frame.pathway}, ${against}${repeat}`;
}

export function similarityTable(data: SimilarityCurve): readonly TableRow[] {
  return [
    ['frame', 'instant_seconds', 'pathway', 'similarity', 'repeated', 'threshold'],
    ...data.frames.map((frame): TableRow => [
      frame.index,
      frame.instant,
      frame.pathway,
      frame.similarity,
      frame.duplicate ? 1 : 0,
      data.threshold,
    ]),
  ];
}

/** Index of the frame whose instant is nearest. */
export function nearestFrame(frames: SimilarityCurve['frames'], instant: number): number {
  return Math.max(0, bisector((frame: SimilarityCurve['frames'][number]) => frame.instant).center(frames, instant));
}

/** Similarity over time as steps, the threshold as a dashed line, slow frames as squares and fast ones as circles. */
export function similarityCurve(
  data: SimilarityCurve,
  options: { readonly width: number; readonly height: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, height, cursor } = options;
  const scales = curveScales(data, width, height);
  const svg = createSvg(width, height, chartName(data), describeSimilarityCurve(data)).classed('similarity', true);
  drawAxes(svg, scales, width, height);
  drawThreshold(svg, scales, data.threshold, width);
  const { x, y } = scales;
  const path = line<SimilarityCurve['frames'][number]>(
    (frame) => x(frame.instant),
    (frame) => y(frame.similarity),
  ).curve(curveStepAfter);
  svg.append('path').attr('class', 'curve').attr('d', path(data.frames));
  drawCursor(svg, scales, data, cursor, height);
  drawMarkers(svg, scales, data, cursor, width);
  return svg.node()!;
}

function drawAxes(svg: Svg, { x, y }: CurveScales, width: number, height: number): void {
  drawGrid(svg, y, MARGIN, width, { ticks: 4, gap: 8, text: y.tickFormat(4) });
  svg
    .append('g')
    .selectAll('text')
    .data(x.ticks(Math.max(2, Math.min(10, Math.floor(width / 70)))))
    .join('text')
    .attr('class', 'tick')
    .attr('x', (tick) => x(tick))
    .attr('y', height - 7)
    // The last label would stick out of a picture whose axis ends on it.
    .attr('text-anchor', (tick) => (x(tick) > width - MARGIN.right - 8 ? 'end' : 'middle'))
    .text((tick) => formatInstant(tick));
}

function drawThreshold(svg: Svg, { y }: CurveScales, threshold: number, width: number): void {
  const at = Math.round(y(threshold)) + 0.5;
  svg
    .append('line')
    .attr('class', 'threshold')
    .attr('x1', MARGIN.left)
    .attr('x2', width - MARGIN.right)
    .attr('y1', at)
    .attr('y2', at);
}

function drawMarkers(
  svg: Svg,
  { x, y }: CurveScales,
  data: SimilarityCurve,
  cursor: number | undefined,
  width: number,
): void {
  const crowded = data.frames.length > width * MAX_MARKERS_PER_PX;
  const marks = svg.append('g').attr('class', crowded ? 'marks crowded' : 'marks');
  const size = crowded ? 2.5 : 4;
  data.frames.forEach((frame, i) => {
    if (crowded && frame.pathway === 'fast' && i !== cursor) return;
    const [cx, cy] = [x(frame.instant), y(frame.similarity)];
    const r = i === cursor ? size + 2 : size;
    // Shape as well as colour tells the pathways apart.
    const d =
      frame.pathway === 'slow'
        ? `M${cx - r},${cy - r}h${2 * r}v${2 * r}h${-2 * r}z`
        : `M${cx - r * 0.8},${cy}a${r * 0.8},${r * 0.8} 0 1 0 ${r * 1.6},0a${r * 0.8},${r * 0.8} 0 1 0 ${-r * 1.6},0z`;
    marks
      .append('path')
      .attr('class', `mark ${frame.pathway}`)
      .classed('under-cursor', i === cursor)
      .attr('d', d);
  });
}

function drawCursor(
  svg: Svg,
  { x }: CurveScales,
  data: SimilarityCurve,
  cursor: number | undefined,
  height: number,
): void {
  const frame = cursor === undefined ? undefined : data.frames[cursor];
  if (frame === undefined) return;
  svg
    .append('line')
    .attr('class', 'cursor')
    .attr('x1', x(frame.instant))
    .attr('x2', x(frame.instant))
    .attr('y1', MARGIN.top - 6)
    .attr('y2', height - MARGIN.bottom);
}

export function similarityCurveChart(data: SimilarityCurve): Chart {
  const height = (width: number): number => (width < 560 ? 150 : 180);
  return {
    name: chartName(data),
    summary: describeSimilarityCurve(data),
    fileStem: fileStem(data.video, 'similarity'),
    height,
    draw: (width, cursor) => similarityCurve(data, { width, height: height(width), cursor }),
    marks: data.frames.length,
    markAt: (width, at) => nearestFrame(data.frames, curveScales(data, width, height(width)).x.invert(at)),
    describe(mark) {
      const frame = data.frames[mark];
      return frame === undefined ? '' : describeFrame(frame, data.threshold);
    },
    table: similarityTable(data),
    settings: { video: data.video, threshold: data.threshold },
  };
}

function chartName(data: SimilarityCurve): string {
  return `Similarity of ${data.frames.length} frames to the last slow frame`;
}
