import type { ScaleLinear, Selection } from 'd3';
import { extent, line, scaleLinear } from 'd3';
import type { Box, Chart, TableRow } from './chart';
import { fileStem } from './chart';
import { drawBottomTicks, drawLeftAxis } from './plot-axes';
import { createSvg } from './svg';

/** Human scores over predictions, with the logistic curve that is fitted to them. */
export interface AgreementScatter {
  readonly method: string;
  readonly dimension: string;
  /** In rising order of the prediction. */
  readonly points: readonly {
    readonly predicted: number;
    readonly human: number;
    readonly residual: number;
    readonly row: number;
    readonly label: string;
    readonly group: string;
  }[];
  /** Rows behind the picture; more than there are points where only some are drawn. */
  readonly n: number;
  readonly curve4: readonly (readonly [number, number])[];
  readonly curve5: readonly (readonly [number, number])[];
  readonly parameters4: readonly number[] | undefined;
  /** Standard deviation of the residuals, and how many of all rows lie more than two from the curve. */
  readonly deviation: number;
  readonly outliers: number;
  /** Rows that are chosen; with any, the other points stand back. */
  readonly selected?: ReadonlySet<number>;
}

const MARGIN = { top: 24, right: 12, bottom: 34, left: 40 };
/** Residuals stand in their own stretch below the points. */
const RESIDUAL_SHARE = 0.28;
const GAP_PX = 26;
const OUTLIER_DEVIATIONS = 2;

export interface ScatterScales {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly residual: ScaleLinear<number, number>;
}

export function scatterScales(data: AgreementScatter, width: number, height: number): ScatterScales {
  const [x0 = 0, x1 = 1] = extent(data.points, (point) => point.predicted);
  const [y0 = 1, y1 = 5] = extent(data.points, (point) => point.human);
  const most = Math.max(1e-9, ...data.points.map((point) => Math.abs(point.residual)));
  const floor = height - MARGIN.bottom;
  const divide = MARGIN.top + (floor - MARGIN.top - GAP_PX) * (1 - RESIDUAL_SHARE);
  return {
    x: scaleLinear(x1 > x0 ? [x0, x1] : [x0 - 0.5, x0 + 0.5], [MARGIN.left, width - MARGIN.right]).nice(),
    y: scaleLinear(y1 > y0 ? [y0, y1] : [y0 - 0.5, y0 + 0.5], [divide, MARGIN.top]).nice(),
    residual: scaleLinear([-most, most], [floor, divide + GAP_PX]),
  };
}

export function isOutlier(data: AgreementScatter, residual: number): boolean {
  return Math.abs(residual) > OUTLIER_DEVIATIONS * data.deviation;
}

export function describeAgreementScatter(data: AgreementScatter): string {
  const outliers = data.points.filter((point) => isOutlier(data, point.residual));
  const worst = outliers.reduce<(typeof outliers)[number] | undefined>(
    (most, point) => (most === undefined || Math.abs(point.residual) > Math.abs(most.residual) ? point : most),
    undefined,
  );
  const shown =
    data.points.length < data.n
      ? `${data.points.length} of ${data.n} clips are drawn, those farthest from the curve among them. `
      : `${data.n} ${data.n === 1 ? 'clip' : 'clips'}. `;
  const far = worst === undefined ? '' : ` Farthest from the curve: ${worst.label}, by ${worst.residual.toFixed(2)}.`;
  return `${shown}${data.outliers} lie more than two standard deviations from the curve.${far}`;
}

export function describePoint(data: AgreementScatter, index: number): string {
  const point = data.points[index];
  if (point === undefined) return '';
  const what = `${point.label}: predicted ${point.predicted.toPrecision(4)}, people ${point.human.toFixed(2)}`;
  return `${what}, residual ${point.residual.toFixed(2)}${isOutlier(data, point.residual) ? ' (outlier)' : ''}${data.selected?.has(point.row) === true ? ', chosen' : ''}`;
}

export function scatterTable(data: AgreementScatter): readonly TableRow[] {
  return [
    ['row', 'clip', 'generator', 'predicted', 'human', 'residual'],
    ...data.points.map(({ row, label, group, predicted, human, residual }): TableRow => {
      return [row, label, group, predicted, human, residual];
    }),
  ];
}

/** Points and both fitted curves above, residuals below; outliers are diamonds. */
export function agreementScatter(
  data: AgreementScatter,
  options: { readonly width: number; readonly height: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, height, cursor } = options;
  const scales = scatterScales(data, width, height);
  const { x, y, residual } = scales;
  const svg = createSvg(width, height, chartName(data), describeAgreementScatter(data)).classed('scatter', true);
  drawLeftAxis(svg, y, MARGIN, width, `people: ${data.dimension}`);
  drawLeftAxis(svg, residual, MARGIN, width, 'residual');
  drawBottomTicks(svg, x, height - MARGIN.bottom, `predicted by ${data.method}`, width);
  svg
    .append('line')
    .attr('class', 'axis')
    .attr('x1', MARGIN.left)
    .attr('x2', width - MARGIN.right)
    .attr('y1', residual(0))
    .attr('y2', residual(0));
  const marks = svg.append('g');
  data.points.forEach((point, i) => {
    if (i === cursor) return;
    const name = markClass(data, point);
    drawMark(marks, data, point, x(point.predicted), y(point.human), name);
    drawMark(marks, data, point, x(point.predicted), residual(point.residual), `${name} rest`);
  });
  const path = line<readonly [number, number]>(
    ([at]) => x(at),
    ([, value]) => y(value),
  );
  svg
    .append('path')
    .attr('class', 'fit five')
    .attr('d', path([...data.curve5]));
  svg
    .append('path')
    .attr('class', 'fit four')
    .attr('d', path([...data.curve4]));
  const chosen = cursor === undefined ? undefined : data.points[cursor];
  if (chosen !== undefined) {
    // Last, so that it lies above the curves.
    const top = svg.append('g');
    drawMark(top, data, chosen, x(chosen.predicted), y(chosen.human), 'mark under-cursor');
    drawMark(top, data, chosen, x(chosen.predicted), residual(chosen.residual), 'mark under-cursor');
  }
  return svg.node()!;
}

function markClass({ selected }: AgreementScatter, { row }: AgreementScatter['points'][number]): string {
  if (selected === undefined || selected.size === 0) return 'mark';
  return selected.has(row) ? 'mark selected' : 'mark apart';
}

/** The point whose mark, above or among the residuals, is nearest to a place of the picture. */
export function nearestPoint(data: AgreementScatter, { x, y, residual }: ScatterScales, at: Place): number {
  const away = (point: AgreementScatter['points'][number]): number => {
    const across = Math.abs(x(point.predicted) - at.x);
    if (at.y === undefined) return across;
    return Math.hypot(across, Math.min(Math.abs(y(point.human) - at.y), Math.abs(residual(point.residual) - at.y)));
  };
  let best = 0;
  data.points.forEach((point, i) => {
    if (away(point) < away(data.points[best]!)) best = i;
  });
  return best;
}

/** The points that have a mark, above or among the residuals, inside a box of the picture. */
export function pointsWithin(data: AgreementScatter, { x, y, residual }: ScatterScales, box: Box): number[] {
  const inside = (place: number): boolean => place >= box.top && place <= box.bottom;
  return data.points.flatMap((point, i) => {
    const across = x(point.predicted);
    if (across < box.left || across > box.right) return [];
    return inside(y(point.human)) || inside(residual(point.residual)) ? [i] : [];
  });
}

interface Place {
  readonly x: number;
  readonly y: number | undefined;
}

type Layer = Selection<SVGGElement, undefined, null, undefined>;

function drawMark(
  layer: Layer,
  data: AgreementScatter,
  point: AgreementScatter['points'][number],
  cx: number,
  cy: number,
  className: string,
): void {
  const outlier = isOutlier(data, point.residual);
  const r = className.includes('under-cursor') ? 5 : 2.6;
  const d = outlier
    ? `M${cx},${cy - r - 1}l${r + 1},${r + 1}l${-r - 1},${r + 1}l${-r - 1},${-r - 1}z`
    : `M${cx - r},${cy}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0z`;
  layer
    .append('path')
    .attr('class', outlier ? `${className} outlier` : className)
    .attr('d', d);
}

export function agreementScatterChart(data: AgreementScatter): Chart {
  const height = (width: number): number => Math.max(280, Math.min(440, width * 0.75));
  return {
    name: chartName(data),
    summary: describeAgreementScatter(data),
    fileStem: fileStem(data.dimension, data.method, 'scatter'),
    height,
    draw: (width, cursor) => agreementScatter(data, { width, height: height(width), cursor }),
    marks: data.points.length,
    markAt: (width, x, y) => nearestPoint(data, scatterScales(data, width, height(width)), { x, y }),
    marksWithin: (width, box) => pointsWithin(data, scatterScales(data, width, height(width)), box),
    describe: (mark) => describePoint(data, mark),
    table: scatterTable(data),
    settings: {
      dimension: data.dimension,
      method: data.method,
      n: data.n,
      logistic: data.parameters4?.map((value) => value.toPrecision(6)).join(' ') ?? 'none',
    },
  };
}

function chartName(data: AgreementScatter): string {
  return `${data.dimension}: people against ${data.method}`;
}
