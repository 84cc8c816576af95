import type { ScaleLinear } from 'd3';
import { line, max, scaleLinear } from 'd3';
import type { TableRow } from './chart';
import { defineChart, fileStem } from './chart';
import { drawPath, drawVertical } from './marks';
import type { HeightOption } from './options';
import { heightOption } from './options';
import { drawBottomTicks, drawLeftAxis } from './plot-axes';

/** How many clips have each score, with a smooth density (Q-Save, figures 5 and 6). */
export interface ScoreHistogram {
  readonly title: string;
  /** Quantity on the horizontal axis. */
  readonly unit: string;
  readonly n: number;
  readonly mean: number;
  readonly bins: readonly ScoreBin[];
  /** Score and count a bin. */
  readonly curve: readonly (readonly [number, number])[];
  /** How many clips of each bin are chosen. */
  readonly selected?: readonly number[];
}

interface ScoreBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const MARGIN = { top: 24, right: 8, bottom: 34, left: 40 };

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

/** Bars of counts, the density as a line, the mean as a vertical line. */
export const scoreHistogramChart = defineChart<ScoreHistogram, HeightOption>({
  name: 'score-histogram',
  className: 'histogram',
  ...heightOption(170),
  title: ({ title }) => title,
  fileStem: ({ title }) => fileStem(title, 'histogram'),
  summarise({ bins, n, mean }) {
    const fullest = bins.reduce((best, bin) => (bin.count > best.count ? bin : best), bins[0]!);
    return `${n} clips, mean ${mean.toFixed(2)}. Most, ${fullest.count}, lie in ${span(fullest)}.`;
  },
  table: ({ bins }) => [['from', 'to', 'count'], ...bins.map(({ from, to, count }): TableRow => [from, to, count])],
  settings: ({ n, mean }) => ({ n, mean }),
  draw(svg, { data, width, height }, cursor) {
    const { x, y } = histogramScales(data, width, height);
    drawLeftAxis(svg, y, MARGIN, width, 'Clips');
    drawBottomTicks(svg, x, height - MARGIN.bottom, data.unit, width);
    const drawBars = (bins: readonly ScoreBin[], className: string, countOf: (bin: ScoreBin) => number) =>
      svg
        .append('g')
        .selectAll('rect')
        .data(bins)
        .join('rect')
        .attr('class', className)
        .classed('under-cursor', (bin) => className === 'bar' && data.bins.indexOf(bin) === cursor)
        .attr('x', (bin) => x(bin.from) + 0.75)
        .attr('width', (bin) => Math.max(1, x(bin.to) - x(bin.from) - 1.5))
        .attr('y', (bin) => y(countOf(bin)))
        .attr('height', (bin) => y(0) - y(countOf(bin)));
    drawBars(data.bins, 'bar', ({ count }) => count);
    drawBars(
      data.bins.filter((bin) => chosenOf(data, bin) > 0),
      'bar selected',
      (bin) => chosenOf(data, bin),
    );
    const path = line<readonly [number, number]>(
      ([at]) => x(at),
      ([, value]) => y(value),
    );
    drawPath(svg, 'density', path([...data.curve]));
    drawVertical(svg, 'mean-drop', x(data.mean), [MARGIN.top - 4, y(0)]);
  },
  marks: {
    count: ({ bins }) => bins.length,
    at({ data, width, height }, x) {
      const value = histogramScales(data, width, height).x.invert(x);
      const found = data.bins.findIndex((bin) => value < bin.to);
      return found < 0 ? data.bins.length - 1 : found;
    },
    describe(data, mark) {
      const bin = data.bins[mark];
      if (bin === undefined) return '';
      const chosen = data.selected === undefined ? '' : `, ${chosenOf(data, bin)} chosen`;
      return `${span(bin)}: ${bin.count} of ${data.n}${chosen}`;
    },
  },
});

function chosenOf({ bins, selected }: ScoreHistogram, bin: ScoreBin): number {
  return selected?.[bins.indexOf(bin)] ?? 0;
}

function span({ from, to }: ScoreBin): string {
  return `${Number(from.toPrecision(4))} to ${Number(to.toPrecision(4))}`;
}
