import { area, curveMonotoneX, line, max, scaleLinear } from 'd3';
import type { TableRow } from './chart';
import { defineChart } from './chart';
import { formatPercent, formatSignificant } from '../base';
import { drawPath, drawText, drawVertical, nearestLevelIndex } from './marks';
import type { HeightOption } from './options';
import { atLeast, heightOption } from './options';
import { drawCentredTicks } from './plot-axes';
import type { Svg } from './svg';

/** Teacher distributions for several lambdas, one above the other. */
export interface LevelRidge {
  readonly levels: readonly { readonly word: string; readonly score: number }[];
  /** Rising lambdas with their teachers, probabilities in the order of `levels`. */
  readonly teachers: readonly { readonly lambda: number; readonly probabilities: ArrayLike<number> }[];
  /** The current one, drawn over the others at its own height; its lambda is clamped to the range. */
  readonly current: { readonly lambda: number; readonly probabilities: ArrayLike<number> };
  readonly settings: Readonly<Record<string, string | number>>;
}

export interface LevelRidgeOptions extends HeightOption {
  /** How far the most probable level of all rises above its baseline, CSS pixels. Rows may overlap. */
  readonly tallestPx: number;
}

const MARGIN = { right: 12, bottom: 26, left: 58 };
const TALLEST_PX = 110;

export interface RidgeScales {
  readonly x: ReturnType<typeof scaleLinear<number, number>>;
  /** Height of the baseline of a lambda. */
  readonly base: (lambda: number) => number;
  /** Pixels that a probability rises above its baseline. */
  readonly rise: (probability: number) => number;
}

export function ridgeScales(data: LevelRidge, width: number, height: number, tallestPx = TALLEST_PX): RidgeScales {
  const scores = data.levels.map((level) => level.score);
  const lambdas = data.teachers.map((teacher) => Math.log10(teacher.lambda));
  const [low, high] = [lambdas[0] ?? -2, lambdas.at(-1) ?? 2];
  const peak = (teacher: LevelRidge['current'] | undefined): number =>
    max(Array.from(teacher?.probabilities ?? [])) ?? 0;
  const tallest = max([...data.teachers, data.current], peak) ?? 1;
  const rise = scaleLinear([0, tallest], [0, tallestPx]);
  // The upper rows are flat as a rule, so room for the top two is enough.
  const top = 10 + rise(Math.max(peak(data.teachers.at(-1)), peak(data.teachers.at(-2))));
  const y = scaleLinear([low, high], [height - MARGIN.bottom - 8, top]).clamp(true);
  return {
    x: scaleLinear([scores[0] ?? 1, scores.at(-1) ?? 5], [MARGIN.left + 8, width - MARGIN.right - 4]),
    // Zero and infinity lie at the ends of the axis.
    base: (lambda) => y(lambda <= 0 ? -Infinity : Math.log10(lambda)),
    rise,
  };
}

/** A filled curve for each lambda, large lambdas above small ones. */
export const levelRidgeChart = defineChart<LevelRidge, LevelRidgeOptions>({
  name: 'level-ridge',
  className: 'ridge',
  ...heightOption(400),
  defaults: { ...heightOption(400).defaults, tallestPx: TALLEST_PX },
  validate: { ...heightOption(400).validate, tallestPx: atLeast(10) },
  title: () => 'Teacher distribution over lambda',
  fileStem: () => 'aso-teacher-over-lambda',
  summarise({ teachers }) {
    const largest = (probabilities: ArrayLike<number>): string => formatPercent(Math.max(...Array.from(probabilities)));
    const [first, last] = [teachers[0], teachers.at(-1)];
    if (first === undefined || last === undefined) return 'There is no lambda to show.';
    const low = `At lambda ${formatSignificant(first.lambda)} the most probable level has ${largest(first.probabilities)}`;
    return `${low}, at ${formatSignificant(last.lambda)} it has ${largest(last.probabilities)}.`;
  },
  table: ({ levels, teachers }) => [
    ['lambda', ...levels.map(({ score }) => `p_${score}`)],
    ...teachers.map(({ lambda, probabilities }): TableRow => [lambda, ...Array.from(probabilities)]),
  ],
  settings: ({ settings }) => settings,
  draw(svg, { data, options, width, height }, cursor) {
    const scales = ridgeScales(data, width, height, options.tallestPx);
    // From the back to the front, so that a row stands before those above it.
    for (const teacher of data.teachers.toReversed()) drawRow(svg, scales, data, teacher, '');
    drawRow(svg, scales, data, data.current, 'in-force');
    const names = svg.append('g');
    for (const { lambda } of data.teachers) {
      if (!isDecade(lambda)) continue;
      const place = { x: MARGIN.left, y: scales.base(lambda), anchor: 'end' } as const;
      drawText(names, 'tick', place, `λ = ${formatSignificant(lambda)}`);
    }
    const whole = data.levels.filter(({ score }) => Number.isInteger(score));
    drawCentredTicks(
      svg,
      whole,
      ({ score }) => scales.x(score),
      height - 8,
      ({ score }) => String(score),
    );
    if (cursor === undefined) return;
    drawVertical(svg, 'cursor', scales.x(data.levels[cursor]?.score ?? 0), [4, height - MARGIN.bottom]);
  },
  marks: {
    count: ({ levels }) => levels.length,
    at: ({ data, width, height }, x) => nearestLevelIndex(data.levels, ridgeScales(data, width, height).x.invert(x)),
    describe({ levels, teachers, current }, mark) {
      const level = levels[mark];
      if (level === undefined) return '';
      const shares = [teachers[0], current, teachers.at(-1)].flatMap((teacher) =>
        teacher === undefined
          ? []
          : [`${formatPercent(teacher.probabilities[mark] ?? 0)} at lambda ${formatSignificant(teacher.lambda)}`],
      );
      return `${level.word} (${level.score}): ${shares.join(', ')}`;
    },
  },
});

function isDecade(lambda: number): boolean {
  return Number.isInteger(Number(Math.log10(lambda).toFixed(6)));
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
  drawPath(svg, `ridge-fill ${className}`, shape(points));
  drawPath(svg, `ridge-line ${className}`, line().curve(curveMonotoneX)(points));
}
