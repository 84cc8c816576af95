import type { ScaleLinear, ScalePoint } from 'd3';
import { extent, scaleLinear, scalePoint } from 'd3';
import type { TableRow } from './chart';
import { defineChart } from './chart';
import { formatSignificant } from '../base';
import { diamondPath, drawCircle, drawPath, nearestIndex } from './marks';
import type { HeightOption } from './options';
import { heightOption } from './options';
import { drawCentredTicks, drawGrid } from './plot-axes';
import type { Svg } from './svg';

/** GRPO's gradient estimate over many groups beside the exact gradients; every list has one number a logit. */
export interface GradientEstimate {
  readonly levels: readonly { readonly word: string; readonly score: number }[];
  readonly mean: ArrayLike<number>;
  /** Standard deviation of one group's estimate. */
  readonly deviation: ArrayLike<number>;
  /** The exact mean of the estimate; absent where there are too many groups to enumerate. */
  readonly expected: ArrayLike<number> | undefined;
  /** Gradient of the regularised objective F. */
  readonly objective: ArrayLike<number>;
  /** ASO's, which is pi* - pi. */
  readonly aso: ArrayLike<number>;
  readonly draws: number;
  readonly groupSize: number;
  readonly settings: Readonly<Record<string, string | number>>;
}

const MARGIN = { top: 12, right: 12, bottom: 26, left: 48 };
/** The three marks of a level stand this far apart, as a share of the room of a level. */
const APART = 0.24;

export interface GradientScales {
  readonly x: ScalePoint<number>;
  readonly y: ScaleLinear<number, number>;
}

export function gradientScales(data: GradientEstimate, width: number, height: number): GradientScales {
  const reach = data.levels.flatMap((_, s) => [
    data.mean[s]! - data.deviation[s]!,
    data.mean[s]! + data.deviation[s]!,
    data.objective[s]!,
    data.aso[s]!,
  ]);
  const [low = -1, high = 1] = extent(reach);
  const room = Math.max(1e-6, high - low) * 0.04;
  return {
    x: scalePoint([...data.levels.keys()], [MARGIN.left, width - MARGIN.right]).padding(0.5),
    y: scaleLinear([Math.min(0, low) - room, Math.max(0, high) + room], [height - MARGIN.bottom, MARGIN.top]),
  };
}

/** For each logit the estimate with its deviation, the gradient of F as a square, and ASO's as a diamond. */
export const gradientEstimateChart = defineChart<GradientEstimate, HeightOption>({
  name: 'gradient-estimate',
  className: 'gradient',
  ...heightOption(260),
  title: () => "GRPO's gradient estimate beside the exact gradients",
  fileStem: () => 'aso-gradient-estimate',
  summarise({ levels, deviation, groupSize, draws }) {
    const total = levels.reduce((sum, _, s) => sum + deviation[s]! ** 2, 0);
    return `The estimate from one group of ${groupSize} deviates from its mean by ${formatSignificant(Math.sqrt(total))} (root of the summed variance, ${draws} groups); ASO's gradient is exact.`;
  },
  table: (data) => [
    ['level', 'score', 'grpo_mean', 'grpo_deviation', 'grpo_expected', 'objective', 'aso'],
    ...data.levels.map(({ word, score }, s): TableRow => [
      word,
      score,
      data.mean[s]!,
      data.deviation[s]!,
      data.expected?.[s] ?? '',
      data.objective[s]!,
      data.aso[s]!,
    ]),
  ],
  settings: ({ settings }) => settings,
  draw(svg, { data, width, height }, cursor) {
    const scales = gradientScales(data, width, height);
    drawAxes(svg, scales, data, width, height);
    data.levels.forEach((_, s) => drawLevel(svg, scales, data, s, s === cursor));
  },
  marks: {
    count: ({ levels }) => levels.length,
    at({ data, width, height }, at) {
      const { x } = gradientScales(data, width, height);
      return nearestIndex(data.levels, (_, s) => Math.abs(x(s)! - at));
    },
    describe(data, mark) {
      const level = data.levels[mark];
      if (level === undefined) return '';
      const estimate = `${formatSignificant(data.mean[mark]!)} ± ${formatSignificant(data.deviation[mark]!)}`;
      return `${level.word}: GRPO ${estimate}, gradient of F ${formatSignificant(data.objective[mark]!)}, ASO ${formatSignificant(data.aso[mark]!)}`;
    },
  },
});

function drawAxes(svg: Svg, { x, y }: GradientScales, data: GradientEstimate, width: number, height: number): void {
  const kind = (tick: number): string => (tick === 0 ? 'axis' : 'grid');
  drawGrid(svg, y, MARGIN, width, { ticks: 5, gap: 8, text: y.tickFormat(5), kind });
  const every = Math.max(1, Math.ceil(22 / Math.max(1, x.step())));
  const shown = [...data.levels.keys()].filter((s) => s % every === 0);
  const score = (s: number): string => String(Number(data.levels[s]!.score.toFixed(2)));
  drawCentredTicks(svg, shown, (s) => x(s)!, height - 8, score);
}

function drawLevel(svg: Svg, { x, y }: GradientScales, data: GradientEstimate, s: number, chosen: boolean): void {
  const at = x(s)!;
  const apart = Math.min(12, x.step() * APART);
  const group = svg.append('g').attr('class', chosen ? 'level under-cursor' : 'level');
  const [mean, deviation] = [data.mean[s]!, data.deviation[s]!];
  const left = at - apart;
  drawPath(group, 'whisker', `M${left - 3},${y(mean - deviation)}h6m-3,0V${y(mean + deviation)}m-3,0h6`);
  const expected = data.expected?.[s];
  if (expected !== undefined) drawPath(group, 'expected', `M${left - 6},${y(expected)}h12`);
  drawCircle(group, 'estimate', left, y(mean), 3.2);
  group
    .append('rect')
    .attr('class', 'objective')
    .attr('x', at - 3)
    .attr('y', y(data.objective[s]!) - 3)
    .attr('width', 6)
    .attr('height', 6);
  drawPath(group, 'aso', diamondPath(at + apart, y(data.aso[s]!), 5));
}
