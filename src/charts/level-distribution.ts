import type { ScaleLinear } from 'd3';
import { max, scaleLinear } from 'd3';
import { formatPercent, formatScore } from './format';
import type { Chart, TableRow } from './chart';
import { fileStem } from './chart';
import { createSvg } from './svg';

/** How probable each level of one dimension is. */
export interface LevelDistribution {
  /** Whose distribution: the dimension's name. */
  readonly name: string;
  readonly video: string;
  readonly levels: readonly { readonly word: string; readonly score: number }[];
  /** Same order as `levels`, sum 1. */
  readonly probabilities: readonly number[];
  /** Expected score and standard deviation, in score points. */
  readonly mean: number;
  readonly spread: number;
  readonly rating: string;
}

const MARGIN = { top: 16, right: 10, bottom: 20, left: 10 };
const HEIGHT_PX = 84;
/** The tallest bar of a flat distribution should not look certain: the axis never ends below this probability. */
const MIN_TOP = 0.4;

export interface LevelScales {
  /** Score 1..5 to pixels. */
  readonly x: ScaleLinear<number, number>;
  /** Probability to pixels. */
  readonly y: ScaleLinear<number, number>;
  /** Width of one bar in pixels. */
  readonly bar: number;
}

export function levelScales(data: LevelDistribution, width: number, height: number): LevelScales {
  const scores = data.levels.map((level) => level.score);
  const step = ((scores.at(-1) ?? 5) - (scores[0] ?? 1)) / Math.max(1, scores.length - 1);
  // One axis for both scales, so that nine half steps and five whole ones line up below each other.
  const x = scaleLinear([0.5, 5.5], [MARGIN.left, width - MARGIN.right]);
  const top = Math.max(MIN_TOP, max(data.probabilities) ?? 0);
  const y = scaleLinear([0, top], [height - MARGIN.bottom, MARGIN.top]);
  const bar = Math.max(2, Math.min(44, (x(step) - x(0)) * 0.78));
  return { x, y, bar };
}

/** One or two sentences for a person who does not see the bars. */
export function describeLevelDistribution(data: LevelDistribution): string {
  const likeliest = data.probabilities.reduce((best, p, j, all) => (p > all[best]! ? j : best), 0);
  const level = data.levels[likeliest];
  const mean = `Mean ${formatScore(data.mean)} of 5, ${data.rating}, spread ${formatScore(data.spread)}.`;
  if (level === undefined) return mean;
  return `${mean} Most probable level: ${level.word} (${level.score}) with ${formatPercent(data.probabilities[likeliest]!)}.`;
}

export function levelDistributionTable(data: LevelDistribution): readonly TableRow[] {
  return [
    ['level', 'score', 'probability'],
    ...data.levels.map((level, j): TableRow => [level.word, level.score, data.probabilities[j] ?? 0]),
  ];
}

/** Bars of the levels over the score axis, the mean as a marker and one standard deviation to each side as a line. */
export function levelDistribution(
  data: LevelDistribution,
  options: { readonly width: number; readonly height: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, height, cursor } = options;
  const { x, y, bar } = levelScales(data, width, height);
  const svg = createSvg(width, height, chartName(data), describeLevelDistribution(data)).classed('levels', true);
  const floor = y(0);

  svg
    .append('line')
    .attr('class', 'axis')
    .attr('x1', MARGIN.left)
    .attr('x2', width - MARGIN.right)
    .attr('y1', floor + 0.5)
    .attr('y2', floor + 0.5);
  svg
    .append('g')
    .selectAll('rect')
    .data(data.levels)
    .join('rect')
    .attr('class', (level) => (level.word === data.rating ? 'bar rated' : 'bar'))
    .classed('under-cursor', (_, j) => j === cursor)
    .attr('x', (level) => x(level.score) - bar / 2)
    .attr('width', bar)
    .attr('y', (_, j) => Math.min(floor - 1, y(data.probabilities[j] ?? 0)))
    .attr('height', (_, j) => Math.max(1, floor - y(data.probabilities[j] ?? 0)))
    .attr('rx', 1.5);
  svg
    .append('g')
    .selectAll('text')
    .data([1, 2, 3, 4, 5])
    .join('text')
    .attr('class', 'tick')
    .attr('x', (score) => x(score))
    .attr('y', height - 5)
    .attr('text-anchor', 'middle')
    .text(String);

  const [low, high] = [Math.max(1, data.mean - data.spread), Math.min(5, data.mean + data.spread)];
  const marker = svg.append('g').attr('class', 'mean');
  marker
    .append('line')
    .attr('class', 'mean-drop')
    .attr('x1', x(data.mean))
    .attr('x2', x(data.mean))
    .attr('y1', 8)
    .attr('y2', floor);
  marker
    .append('path')
    .attr('class', 'spread')
    .attr('d', `M${x(low)},4.5v7m0,-3.5H${x(high)}m0,-3.5v7`);
  marker
    .append('path')
    .attr('class', 'mean-mark')
    .attr('d', `M${x(data.mean)},2l6,6l-6,6l-6,-6z`);
  return svg.node()!;
}

export function levelDistributionChart(data: LevelDistribution): Chart {
  const height = (): number => HEIGHT_PX;
  return {
    name: chartName(data),
    summary: describeLevelDistribution(data),
    fileStem: fileStem(data.video, data.name, 'levels'),
    height,
    draw: (width, cursor) => levelDistribution(data, { width, height: height(), cursor }),
    marks: data.levels.length,
    markAt(width, at) {
      const score = levelScales(data, width, height()).x.invert(at);
      return data.levels.reduce(
        (best, level, j, all) => (Math.abs(level.score - score) < Math.abs(all[best]!.score - score) ? j : best),
        0,
      );
    },
    describe(mark) {
      const level = data.levels[mark];
      if (level === undefined) return '';
      return `${level.word} (${level.score}): ${formatPercent(data.probabilities[mark] ?? 0)}`;
    },
    table: levelDistributionTable(data),
    settings: { video: data.video, dimension: data.name, mean: data.mean, spread: data.spread },
  };
}

function chartName(data: LevelDistribution): string {
  return `${data.name}: how probable each level is`;
}
