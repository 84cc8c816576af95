import type { ScaleLinear } from 'd3';
import { extent, line, scaleLinear } from 'd3';
import type { Box, TableRow } from './chart';
import { defineChart, fileStem } from './chart';
import type { Layer } from './marks';
import { diamondPath, discPath, drawHorizontal, drawPath, nearestIndex } from './marks';
import { atLeast, between } from './options';
import { drawBottomTicks, drawLeftAxis } from './plot-axes';

/** Human scores over predicted scores, with the logistic curves fitted to them. */
export interface AgreementScatter {
  readonly method: string;
  readonly dimension: string;
  /** In rising order of the predicted score. */
  readonly points: readonly ScatterPoint[];
  /** All rows; more than points where only some are drawn. */
  readonly n: number;
  readonly curve4: readonly (readonly [number, number])[];
  readonly curve5: readonly (readonly [number, number])[];
  readonly parameters4: readonly number[] | undefined;
  /** Standard deviation of the residuals, and how many of all rows are more than two of them off the curve. */
  readonly deviation: number;
  readonly outliers: number;
  /** Chosen rows; where there are any, the other points are drawn faintly. */
  readonly selected?: ReadonlySet<number>;
}

export interface ScatterPoint {
  readonly predicted: number;
  readonly human: number;
  readonly residual: number;
  readonly row: number;
  readonly label: string;
  readonly group: string;
}

export interface AgreementScatterOptions {
  /** The height is three quarters of the width, within these limits. CSS pixels. */
  readonly leastHeightPx: number;
  readonly mostHeightPx: number;
  /** Share of the height that shows residuals, 0..1. */
  readonly residualShare: number;
}

const MARGIN = { top: 24, right: 12, bottom: 34, left: 40 };
const RESIDUAL_SHARE = 0.28;
const GAP_PX = 26;
const OUTLIER_DEVIATIONS = 2;

export interface ScatterScales {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly residual: ScaleLinear<number, number>;
}

export function scatterScales(
  data: AgreementScatter,
  width: number,
  height: number,
  residualShare = RESIDUAL_SHARE,
): ScatterScales {
  const [x0 = 0, x1 = 1] = extent(data.points, (point) => point.predicted);
  const [y0 = 1, y1 = 5] = extent(data.points, (point) => point.human);
  const most = Math.max(1e-9, ...data.points.map((point) => Math.abs(point.residual)));
  const floor = height - MARGIN.bottom;
  const divide = MARGIN.top + (floor - MARGIN.top - GAP_PX) * (1 - residualShare);
  return {
    x: scaleLinear(x1 > x0 ? [x0, x1] : [x0 - 0.5, x0 + 0.5], [MARGIN.left, width - MARGIN.right]).nice(),
    y: scaleLinear(y1 > y0 ? [y0, y1] : [y0 - 0.5, y0 + 0.5], [divide, MARGIN.top]).nice(),
    residual: scaleLinear([-most, most], [floor, divide + GAP_PX]),
  };
}

export function isOutlier(data: AgreementScatter, residual: number): boolean {
  return Math.abs(residual) > OUTLIER_DEVIATIONS * data.deviation;
}

/** Points and both fitted curves above, residuals below; outliers are diamonds. */
export const agreementScatterChart = defineChart<AgreementScatter, AgreementScatterOptions>({
  name: 'agreement-scatter',
  className: 'scatter',
  defaults: { leastHeightPx: 280, mostHeightPx: 440, residualShare: RESIDUAL_SHARE },
  validate: { leastHeightPx: atLeast(160), mostHeightPx: atLeast(160), residualShare: between(0.1, 0.6) },
  title: ({ dimension, method }) => `${dimension}: human scores against ${method}`,
  fileStem: ({ dimension, method }) => fileStem(dimension, method, 'scatter'),
  height: (_data, { leastHeightPx, mostHeightPx }, width) =>
    Math.max(leastHeightPx, Math.min(mostHeightPx, width * 0.75)),
  summarise: summaryOf,
  table: ({ points }) => [
    ['row', 'clip', 'generator', 'predicted', 'human', 'residual'],
    ...points.map(({ row, label, group, predicted, human, residual }): TableRow => {
      return [row, label, group, predicted, human, residual];
    }),
  ],
  settings: ({ dimension, method, n, parameters4 }) => ({
    dimension,
    method,
    n,
    logistic: parameters4?.map((value) => value.toPrecision(6)).join(' ') ?? 'none',
  }),
  draw(svg, { data, options, width, height }, cursor) {
    const scales = scatterScales(data, width, height, options.residualShare);
    const { x, y, residual } = scales;
    drawLeftAxis(svg, y, MARGIN, width, `Human score, ${data.dimension}`);
    drawLeftAxis(svg, residual, MARGIN, width, 'Residual of the human score');
    drawBottomTicks(svg, x, height - MARGIN.bottom, `Predicted score, ${data.method}`, width);
    drawHorizontal(svg, 'axis', residual(0), [MARGIN.left, width - MARGIN.right]);
    const marks = svg.append('g');
    data.points.forEach((point, i) => {
      if (i !== cursor) drawPoint(marks, scales, data, point, markClass(data, point));
    });
    const path = line<readonly [number, number]>(
      ([at]) => x(at),
      ([, value]) => y(value),
    );
    drawPath(svg, 'fit five', path([...data.curve5]));
    drawPath(svg, 'fit four', path([...data.curve4]));
    const chosen = cursor === undefined ? undefined : data.points[cursor];
    // Last, so that it lies above the curves.
    if (chosen !== undefined) drawPoint(svg.append('g'), scales, data, chosen, 'mark under-cursor');
  },
  marks: {
    count: ({ points }) => points.length,
    at: ({ data, options, width, height }, x, y) =>
      nearestPoint(data, scatterScales(data, width, height, options.residualShare), { x, y }),
    within: ({ data, options, width, height }, box) =>
      pointsWithin(data, scatterScales(data, width, height, options.residualShare), box),
    describe(data, mark) {
      const point = data.points[mark];
      if (point === undefined) return '';
      const scores = `${point.label}: predicted ${point.predicted.toPrecision(4)}, human ${point.human.toFixed(2)}`;
      const outlier = isOutlier(data, point.residual) ? ' (outlier)' : '';
      const chosen = data.selected?.has(point.row) === true ? ', chosen' : '';
      return `${scores}, residual ${point.residual.toFixed(2)}${outlier}${chosen}`;
    },
  },
});

function summaryOf(data: AgreementScatter): string {
  const { points, n, outliers } = data;
  const worst = points
    .filter(({ residual }) => isOutlier(data, residual))
    .reduce<ScatterPoint | undefined>(
      (most, point) => (most === undefined || Math.abs(point.residual) > Math.abs(most.residual) ? point : most),
      undefined,
    );
  const shown =
    points.length < n
      ? `${points.length} of ${n} clips are drawn, those farthest from the curve among them.`
      : `${n} ${n === 1 ? 'clip' : 'clips'}.`;
  const far = worst === undefined ? '' : ` Farthest from the curve: ${worst.label}, by ${worst.residual.toFixed(2)}.`;
  return `${shown} ${outliers} ${outliers === 1 ? 'is' : 'are'} more than two standard deviations from the curve.${far}`;
}

function markClass({ selected }: AgreementScatter, { row }: ScatterPoint): string {
  if (selected === undefined || selected.size === 0) return 'mark';
  return selected.has(row) ? 'mark selected' : 'mark apart';
}

/** The point whose mark, above or among the residuals, is nearest to a place of the picture. */
export function nearestPoint(data: AgreementScatter, { x, y, residual }: ScatterScales, at: Place): number {
  return nearestIndex(data.points, (point) => {
    const across = Math.abs(x(point.predicted) - at.x);
    if (at.y === undefined) return across;
    return Math.hypot(across, Math.min(Math.abs(y(point.human) - at.y), Math.abs(residual(point.residual) - at.y)));
  });
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

/** One mark among the points and one among the residuals. */
function drawPoint(
  layer: Layer,
  { x, y, residual }: ScatterScales,
  data: AgreementScatter,
  point: ScatterPoint,
  className: string,
): void {
  const outlier = isOutlier(data, point.residual);
  const underCursor = className.includes('under-cursor');
  const r = underCursor ? 5 : 2.6;
  const draw = (cy: number, name: string): void => {
    const cx = x(point.predicted);
    drawPath(layer, outlier ? `${name} outlier` : name, outlier ? diamondPath(cx, cy, r + 1) : discPath(cx, cy, r));
  };
  draw(y(point.human), className);
  draw(residual(point.residual), underCursor ? className : `${className} rest`);
}
