import type { ScaleLinear } from 'd3';
import { line, scaleLinear } from 'd3';
import { formatSignificant } from './format';
import type { Chart, TableRow } from './chart';
import { paddedExtent } from './panes';
import { drawGrid } from './plot-axes';
import type { Svg } from './svg';
import { createSvg } from './svg';

/** How much reward a policy expects for how far it strays from the reference. No policy lies above the teachers. */
export interface RewardFrontier {
  /** The teachers, lambda rising. */
  readonly curve: readonly { readonly lambda: number; readonly kl: number; readonly reward: number }[];
  /** The teacher in force. */
  readonly current: { readonly lambda: number; readonly kl: number; readonly reward: number };
  /** Other targets a model may imitate; those off the reference's support have an infinite divergence. */
  readonly others: readonly { readonly name: string; readonly kl: number; readonly reward: number }[];
  readonly settings: Readonly<Record<string, string | number>>;
}

const NAME = 'Expected reward against divergence';
const MARGIN = { top: 30, right: 16, bottom: 40, left: 48 };
const HEIGHT_PX = 300;

export interface FrontierScales {
  /** KL in nats to pixels. */
  readonly x: ScaleLinear<number, number>;
  /** Expected reward to pixels. */
  readonly y: ScaleLinear<number, number>;
}

export function frontierScales(data: RewardFrontier, width: number, height: number): FrontierScales {
  const points = [...data.curve, data.current, ...data.others].filter(({ kl }) => Number.isFinite(kl));
  const furthest = Math.max(0.05, ...points.map(({ kl }) => kl));
  return {
    x: scaleLinear([0, furthest * 1.04], [MARGIN.left, width - MARGIN.right]),
    y: scaleLinear(paddedExtent(points.map(({ reward }) => reward)), [height - MARGIN.bottom, MARGIN.top]).nice(4),
  };
}

export function describeRewardFrontier(data: RewardFrontier): string {
  const { lambda, kl, reward } = data.current;
  const here = `At lambda ${formatSignificant(lambda)} the teacher expects a reward of ${formatSignificant(reward)} at a divergence of ${formatSignificant(kl)} nats`;
  const off = data.others.filter((other) => other.kl === Infinity).map((other) => other.name);
  return off.length === 0
    ? `${here}.`
    : `${here}. Off the picture, for their divergence is infinite: ${off.join(', ')}.`;
}

export function rewardFrontierTable(data: RewardFrontier): readonly TableRow[] {
  return [
    ['policy', 'lambda', 'kl', 'expected_reward'],
    ...data.curve.map(({ lambda, kl, reward }): TableRow => ['teacher', lambda, kl, reward]),
    ...data.others.map(({ name, kl, reward }): TableRow => [name, '', kl, reward]),
  ];
}

export function rewardFrontier(
  data: RewardFrontier,
  options: { readonly width: number; readonly height: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, height, cursor } = options;
  const scales = frontierScales(data, width, height);
  const { x, y } = scales;
  const svg = createSvg(width, height, NAME, describeRewardFrontier(data)).classed('frontier', true);
  drawAxes(svg, scales, width, height);
  const path = line<RewardFrontier['curve'][number]>(
    ({ kl }) => x(kl),
    ({ reward }) => y(reward),
  );
  svg
    .append('path')
    .attr('class', 'series main')
    .attr('d', path([...data.curve]));
  data.others.forEach((other, i) => {
    if (Number.isFinite(other.kl)) drawOther(svg, x(other.kl), y(other.reward), i);
  });
  drawKey(svg, data.others, width, height);
  const walked = cursor === undefined ? undefined : data.curve[cursor];
  if (walked !== undefined) drawDot(svg, x(walked.kl), y(walked.reward), 'dot walked');
  drawDot(svg, x(data.current.kl), y(data.current.reward), 'dot in-force');
  return svg.node()!;
}

function drawAxes(svg: Svg, { x, y }: FrontierScales, width: number, height: number): void {
  drawGrid(svg, y, MARGIN, width, { ticks: 5, gap: 8, text: y.tickFormat(5) });
  svg
    .append('g')
    .selectAll('text')
    .data(x.ticks(Math.max(2, Math.floor(width / 90))))
    .join('text')
    .attr('class', 'tick')
    .attr('x', x)
    .attr('y', height - 22)
    .attr('text-anchor', 'middle')
    .text((tick) => String(tick));
  svg
    .append('text')
    .attr('class', 'axis-label')
    .attr('x', width - MARGIN.right)
    .attr('y', height - 6)
    .attr('text-anchor', 'end')
    .text('KL to the reference, nats');
  svg.append('text').attr('class', 'axis-label').attr('x', 4).attr('y', 12).text('Expected reward');
}

/** Upright cross, slanting cross, triangle: shapes tell the other targets apart. */
function drawOther(svg: Svg, at: number, height: number, index: number): void {
  const shapes = ['m-4.5,0h9m-4.5,-4.5v9', 'm-3.5,-3.5l7,7m0,-7l-7,7', 'm0,-4.5l4.5,8h-9z'];
  svg
    .append('path')
    .attr('class', 'other')
    .attr('d', `M${at},${height}${shapes[index % shapes.length]}`);
}

/** Their names stand in the corner that the frontier, concave as it is, leaves free. */
function drawKey(svg: Svg, others: RewardFrontier['others'], width: number, height: number): void {
  others.forEach(({ name, kl }, i) => {
    const y = height - MARGIN.bottom - 14 - (others.length - 1 - i) * 17;
    drawOther(svg, width - MARGIN.right - 8, y, i);
    svg
      .append('text')
      .attr('class', 'other-name')
      .attr('x', width - MARGIN.right - 20)
      .attr('y', y)
      .attr('dy', '0.32em')
      .attr('text-anchor', 'end')
      .text(kl === Infinity ? `${name}: KL infinite` : name);
  });
}

function drawDot(svg: Svg, at: number, height: number, className: string): void {
  svg.append('circle').attr('class', className).attr('cx', at).attr('cy', height).attr('r', 5);
}

export function rewardFrontierChart(data: RewardFrontier): Chart {
  const height = (): number => HEIGHT_PX;
  return {
    name: NAME,
    summary: describeRewardFrontier(data),
    fileStem: 'aso-frontier',
    height,
    draw: (width, cursor) => rewardFrontier(data, { width, height: height(), cursor }),
    marks: data.curve.length,
    markAt(width, at) {
      const { x } = frontierScales(data, width, height());
      return data.curve.reduce(
        (best, point, i, all) => (Math.abs(x(point.kl) - at) < Math.abs(x(all[best]!.kl) - at) ? i : best),
        0,
      );
    },
    describe(mark) {
      const point = data.curve[mark];
      if (point === undefined) return '';
      return `lambda ${formatSignificant(point.lambda)}: KL ${formatSignificant(point.kl)}, expected reward ${formatSignificant(point.reward)}`;
    },
    get table() {
      return rewardFrontierTable(data);
    },
    settings: data.settings,
  };
}
