import type { TableRow } from './chart';
import { defineChart, fileStem } from './chart';
import { formatPercent, formatScore } from '../base';
import type { LevelDistribution } from './level-distribution';
import { levelScales } from './level-distribution';
import { diamondPath, drawHorizontal, drawPath, nearestLevelIndex } from './marks';
import type { HeightOption } from './options';
import { heightOption } from './options';
import { drawScoreTicks } from './plot-axes';

/** One dimension's level distributions of two clips, over one axis. */
export interface ComparedLevels {
  /** The dimension's name. */
  readonly name: string;
  readonly levels: LevelDistribution['levels'];
  readonly first: ComparedSide;
  readonly second: ComparedSide;
}

export interface ComparedSide {
  readonly video: string;
  /** Same order as `levels`, sum 1. */
  readonly probabilities: readonly number[];
  /** Score points. */
  readonly mean: number;
}

/** The scales of both clips: the taller of the two bars at each level decides. */
function scalesOf({ levels, first, second }: ComparedLevels, width: number, height: number) {
  const probabilities = first.probabilities.map((p, j) => Math.max(p, second.probabilities[j] ?? 0));
  return levelScales({ levels, probabilities }, width, height);
}

/** The first clip as filled bars, the second as an outline over them; diamonds mark the means, hollow for the second. */
export const comparedLevelsChart = defineChart<ComparedLevels, HeightOption>({
  name: 'compared-levels',
  className: 'compared',
  ...heightOption(84),
  title: ({ name }) => `${name}: how probable each level is for both clips`,
  fileStem: ({ name, first, second }) => fileStem(first.video, second.video, name, 'compared'),
  summarise: ({ name, first, second }) =>
    `${name}: mean ${formatScore(first.mean)} for ${first.video}, ${formatScore(second.mean)} for ${second.video}.`,
  table: ({ levels, first, second }) => [
    ['level', 'score', 'first', 'second'],
    ...levels.map(({ word, score }, j): TableRow => [
      word,
      score,
      first.probabilities[j] ?? 0,
      second.probabilities[j] ?? 0,
    ]),
  ],
  settings: ({ name, first, second }) => ({ first: first.video, second: second.video, dimension: name }),
  draw(svg, { data, width, height }, cursor) {
    const { x, y, bar } = scalesOf(data, width, height);
    const floor = y(0);
    const top = (p: number): number => Math.min(floor - 1, y(p));
    svg
      .append('g')
      .selectAll('rect')
      .data(data.levels)
      .join('rect')
      .attr('class', 'first')
      .classed('under-cursor', (_, j) => j === cursor)
      .attr('x', ({ score }) => x(score) - bar / 2)
      .attr('width', bar)
      .attr('y', (_, j) => top(data.first.probabilities[j] ?? 0))
      .attr('height', (_, j) => floor - top(data.first.probabilities[j] ?? 0));
    // A skyline as wide as the levels' shares of the axis.
    const half = (x(data.levels[1]?.score ?? 2) - x(data.levels[0]?.score ?? 1)) / 2;
    const skyline = data.levels.map(({ score }, j) => `V${top(data.second.probabilities[j] ?? 0)}H${x(score) + half}`);
    const from = x(data.levels[0]?.score ?? 1) - half;
    drawPath(svg, 'second', `M${from},${floor}${skyline.join('')}V${floor}`);
    drawHorizontal(svg, 'axis', floor + 0.5, [x.range()[0]!, x.range()[1]!]);
    drawScoreTicks(svg, x, height - 5);
    for (const side of ['first', 'second'] as const) {
      drawPath(svg, `mean ${side}`, diamondPath(x(data[side].mean), 8, 6));
    }
  },
  marks: {
    count: ({ levels }) => levels.length,
    at: ({ data, width, height }, x) => nearestLevelIndex(data.levels, scalesOf(data, width, height).x.invert(x)),
    describe({ levels, first, second }, mark) {
      const level = levels[mark];
      if (level === undefined) return '';
      const [one, other] = [first, second].map(({ probabilities }) => formatPercent(probabilities[mark] ?? 0));
      return `${level.word} (${level.score}): ${one} first, ${other} second`;
    },
  },
});
