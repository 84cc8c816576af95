import { area, curveMonotoneX, line, max, scaleLinear } from 'd3';
import { formatPercent, formatSignificant } from './format';
import type { Chart, TableRow } from './chart';
import type { Svg } from './svg';
import { createSvg } from './svg';

/** Teachers for several lambdas, one above the other, from the reference's side (large lambda) to the reward's. */
export interface LevelRidge {
  readonly levels: readonly { readonly word: string; readonly score: number }[];
  /** Rising lambdas with their teachers, probabilities in the order of `levels`. */
  readonly teachers: readonly { readonly lambda: number; readonly probabilities: ArrayLike<number> }[];
  /** The one in force, drawn over the others at its own height; its lambda is clamped to the range. */
  readonly current: { readonly lambda: number; readonly probabilities: ArrayLike<number> };
  readonly settings: Readonly<Record<string, string | number>>;
}

const NAME = 'The teacher over lambda';
const MARGIN = { right: 12, bottom: 26, left: 58 };
const HEIGHT_PX = 400;
/** How far the likeliest level of all rises above its row: rows may overlap. */
const TALLEST_PX = 110;

export interface RidgeScales {
  readonly x: ReturnType<typeof scaleLinear<number, number>>;
  /** Height of the baseline of a lambda. */
  readonly base: (lambda: number) => number;
  /** Pixels that a probability rises above its baseline. */
  readonly rise: (probability: number) => number;
}

export function ridgeScales(data: LevelRidge, width: number, height: number): RidgeScales {
  const scores = data.levels.map((level) => level.score);
  const lambdas = data.teachers.map((teacher) => Math.log10(teacher.lambda));
  const [low, high] = [lambdas[0] ?? -2, lambdas.at(-1) ?? 2];
  const peak = (teacher: LevelRidge['current'] | undefined): number =>
    max(Array.from(teacher?.probabilities ?? [])) ?? 0;
  const tallest = max([...data.teachers, data.current], peak) ?? 1;
  const rise = scaleLinear([0, tallest], [0, TALLEST_PX]);
  // The rows above are the flat ones, as a rule: room for the one at the top is enough.
  const top = 10 + rise(Math.max(peak(data.teachers.at(-1)), peak(data.teachers.at(-2))));
  const y = scaleLinear([low, high], [height - MARGIN.bottom - 8, top]).clamp(true);
  return {
    x: scaleLinear([scores[0] ?? 1, scores.at(-1) ?? 5], [MARGIN.left + 8, width - MARGIN.right - 4]),
    // Zero and infinity lie at the ends of the axis.
    base: (lambda) => y(lambda <= 0 ? -Infinity : Math.log10(lambda)),
    rise,
  };
}

export function describeLevelRidge(data: LevelRidge): string {
  const certain = (probabilities: ArrayLike<number>): string => formatPercent(Math.max(...Array.from(probabilities)));
  const [first, last] = [data.teachers[0], data.teachers.at(-1)];
  if (first === undefined || last === undefined) return 'No lambda was swept.';
  const bold = `At lambda ${formatSignificant(first.lambda)} the likeliest level has ${certain(first.probabilities)}`;
  return `${bold}, at ${formatSignificant(last.lambda)} it has ${certain(last.probabilities)}.`;
}

export function levelRidgeTable(data: LevelRidge): readonly TableRow[] {
  return [
    ['lambda', ...data.levels.map((level) => `p_${level.score}`)],
    ...data.teachers.map((teacher): TableRow => [teacher.lambda, ...Array.from(teacher.probabilities)]),
  ];
}

export function levelRidge(
  data: LevelRidge,
  options: { readonly width: number; readonly height: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, height, cursor } = options;
  const scales = ridgeScales(data, width, height);
  const svg = createSvg(width, height, NAME, describeLevelRidge(data)).classed('ridge', true);
  // From the back to the front, so that a row stands before those above it.
  for (const teacher of data.teachers.toReversed()) drawRow(svg, scales, data, teacher, '');
  drawRow(svg, scales, data, data.current, 'in-force');
  const decades = data.teachers.filter(({ lambda }) => Number.isInteger(Number(Math.log10(lambda).toFixed(6))));
  svg
    .append('g')
    .selectAll('text')
    .data(decades)
    .join('text')
    .attr('class', 'tick')
    .attr('x', MARGIN.left)
    .attr('y', ({ lambda }) => scales.base(lambda))
    .attr('text-anchor', 'end')
    .text(({ lambda }) => `λ = ${formatSignificant(lambda)}`);
  svg
    .append('g')
    .selectAll('text')
    .data(data.levels.filter(({ score }) => Number.isInteger(score)))
    .join('text')
    .attr('class', 'tick')
    .attr('x', ({ score }) => scales.x(score))
    .attr('y', height - 8)
    .attr('text-anchor', 'middle')
    .text(({ score }) => String(score));
  if (cursor !== undefined) {
    const at = scales.x(data.levels[cursor]?.score ?? 0);
    svg
      .append('line')
      .attr('class', 'cursor')
      .attr('x1', at)
      .attr('x2', at)
      .attr('y1', 4)
      .attr('y2', height - MARGIN.bottom);
  }
  return svg.node()!;
}

function drawRow(
  svg: Svg,
  { x, base, rise }: RidgeScales,
  data: LevelRidge,
  { lambda, probabilities }: LevelRidge['current'],
  className: string,
): void {
  const floor = base(lambda);
  const points = data.levels.map(({ score }, j): [number, number] => [x(score), floor - rise(probabilities[j] ?? 0)]);
  const shape = area()
    .x(([at]) => at)
    .y0(floor)
    .y1(([, top]) => top)
    .curve(curveMonotoneX);
  svg.append('path').attr('class', `ridge-fill ${className}`).attr('d', shape(points));
  svg.append('path').attr('class', `ridge-line ${className}`).attr('d', line().curve(curveMonotoneX)(points));
}

export function levelRidgeChart(data: LevelRidge): Chart {
  const height = (): number => HEIGHT_PX;
  return {
    name: NAME,
    summary: describeLevelRidge(data),
    fileStem: 'aso-teacher-over-lambda',
    height,
    draw: (width, cursor) => levelRidge(data, { width, height: height(), cursor }),
    marks: data.levels.length,
    markAt(width, at) {
      const score = ridgeScales(data, width, height()).x.invert(at);
      return data.levels.reduce(
        (best, level, j, all) => (Math.abs(level.score - score) < Math.abs(all[best]!.score - score) ? j : best),
        0,
      );
    },
    describe(mark) {
      const level = data.levels[mark];
      if (level === undefined) return '';
      const share = (teacher: LevelRidge['current'] | undefined): string =>
        teacher === undefined
          ? ''
          : `${formatPercent(teacher.probabilities[mark] ?? 0)} at lambda ${formatSignificant(teacher.lambda)}`;
      return `${level.word} (${level.score}): ${share(data.teachers[0])}, ${share(data.current)}, ${share(data.teachers.at(-1))}`;
    },
    get table() {
      return levelRidgeTable(data);
    },
    settings: data.settings,
  };
}
