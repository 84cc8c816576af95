import type { ScaleLinear } from 'd3';
import { bisector, curveStepAfter, line, min, scaleLinear } from 'd3';
import type { TableRow } from './chart';
import { defineChart, fileStem } from './chart';
import { formatInstant, formatScore } from '../base';
import { discPath, drawHorizontal, drawPath, drawVertical, squarePath } from './marks';
import { atLeast } from './options';
import { drawGrid, drawTimeTicks } from './plot-axes';
import type { Svg } from './svg';

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

export interface SimilarityCurveOptions {
  /** Height of the picture, CSS pixels. */
  readonly heightPx: number;
  /** The same where the picture is narrower than 560 CSS pixels. */
  readonly narrowHeightPx: number;
}

const NARROW_PX = 560;
const MARGIN = { top: 14, right: 12, bottom: 26, left: 40 };
/** Beyond this many frames the fast ones are a line only: circles would touch. */
const MAX_MARKERS_PER_PX = 1 / 7;

export interface CurveScales {
  /** Seconds to pixels. */
  readonly x: ScaleLinear<number, number>;
  /** Similarity to pixels. */
  readonly y: ScaleLinear<number, number>;
}

/** The similarity axis starts at a tenth below the lowest frame and the threshold, and ends at 1. */
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

/** Index of the frame whose instant is nearest. */
export function nearestFrame(frames: SimilarityCurve['frames'], instant: number): number {
  return Math.max(0, bisector((frame: SimilarityCurve['frames'][number]) => frame.instant).center(frames, instant));
}

/** Similarity over time as steps, the threshold as a dashed line, slow frames as squares and fast ones as discs. */
export const similarityCurveChart = defineChart<SimilarityCurve, SimilarityCurveOptions>({
  name: 'similarity-curve',
  className: 'similarity',
  defaults: { heightPx: 180, narrowHeightPx: 150 },
  validate: { heightPx: atLeast(60), narrowHeightPx: atLeast(60) },
  title: ({ frames }) => `Similarity of ${frames.length} frames to the last slow frame`,
  fileStem: ({ video }) => fileStem(video, 'similarity'),
  height: (_data, options, width) => (width < NARROW_PX ? options.narrowHeightPx : options.heightPx),
  summarise: describeSimilarityCurve,
  table: ({ frames, threshold }) => [
    ['frame', 'instant_seconds', 'pathway', 'similarity', 'repeated', 'threshold'],
    ...frames.map((frame): TableRow => [
      frame.index,
      frame.instant,
      frame.pathway,
      frame.similarity,
      frame.duplicate ? 1 : 0,
      threshold,
    ]),
  ],
  settings: ({ video, threshold }) => ({ video, threshold }),
  draw(svg, { data, width, height }, cursor) {
    const scales = curveScales(data, width, height);
    const { x, y } = scales;
    drawGrid(svg, y, MARGIN, width, { ticks: 4, gap: 8, text: y.tickFormat(4) });
    drawTimeTicks(svg, x, height - 7, width);
    drawHorizontal(svg, 'threshold', Math.round(y(data.threshold)) + 0.5, [MARGIN.left, width - MARGIN.right]);
    const path = line<SimilarityCurve['frames'][number]>(
      (frame) => x(frame.instant),
      (frame) => y(frame.similarity),
    ).curve(curveStepAfter);
    drawPath(svg, 'curve', path(data.frames));
    const frame = cursor === undefined ? undefined : data.frames[cursor];
    if (frame !== undefined) drawVertical(svg, 'cursor', x(frame.instant), [MARGIN.top - 6, height - MARGIN.bottom]);
    drawFrames(svg, scales, data, cursor, width);
  },
  marks: {
    count: ({ frames }) => frames.length,
    at: ({ data, width, height }, x) => nearestFrame(data.frames, curveScales(data, width, height).x.invert(x)),
    describe({ frames, threshold }, mark) {
      const frame = frames[mark];
      return frame === undefined ? '' : describeFrame(frame, threshold);
    },
  },
});

/** Slow and fast frames have different shapes as well as colours. */
function drawFrames(
  svg: Svg,
  { x, y }: CurveScales,
  data: SimilarityCurve,
  cursor: number | undefined,
  width: number,
): void {
  const crowded = data.frames.length > width * MAX_MARKERS_PER_PX;
  const marks = svg.append('g').attr('class', crowded ? 'marks crowded' : 'marks');
  const size = crowded ? 2.5 : 4;
  data.frames.forEach(({ pathway, instant, similarity }, i) => {
    const chosen = i === cursor;
    if (crowded && pathway === 'fast' && !chosen) return;
    const [cx, cy] = [x(instant), y(similarity)];
    const r = chosen ? size + 2 : size;
    const path = pathway === 'slow' ? squarePath(cx, cy, r) : discPath(cx, cy, r * 0.8);
    drawPath(marks, `mark ${pathway}${chosen ? ' under-cursor' : ''}`, path);
  });
}
