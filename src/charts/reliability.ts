import { scaleLinear } from 'd3';
import type { Chart, TableRow } from './chart';
import { fileStem } from './chart';
import { drawBottomTicks, drawLeftAxis } from './plot-axes';
import { createSvg } from './svg';

/** What was said with about the same probability, against how often it came true. */
export interface Reliability {
  readonly dimension: string;
  readonly method: string;
  readonly clips: number;
  /** Expected calibration error, 0..1. */
  readonly error: number;
  readonly bins: readonly {
    readonly predicted: number;
    readonly observed: number;
    readonly count: number;
    readonly low: number;
    readonly high: number;
  }[];
}

const MARGIN = { top: 24, right: 12, bottom: 34, left: 40 };
const HEIGHT_PX = 280;

export function reliabilityScales(width: number, height: number) {
  return {
    x: scaleLinear([0, 1], [MARGIN.left, width - MARGIN.right]),
    y: scaleLinear([0, 1], [height - MARGIN.bottom, MARGIN.top]),
  };
}

export function describeReliability({ bins, clips, error }: Reliability): string {
  const over = bins.filter(({ predicted, low }) => predicted < low).length;
  const under = bins.filter(({ predicted, high }) => predicted > high).length;
  const off = `${under} of ${bins.length} groups of statements came true less often than said, ${over} more often`;
  return `${clips} clips. Calibration error ${error.toFixed(3)}; ${off}, beyond chance.`;
}

export function reliabilityTable({ bins }: Reliability): readonly TableRow[] {
  return [
    ['said', 'came_true', 'low', 'high', 'statements'],
    ...bins.map(({ predicted, observed, low, high, count }): TableRow => [predicted, observed, low, high, count]),
  ];
}

/** Points with Wilson's interval; on the diagonal everything came true as often as it was said. */
export function reliability(
  data: Reliability,
  options: { readonly width: number; readonly height: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, height, cursor } = options;
  const { x, y } = reliabilityScales(width, height);
  const svg = createSvg(width, height, chartName(data), describeReliability(data)).classed('reliability', true);
  drawLeftAxis(svg, y, MARGIN, width, 'came true');
  drawBottomTicks(svg, x, height - MARGIN.bottom, 'said with probability', width);
  svg.append('line').attr('class', 'ideal').attr('x1', x(0)).attr('x2', x(1)).attr('y1', y(0)).attr('y2', y(1));
  const bins = svg.append('g').selectAll('g').data(data.bins).join('g');
  bins.attr('class', 'bin').classed('under-cursor', (_, i) => i === cursor);
  bins
    .append('line')
    .attr('x1', ({ predicted }) => x(predicted))
    .attr('x2', ({ predicted }) => x(predicted))
    .attr('y1', ({ low }) => y(low))
    .attr('y2', ({ high }) => y(high));
  bins
    .append('circle')
    .attr('cx', ({ predicted }) => x(predicted))
    .attr('cy', ({ observed }) => y(observed))
    .attr('r', 4);
  return svg.node()!;
}

export function reliabilityChart(data: Reliability): Chart {
  return {
    name: chartName(data),
    summary: describeReliability(data),
    fileStem: fileStem(data.dimension, data.method, 'calibration'),
    height: () => HEIGHT_PX,
    draw: (width, cursor) => reliability(data, { width, height: HEIGHT_PX, cursor }),
    marks: data.bins.length,
    markAt(width, at) {
      const said = reliabilityScales(width, HEIGHT_PX).x.invert(at);
      const away = (i: number): number => Math.abs(data.bins[i]!.predicted - said);
      return data.bins.reduce((best, _, i) => (away(i) < away(best) ? i : best), 0);
    },
    describe(mark) {
      const bin = data.bins[mark];
      if (bin === undefined) return '';
      const [said, came, low, high] = [bin.predicted, bin.observed, bin.low, bin.high].map((p) => p.toFixed(2));
      return `said with ${said}: ${came} of ${bin.count} came true [${low}, ${high}]`;
    },
    table: reliabilityTable(data),
    settings: { dimension: data.dimension, method: data.method, clips: data.clips, error: data.error },
  };
}

function chartName({ dimension, method }: Reliability): string {
  return `${dimension}: calibration of the level distributions of ${method}`;
}
