import { curveLinearClosed, lineRadial, max, min, scaleLinear } from 'd3';
import type { Chart, TableRow } from './chart';
import { fileStem } from './chart';
import { createSvg } from './svg';

/** Mean human scores by category, one line a generator (Q-Save, figure 7). */
export interface CategoryRadar {
  readonly dimension: string;
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | undefined)[] }[];
}

const HEIGHT_PX = 340;
const LABEL_PX = 46;

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

export function categoryRadar(
  data: CategoryRadar,
  options: { readonly width: number; readonly height: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, height, cursor } = options;
  const svg = createSvg(width, height, chartName(data), describeCategoryRadar(data)).classed('radar', true);
  const reach = Math.max(40, Math.min(width / 2 - 60, height / 2 - LABEL_PX));
  const values = data.series.flatMap((series) => series.values.filter((value) => value !== undefined));
  const r = scaleLinear([Math.floor((min(values) ?? 0) - 0.2), max(values) ?? 5], [0, reach]).nice(4);
  const angle = (i: number): number => (2 * Math.PI * i) / data.categories.length;
  const centre = svg.append('g').attr('transform', `translate(${width / 2},${height / 2})`);
  for (const tick of r.ticks(4)) {
    centre.append('circle').attr('class', 'ring').attr('r', r(tick));
    centre
      .append('text')
      .attr('class', 'tick')
      .attr('x', 3)
      .attr('y', -r(tick) - 2)
      .text(tick);
  }
  data.categories.forEach((category, i) => {
    const [x, y] = [Math.sin(angle(i)), -Math.cos(angle(i))];
    centre
      .append('line')
      .attr('class', i === cursor ? 'spoke under-cursor' : 'spoke')
      .attr('x2', x * reach)
      .attr('y2', y * reach);
    centre
      .append('text')
      .attr('class', 'axis-name')
      .attr('x', x * (reach + 12))
      .attr('y', y * (reach + 12))
      .attr('dy', '0.32em')
      .attr('text-anchor', Math.abs(x) < 0.2 ? 'middle' : x > 0 ? 'start' : 'end')
      .text(category.length > 16 ? `${category.slice(0, 15)}…` : category);
  });
  data.series.forEach((series, k) => {
    const points = series.values.flatMap((value, i): [number, number][] =>
      value === undefined ? [] : [[angle(i), r(value)]],
    );
    centre
      .append('path')
      .attr('class', `series series-${k % 6}`)
      .attr('d', lineRadial().curve(curveLinearClosed)(points));
  });
  return svg.node()!;
}

export function categoryRadarChart(data: CategoryRadar): Chart {
  return {
    name: chartName(data),
    summary: describeCategoryRadar(data),
    fileStem: fileStem(data.dimension, 'categories'),
    height: () => HEIGHT_PX,
    draw: (width, cursor) => categoryRadar(data, { width, height: HEIGHT_PX, cursor }),
    marks: data.categories.length,
    markAt: (width, at) =>
      Math.max(0, Math.min(data.categories.length - 1, Math.floor((at / width) * data.categories.length))),
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
