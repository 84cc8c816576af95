import type { ScaleLinear } from 'd3';
import { line, max, scaleLinear } from 'd3';
import type { Chart, TableRow } from './chart';
import { fileStem } from './chart';
import { drawBottomTicks, drawLeftAxis } from './plot-axes';
import { createSvg } from './svg';

/** How often each score was given, with a smooth density (Q-Save, figures 5 and 6). */
export interface ScoreHistogram {
  readonly title: string;
  /** What is counted, below the picture. */
  readonly unit: string;
  readonly n: number;
  readonly mean: number;
  readonly bins: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  /** Score and count a bin. */
  readonly curve: readonly (readonly [number, number])[];
  /** How many clips of each bin are chosen. */
  readonly selected?: readonly number[];
}

const MARGIN = { top: 24, right: 8, bottom: 34, left: 40 };
const HEIGHT_PX = 170;

export function histogramScales(
  data: ScoreHistogram,
  width: number,
  height: number,
): { readonly x: ScaleLinear<number, number>; readonly y: ScaleLinear<number, number> } {
  const from = data.bins[0]?.from ?? 0;
  const to = data.bins.at(-1)?.to ?? 1;
  const top = Math.max(1, max(data.bins, (bin) => bin.count) ?? 1, max(data.curve, ([, value]) => value) ?? 0);
  return {
    x: scaleLinear([from, to], [MARGIN.left, width - MARGIN.right]),
    y: scaleLinear([0, top], [height - MARGIN.bottom, MARGIN.top]).nice(3),
  };
}

export function describeScoreHistogram(data: ScoreHistogram): string {
  const fullest = data.bins.reduce((best, bin) => (bin.count > best.count ? bin : best), data.bins[0]!);
  return `${data.n} clips, mean ${data.mean.toFixed(2)}. Most, ${fullest.count}, lie in ${span(fullest)}.`;
}

export function histogramTable(data: ScoreHistogram): readonly TableRow[] {
  return [['from', 'to', 'count'], ...data.bins.map((bin): TableRow => [bin.from, bin.to, bin.count])];
}

export function scoreHistogram(
  data: ScoreHistogram,
  options: { readonly width: number; readonly height: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, height, cursor } = options;
  const { x, y } = histogramScales(data, width, height);
  const svg = createSvg(width, height, data.title, describeScoreHistogram(data)).classed('histogram', true);
  drawLeftAxis(svg, y, MARGIN, width, 'clips');
  drawBottomTicks(svg, x, height - MARGIN.bottom, data.unit, width);
  svg
    .append('g')
    .selectAll('rect')
    .data(data.bins)
    .join('rect')
    .attr('class', 'bar')
    .classed('under-cursor', (_, i) => i === cursor)
    .attr('x', (bin) => x(bin.from) + 0.75)
    .attr('width', (bin) => Math.max(1, x(bin.to) - x(bin.from) - 1.5))
    .attr('y', (bin) => y(bin.count))
    .attr('height', (bin) => y(0) - y(bin.count));
  svg
    .append('g')
    .selectAll('rect')
    .data(data.bins.filter((_, i) => (data.selected?.[i] ?? 0) > 0))
    .join('rect')
    .attr('class', 'bar selected')
    .attr('x', (bin) => x(bin.from) + 0.75)
    .attr('width', (bin) => Math.max(1, x(bin.to) - x(bin.from) - 1.5))
    .attr('y', (bin) => y(chosenOf(data, bin)))
    .attr('height', (bin) => y(0) - y(chosenOf(data, bin)));
  const path = line<readonly [number, number]>(
    ([at]) => x(at),
    ([, value]) => y(value),
  );
  svg
    .append('path')
    .attr('class', 'density')
    .attr('d', path([...data.curve]));
  svg
    .append('line')
    .attr('class', 'mean-drop')
    .attr('x1', x(data.mean))
    .attr('x2', x(data.mean))
    .attr('y1', MARGIN.top - 4)
    .attr('y2', y(0));
  return svg.node()!;
}

export function scoreHistogramChart(data: ScoreHistogram): Chart {
  return {
    name: data.title,
    summary: describeScoreHistogram(data),
    fileStem: fileStem(data.title, 'histogram'),
    height: () => HEIGHT_PX,
    draw: (width, cursor) => scoreHistogram(data, { width, height: HEIGHT_PX, cursor }),
    marks: data.bins.length,
    markAt(width, at) {
      const value = histogramScales(data, width, HEIGHT_PX).x.invert(at);
      const found = data.bins.findIndex((bin) => value < bin.to);
      return found < 0 ? data.bins.length - 1 : found;
    },
    describe(mark) {
      const bin = data.bins[mark];
      if (bin === undefined) return '';
      const chosen = data.selected === undefined ? '' : `, ${chosenOf(data, bin)} chosen`;
      return `${span(bin)}: ${bin.count} of ${data.n}${chosen}`;
    },
    table: histogramTable(data),
    settings: { n: data.n, mean: data.mean },
  };
}

function chosenOf({ bins, selected }: ScoreHistogram, bin: ScoreHistogram['bins'][number]): number {
  return selected?.[bins.indexOf(bin)] ?? 0;
}

function span({ from, to }: { readonly from: number; readonly to: number }): string {
  return `${Number(from.toPrecision(4))} to ${Number(to.toPrecision(4))}`;
}
