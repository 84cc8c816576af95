import type { ScaleLinear, ScalePoint } from 'd3';
import { extent, scaleLinear, scalePoint } from 'd3';
import { formatSignificant } from './format';
import type { Chart, TableRow } from './chart';
import { drawGrid } from './plot-axes';
import type { Svg } from './svg';
import { createSvg } from './svg';

/** GRPO's gradient estimate over many groups beside the exact gradients; every list has one number a logit. */
export interface GradientEstimate {
  readonly levels: readonly { readonly word: string; readonly score: number }[];
  readonly mean: ArrayLike<number>;
  /** Standard deviation of one group's estimate. */
  readonly deviation: ArrayLike<number>;
  /** What the estimate has as its exact mean; absent where it takes too many groups to walk through. */
  readonly expected: ArrayLike<number> | undefined;
  /** Gradient of the regularised objective F. */
  readonly objective: ArrayLike<number>;
  /** ASO's, which is pi* - pi. */
  readonly aso: ArrayLike<number>;
  readonly draws: number;
  readonly groupSize: number;
  readonly settings: Readonly<Record<string, string | number>>;
}

const NAME = "GRPO's gradient estimate beside the exact gradients";
const MARGIN = { top: 12, right: 12, bottom: 26, left: 48 };
const HEIGHT_PX = 260;
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

export function describeGradientEstimate(data: GradientEstimate): string {
  const total = data.levels.reduce((sum, _, s) => sum + data.deviation[s]! ** 2, 0);
  const spread = `One group of ${data.groupSize} strays from its mean by ${formatSignificant(Math.sqrt(total))} (root of the summed variance, ${data.draws} groups)`;
  return `${spread}; ASO's gradient is exact.`;
}

export function gradientEstimateTable(data: GradientEstimate): readonly TableRow[] {
  return [
    ['level', 'score', 'grpo_mean', 'grpo_deviation', 'grpo_expected', 'objective', 'aso'],
    ...data.levels.map((level, s): TableRow => [
      level.word,
      level.score,
      data.mean[s]!,
      data.deviation[s]!,
      data.expected?.[s] ?? '',
      data.objective[s]!,
      data.aso[s]!,
    ]),
  ];
}

export function gradientEstimate(
  data: GradientEstimate,
  options: { readonly width: number; readonly height: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, height, cursor } = options;
  const scales = gradientScales(data, width, height);
  const svg = createSvg(width, height, NAME, describeGradientEstimate(data)).classed('gradient', true);
  drawAxes(svg, scales, data, width, height);
  data.levels.forEach((_, s) => drawLevel(svg, scales, data, s, s === cursor));
  return svg.node()!;
}

function drawAxes(svg: Svg, { x, y }: GradientScales, data: GradientEstimate, width: number, height: number): void {
  const kind = (tick: number): string => (tick === 0 ? 'axis' : 'grid');
  drawGrid(svg, y, MARGIN, width, { ticks: 5, gap: 8, text: y.tickFormat(5), kind });
  const every = Math.max(1, Math.ceil(22 / Math.max(1, x.step())));
  svg
    .append('g')
    .selectAll('text')
    .data([...data.levels.keys()].filter((s) => s % every === 0))
    .join('text')
    .attr('class', 'tick')
    .attr('x', (s) => x(s)!)
    .attr('y', height - 8)
    .attr('text-anchor', 'middle')
    .text((s) => String(Number(data.levels[s]!.score.toFixed(2))));
}

function drawLevel(svg: Svg, { x, y }: GradientScales, data: GradientEstimate, s: number, chosen: boolean): void {
  const at = x(s)!;
  const apart = Math.min(12, x.step() * APART);
  const group = svg.append('g').attr('class', chosen ? 'level under-cursor' : 'level');
  const [mean, deviation] = [data.mean[s]!, data.deviation[s]!];
  const left = at - apart;
  group
    .append('path')
    .attr('class', 'whisker')
    .attr('d', `M${left - 3},${y(mean - deviation)}h6m-3,0V${y(mean + deviation)}m-3,0h6`);
  const expected = data.expected?.[s];
  if (expected !== undefined)
    group
      .append('path')
      .attr('class', 'expected')
      .attr('d', `M${left - 6},${y(expected)}h12`);
  group.append('circle').attr('class', 'estimate').attr('cx', left).attr('cy', y(mean)).attr('r', 3.2);
  group
    .append('rect')
    .attr('class', 'objective')
    .attr('x', at - 3)
    .attr('y', y(data.objective[s]!) - 3)
    .attr('width', 6)
    .attr('height', 6);
  group
    .append('path')
    .attr('class', 'aso')
    .attr('d', `M${at + apart},${y(data.aso[s]!) - 5}l5,5l-5,5l-5,-5z`);
}

export function gradientEstimateChart(data: GradientEstimate): Chart {
  const height = (): number => HEIGHT_PX;
  return {
    name: NAME,
    summary: describeGradientEstimate(data),
    fileStem: 'aso-gradient-estimate',
    height,
    draw: (width, cursor) => gradientEstimate(data, { width, height: height(), cursor }),
    marks: data.levels.length,
    markAt(width, at) {
      const { x } = gradientScales(data, width, height());
      return [...data.levels.keys()].reduce(
        (best, s) => (Math.abs(x(s)! - at) < Math.abs(x(best)! - at) ? s : best),
        0,
      );
    },
    describe(mark) {
      const level = data.levels[mark];
      if (level === undefined) return '';
      const estimate = `${formatSignificant(data.mean[mark]!)} ± ${formatSignificant(data.deviation[mark]!)}`;
      return `${level.word}: GRPO ${estimate}, gradient of F ${formatSignificant(data.objective[mark]!)}, ASO ${formatSignificant(data.aso[mark]!)}`;
    },
    get table() {
      return gradientEstimateTable(data);
    },
    settings: data.settings,
  };
}
