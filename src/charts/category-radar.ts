import type { ScaleLinear } from 'd3';
import { curveLinearClosed, lineRadial, max, min, scaleLinear } from 'd3';
import type { TableRow } from './chart';
import { defineChart, fileStem } from './chart';
import type { Layer } from './marks';
import { drawHorizontal, drawPath, drawText } from './marks';
import { atLeast } from './options';
import type { Svg } from './svg';

/** Mean human scores by category, one line a generator (Q-Save, figure 7). */
export interface CategoryRadar {
  readonly dimension: string;
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | undefined)[] }[];
  /** Categories that have chosen clips. */
  readonly selected?: ReadonlySet<string>;
}

export interface CategoryRadarOptions {
  /** Height of the wheel without the legend below it, CSS pixels. */
  readonly wheelPx: number;
}

const WHEEL_PX = 340;
const LABEL_PX = 46;
/** One entry of the legend below the wheel. */
const ENTRY_PX = { width: 124, height: 20, line: 22 };
const STYLES = 6;

/** A wheel with a spoke for each category and a closed line for each generator. */
export const categoryRadarChart = defineChart<CategoryRadar, CategoryRadarOptions>({
  name: 'category-radar',
  className: 'radar',
  defaults: { wheelPx: WHEEL_PX },
  validate: { wheelPx: atLeast(180) },
  title: ({ dimension }) => `${dimension}: mean human score by category`,
  fileStem: ({ dimension }) => fileStem(dimension, 'categories'),
  height: ({ series }, { wheelPx }, width) => wheelPx + ENTRY_PX.height * Math.ceil(series.length / perRow(width)),
  summarise({ series, categories }) {
    const all = series.flatMap(({ name, values }) =>
      values.flatMap((value, i) => (value === undefined ? [] : [{ name, category: categories[i]!, value }])),
    );
    if (all.length === 0) return 'No category has scores.';
    const best = all.reduce((a, b) => (b.value > a.value ? b : a));
    const worst = all.reduce((a, b) => (b.value < a.value ? b : a));
    return `Best: ${best.name} in ${best.category} with ${best.value.toFixed(2)}. Worst: ${worst.name} in ${worst.category} with ${worst.value.toFixed(2)}.`;
  },
  table: ({ series, categories }) => [
    ['category', ...series.map(({ name }) => name)],
    ...categories.map((category, i): TableRow => [category, ...series.map(({ values }) => values[i] ?? '')]),
  ],
  settings: ({ dimension }) => ({ dimension }),
  draw(svg, { data, options, width }, cursor) {
    const { wheelPx } = options;
    const reach = Math.max(40, Math.min(width / 2 - 60, wheelPx / 2 - LABEL_PX));
    const values = data.series.flatMap((series) => series.values.filter((value) => value !== undefined));
    const r = scaleLinear([Math.floor((min(values) ?? 0) - 0.2), max(values) ?? 5], [0, reach]).nice(4);
    const centre = svg.append('g').attr('transform', `translate(${width / 2},${wheelPx / 2})`);
    for (const tick of r.ticks(4)) centre.append('circle').attr('class', 'ring').attr('r', r(tick));
    data.categories.forEach((category, i) => drawSpoke(centre, data, category, { i, reach, cursor }));
    data.series.forEach((series, k) => drawSeries(centre, series.values, r, k));
    // Last, so that no line crosses the numbers.
    for (const tick of r.ticks(4)) drawText(centre, 'tick', { x: 4, y: 12 - r(tick) }, String(tick));
    drawLegend(svg, data, width, wheelPx);
  },
  marks: {
    count: ({ categories }) => categories.length,
    at: ({ data, options, width }, x, y) => categoryAt(data, width, x, y, options.wheelPx),
    describe({ series, categories }, mark) {
      const scores = series.map(({ name, values }) => `${name} ${values[mark]?.toFixed(2) ?? 'none'}`);
      return `${categories[mark] ?? ''}: ${scores.join(', ')}`;
    },
  },
});

/** The category whose spoke is nearest in angle to a place of the picture. */
export function categoryAt(
  { categories }: Pick<CategoryRadar, 'categories'>,
  width: number,
  x: number,
  y = 0,
  wheelPx = WHEEL_PX,
): number {
  const turn = Math.atan2(x - width / 2, wheelPx / 2 - y) / (2 * Math.PI);
  const count = Math.max(1, categories.length);
  return ((Math.round(turn * count) % count) + count) % count;
}

function drawSpoke(
  centre: Layer,
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
  const anchor = Math.abs(x) < 0.2 ? 'middle' : x > 0 ? 'start' : 'end';
  const place = { x: x * (reach + 12), y: y * (reach + 14), middle: true, anchor } as const;
  drawText(centre, `axis-name${chosen}`, place, shorten(category, 16));
}

function drawSeries(
  centre: Layer,
  values: readonly (number | undefined)[],
  r: ScaleLinear<number, number>,
  k: number,
): void {
  const points = values.flatMap((value, i): [number, number][] =>
    value === undefined ? [] : [[(2 * Math.PI * i) / values.length, r(value)]],
  );
  drawPath(centre, `series series-${k % STYLES}`, lineRadial().curve(curveLinearClosed)(points));
}

function perRow(width: number): number {
  return Math.max(1, Math.floor(width / ENTRY_PX.width));
}

function drawLegend(svg: Svg, data: CategoryRadar, width: number, top: number): void {
  data.series.forEach(({ name }, k) => {
    const [column, row] = [k % perRow(width), Math.floor(k / perRow(width))];
    const x = column * ENTRY_PX.width + 4;
    const y = top + row * ENTRY_PX.height + 8;
    drawHorizontal(svg, `series series-${k % STYLES}`, y, [x, x + ENTRY_PX.line]);
    drawText(svg, 'tick', { x: x + ENTRY_PX.line + 6, y, middle: true }, shorten(name, 13));
  });
}

function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
