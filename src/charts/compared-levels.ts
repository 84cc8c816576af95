import { formatPercent, formatScore } from './format';
import type { Chart, TableRow } from './chart';
import { fileStem } from './chart';
import type { LevelDistribution } from './level-distribution';
import { levelScales } from './level-distribution';
import { createSvg } from './svg';

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

const HEIGHT_PX = 84;

/** Both clips' scales at once: the taller of the two bars at each level decides. */
function scalesOf({ levels, first, second }: ComparedLevels, width: number, height: number) {
  const probabilities = first.probabilities.map((p, j) => Math.max(p, second.probabilities[j] ?? 0));
  const { video, mean } = first;
  return levelScales({ name: '', video, levels, probabilities, mean, spread: 0, rating: '' }, width, height);
}

export function describeComparedLevels({ name, first, second }: ComparedLevels): string {
  return `${name}: mean ${formatScore(first.mean)} for ${first.video}, ${formatScore(second.mean)} for ${second.video}.`;
}

export function comparedLevelsTable({ levels, first, second }: ComparedLevels): readonly TableRow[] {
  return [
    ['level', 'score', 'first', 'second'],
    ...levels.map(({ word, score }, j): TableRow => [
      word,
      score,
      first.probabilities[j] ?? 0,
      second.probabilities[j] ?? 0,
    ]),
  ];
}

/** The first clip as filled bars, the second as an outline over them; diamonds mark the means, hollow for the second. */
export function comparedLevels(
  data: ComparedLevels,
  options: { readonly width: number; readonly height: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, height, cursor } = options;
  const { x, y, bar } = scalesOf(data, width, height);
  const svg = createSvg(width, height, chartName(data), describeComparedLevels(data)).classed('compared', true);
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
  svg
    .append('path')
    .attr('class', 'second')
    .attr('d', `M${from},${floor}${skyline.join('')}V${floor}`);
  svg
    .append('line')
    .attr('class', 'axis')
    .attr('x1', x.range()[0]!)
    .attr('x2', x.range()[1]!)
    .attr('y1', floor + 0.5)
    .attr('y2', floor + 0.5);
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
  for (const [side, { mean }] of [['first', data.first] as const, ['second', data.second] as const]) {
    svg
      .append('path')
      .attr('class', `mean ${side}`)
      .attr('d', `M${x(mean)},2l6,6l-6,6l-6,-6z`);
  }
  return svg.node()!;
}

export function comparedLevelsChart(data: ComparedLevels): Chart {
  const { name, levels, first, second } = data;
  return {
    name: chartName(data),
    summary: describeComparedLevels(data),
    fileStem: fileStem(first.video, second.video, name, 'compared'),
    height: () => HEIGHT_PX,
    draw: (width, cursor) => comparedLevels(data, { width, height: HEIGHT_PX, cursor }),
    marks: levels.length,
    markAt(width, at) {
      const score = scalesOf(data, width, HEIGHT_PX).x.invert(at);
      return levels.reduce(
        (best, level, j, all) => (Math.abs(level.score - score) < Math.abs(all[best]!.score - score) ? j : best),
        0,
      );
    },
    describe(mark) {
      const level = levels[mark];
      if (level === undefined) return '';
      const [one, other] = [first, second].map(({ probabilities }) => formatPercent(probabilities[mark] ?? 0));
      return `${level.word} (${level.score}): ${one} first, ${other} second`;
    },
    table: comparedLevelsTable(data),
    settings: { first: first.video, second: second.video, dimension: name },
  };
}

function chartName({ name }: ComparedLevels): string {
  return `${name}: how probable each level is for both clips`;
}
