import type { ScaleLinear, Selection } from 'd3';
import { curveLinearClosed, lineRadial, max, min, scaleLinear } from 'd3';
import type { Chart, TableRow } from './chart';
import { fileStem } from './chart';
import { createSvg } from './svg';

/** Mean human scores by category, one line a generator (Q-Save, figure 7). */
export interface CategoryRadar {
  readonly dimension: string;
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | undefined)[] }[];
  /** Categories of which clips are chosen. */
  readonly selected?: ReadonlySet<string>;
}

const WHEEL_PX = 340;
const LABEL_PX = 46;
/** The names of the lines stand below the wheel, so many pixels each. */
const ENTRY_PX = { width: 124, height: 20, line: 22 };
const STYLES = 6;

export function describeCategoryRadar(data: CategoryRadar): string {
  const all = data.series.flatMap(({ name, values }) =>
    values.flatMap((value, i) => (value === undefined ? [] : [{ name, category: data.categories[i]!, value }])),
  );
  if (all.length === 0) return 'No category has scores.';
  const best = all.reduce((a, b) => (b.value > a.value ? b : a));
  const worst = all.reduce((a, b) => (b.value < a.value ? b : a));
  return `Best: ${best.name} in ${best.category} with ${best.value.toFixed(2)}. Worst: ${worst.name} in ${worst.category} with ${worst.value.toFixed(2)}.`;
}

export function radarTable(data: CategoryRadar): readonly TableRow[] {
  return [
    ['category', ...data.series.map(({ name }) => name)],
    ...data.categories.map((category, i): TableRow => [category, ...data.series.map(({ values }) => values[i] ?? '')]),
  ];
}

/** The category whose spoke is nearest in angle to a place of the picture. */
export function categoryAt({ categories }: CategoryRadar, width: number, x: number, y = 0): number {
  const turn = Math.atan2(x - width / 2, WHEEL_PX / 2 - y) / (2 * Math.PI);
  const count = Math.max(1, categories.length);
  return ((Math.round(turn * count) % count) + count) % count;
}

export function categoryRadar(
  data: CategoryRadar,
  options: { readonly width: number; readonly height: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, height, cursor } = options;
  const svg = createSvg(width, height, chartName(data), describeCategoryRadar(data)).classed('radar', true);
  const reach = Math.max(40, Math.min(width / 2 - 60, WHEEL_PX / 2 - LABEL_PX));
  const values = data.series.flatMap((series) => series.values.filter((value) => value !== undefined));
  const r = scaleLinear([Math.floor((min(values) ?? 0) - 0.2), max(values) ?? 5], [0, reach]).nice(4);
  const centre = svg.append('g').attr('transform', `translate(${width / 2},${WHEEL_PX / 2})`);
  for (const tick of r.ticks(4)) centre.append('circle').attr('class', 'ring').attr('r', r(tick));
  data.categories.forEach((category, i) => drawSpoke(centre, data, category, { i, reach, cursor }));
  data.series.forEach((series, k) => drawSeries(centre, series.values, r, k));
  // Last, so that no line runs through the numbers.
  for (const tick of r.ticks(4)) {
    centre
      .append('text')
      .attr('class', 'tick')
      .attr('x', 4)
      .attr('y', 12 - r(tick))
      .text(tick);
  }
  drawNames(svg, data, width);
  return svg.node()!;
}

type Group = Selection<SVGGElement, undefined, null, undefined>;

function drawSpoke(
  centre: Group,
  { categories, selected }: CategoryRadar,
  category: string,
  { i, reach, cursor }: { readonly i: number; readonly reach: number; readonly cursor: number | undefined },
): void {
  const angle = (2 * Math.PI * i) / categories.length;
  const [x, y] = [Math.sin(angle), -Math.cos(angle)];
  const chosen = selected?.has(category) === true ? ' selected' : '';
  centre
    .append('line')
    .attr('class', `spoke${i === cursor ? ' under-cursor' : ''}${chosen}`)
    .attr('x2', x * reach)
    .attr('y2', y * reach);
  centre
    .append('text')
    .attr('class', `axis-name${chosen}`)
    .attr('x', x * (reach + 12))
    .attr('y', y * (reach + 14))
    .attr('dy', '0.32em')
    .attr('text-anchor', Math.abs(x) < 0.2 ? 'middle' : x > 0 ? 'start' : 'end')
    .text(category.length > 16 ? `${category.slice(0, 15)}…` : category);
}

function drawSeries(
  centre: Group,
  values: readonly (number | undefined)[],
  r: ScaleLinear<number, number>,
  k: number,
): void {
  const points = values.flatMap((value, i): [number, number][] =>
    value === undefined ? [] : [[(2 * Math.PI * i) / values.length, r(value)]],
  );
  centre
    .append('path')
    .attr('class', `series series-${k % STYLES}`)
    .attr('d', lineRadial().curve(curveLinearClosed)(points));
}

function perRow(width: number): number {
  return Math.max(1, Math.floor(width / ENTRY_PX.width));
}

/** Which line is whose. */
function drawNames(
  svg: Selection<SVGSVGElement, undefined, null, undefined>,
  data: CategoryRadar,
  width: number,
): void {
  data.series.forEach(({ name }, k) => {
    const [column, row] = [k % perRow(width), Math.floor(k / perRow(width))];
    const x = column * ENTRY_PX.width + 4;
    const y = WHEEL_PX + row * ENTRY_PX.height + 8;
    svg
      .append('line')
      .attr('class', `series series-${k % STYLES}`)
      .attr('x1', x)
      .attr('x2', x + ENTRY_PX.line)
      .attr('y1', y)
      .attr('y2', y);
    svg
      .append('text')
      .attr('class', 'tick')
      .attr('x', x + ENTRY_PX.line + 6)
      .attr('y', y)
      .attr('dy', '0.32em')
      .text(name.length > 13 ? `${name.slice(0, 12)}…` : name);
  });
}

export function categoryRadarChart(data: CategoryRadar): Chart {
  const height = (width: number): number => WHEEL_PX + ENTRY_PX.height * Math.ceil(data.series.length / perRow(width));
  return {
    name: chartName(data),
    summary: describeCategoryRadar(data),
    fileStem: fileStem(data.dimension, 'categories'),
    height,
    draw: (width, cursor) => categoryRadar(data, { width, height: height(width), cursor }),
    marks: data.categories.length,
    markAt: (width, x, y) => categoryAt(data, width, x, y),
    describe(mark) {
      const scores = data.series.map(({ name, values }) => `${name} ${values[mark]?.toFixed(2) ?? 'none'}`);
      return `${data.categories[mark] ?? ''}: ${scores.join(', ')}`;
    },
    table: radarTable(data),
    settings: { dimension: data.dimension },
  };
}

function chartName(data: CategoryRadar): string {
  return `${data.dimension}: people's mean score by category`;
}
