import type { ScaleLinear } from 'd3';
import { max, scaleLinear } from 'd3';
import type { TableRow } from './chart';
import { defineChart, fileStem } from './chart';
import { formatPercent, formatScore } from '../base';
import { diamondPath, drawHorizontal, drawPath, drawVertical, nearestLevelIndex } from './marks';
import type { HeightOption } from './options';
import { between, heightOption } from './options';
import { drawScoreTicks } from './plot-axes';

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

export interface LevelDistributionOptions extends HeightOption {
  /** The probability axis ends here or at the largest probability: a flat distribution must look flat. 0..1. */
  readonly leastTop: number;
}

const MARGIN = { top: 16, right: 10, bottom: 20, left: 10 };
const LEAST_TOP = 0.4;

export interface LevelScales {
  /** Score 1..5 to pixels. */
  readonly x: ScaleLinear<number, number>;
  /** Probability to pixels. */
  readonly y: ScaleLinear<number, number>;
  /** Width of one bar in pixels. */
  readonly bar: number;
}

export function levelScales(
  { levels, probabilities }: Pick<LevelDistribution, 'levels' | 'probabilities'>,
  width: number,
  height: number,
  leastTop = LEAST_TOP,
): LevelScales {
  const scores = levels.map((level) => level.score);
  const step = ((scores.at(-1) ?? 5) - (scores[0] ?? 1)) / Math.max(1, scores.length - 1);
  // One axis for both scales, so that nine half steps and five whole ones line up below each other.
  const x = scaleLinear([0.5, 5.5], [MARGIN.left, width - MARGIN.right]);
  const top = Math.max(leastTop, max(probabilities) ?? 0);
  const y = scaleLinear([0, top], [height - MARGIN.bottom, MARGIN.top]);
  const bar = Math.max(2, Math.min(44, (x(step) - x(0)) * 0.78));
  return { x, y, bar };
}

/** Bars of the levels over the score axis, the mean as a marker and one standard deviation to each side as a line. */
export const levelDistributionChart = defineChart<LevelDistribution, LevelDistributionOptions>({
  name: 'level-distribution',
  className: 'levels',
  ...heightOption(84),
  defaults: { ...heightOption(84).defaults, leastTop: LEAST_TOP },
  validate: { ...heightOption(84).validate, leastTop: between(0, 1) },
  title: ({ name }) => `${name}: how probable each level is`,
  fileStem: ({ video, name }) => fileStem(video, name, 'levels'),
  summarise(data) {
    const likeliest = data.probabilities.reduce((best, p, j, all) => (p > all[best]! ? j : best), 0);
    const level = data.levels[likeliest];
    const mean = `Mean ${formatScore(data.mean)} of 5, ${data.rating}, spread ${formatScore(data.spread)}.`;
    if (level === undefined) return mean;
    return `${mean} Most probable level: ${level.word} (${level.score}) with ${formatPercent(data.probabilities[likeliest]!)}.`;
  },
  table: ({ levels, probabilities }) => [
    ['level', 'score', 'probability'],
    ...levels.map(({ word, score }, j): TableRow => [word, score, probabilities[j] ?? 0]),
  ],
  settings: ({ video, name, mean, spread }) => ({ video, dimension: name, mean, spread }),
  draw(svg, { data, options, width, height }, cursor) {
    const { x, y, bar } = levelScales(data, width, height, options.leastTop);
    const floor = y(0);
    drawHorizontal(svg, 'axis', floor + 0.5, [MARGIN.left, width - MARGIN.right]);
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
    drawScoreTicks(svg, x, height - 5);
    const [low, high] = [Math.max(1, data.mean - data.spread), Math.min(5, data.mean + data.spread)];
    const marker = svg.append('g').attr('class', 'mean');
    drawVertical(marker, 'mean-drop', x(data.mean), [8, floor]);
    drawPath(marker, 'spread', `M${x(low)},4.5v7m0,-3.5H${x(high)}m0,-3.5v7`);
    drawPath(marker, 'mean-mark', diamondPath(x(data.mean), 8, 6));
  },
  marks: {
    count: ({ levels }) => levels.length,
    at: ({ data, width, height }, x) => nearestLevelIndex(data.levels, levelScales(data, width, height).x.invert(x)),
    describe({ levels, probabilities }, mark) {
      const level = levels[mark];
      return level === undefined ? '' : `${level.word} (${level.score}): ${formatPercent(probabilities[mark] ?? 0)}`;
    },
  },
});
