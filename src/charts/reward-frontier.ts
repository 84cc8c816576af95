import type { ScaleLinear } from 'd3';
import { line, scaleLinear } from 'd3';
import type { TableRow } from './chart';
import { defineChart } from './chart';
import { formatSignificant } from '../base';
import { drawCircle, drawPath, drawText, nearestIndex } from './marks';
import type { HeightOption } from './options';
import { heightOption } from './options';
import { paddedExtent } from './panes';
import { drawCentredTicks, drawGrid } from './plot-axes';
import type { Svg } from './svg';

/** Expected reward of policies over their divergence from the reference. No policy lies above the teachers. */
export interface RewardFrontier {
  /** The teachers, lambda rising. */
  readonly curve: readonly { readonly lambda: number; readonly kl: number; readonly reward: number }[];
  /** The current teacher. */
  readonly current: { readonly lambda: number; readonly kl: number; readonly reward: number };
  /** Other targets; one with mass where the reference has none has an infinite divergence. */
  readonly others: readonly { readonly name: string; readonly kl: number; readonly reward: number }[];
  readonly settings: Readonly<Record<string, string | number>>;
}

const MARGIN = { top: 30, right: 16, bottom: 40, left: 48 };

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

/** The teachers as a line from lambda = infinity at the left, other targets as crosses and triangles. */
export const rewardFrontierChart = defineChart<RewardFrontier, HeightOption>({
  name: 'reward-frontier',
  className: 'frontier',
  ...heightOption(300),
  title: () => 'Expected reward against divergence',
  fileStem: () => 'aso-frontier',
  summarise({ current, others }) {
    const { lambda, kl, reward } = current;
    const here = `At lambda ${formatSignificant(lambda)} the teacher has an expected reward of ${formatSignificant(reward)} at a divergence of ${formatSignificant(kl)} nats.`;
    const off = others.filter((other) => other.kl === Infinity).map(({ name }) => name);
    return off.length === 0 ? here : `${here} Not drawn, because their divergence is infinite: ${off.join(', ')}.`;
  },
  table: ({ curve, others }) => [
    ['policy', 'lambda', 'kl', 'expected_reward'],
    ...curve.map(({ lambda, kl, reward }): TableRow => ['teacher', lambda, kl, reward]),
    ...others.map(({ name, kl, reward }): TableRow => [name, '', kl, reward]),
  ],
  settings: ({ settings }) => settings,
  draw(svg, { data, width, height }, cursor) {
    const scales = frontierScales(data, width, height);
    const { x, y } = scales;
    drawAxes(svg, scales, width, height);
    const path = line<RewardFrontier['curve'][number]>(
      ({ kl }) => x(kl),
      ({ reward }) => y(reward),
    );
    drawPath(svg, 'series main', path([...data.curve]));
    data.others.forEach((other, i) => {
      if (Number.isFinite(other.kl)) drawOther(svg, x(other.kl), y(other.reward), i);
    });
    drawLegend(svg, data.others, width, height);
    const walked = cursor === undefined ? undefined : data.curve[cursor];
    if (walked !== undefined) drawCircle(svg, 'dot walked', x(walked.kl), y(walked.reward), 5);
    drawCircle(svg, 'dot in-force', x(data.current.kl), y(data.current.reward), 5);
  },
  marks: {
    count: ({ curve }) => curve.length,
    at({ data, width, height }, at) {
      const { x } = frontierScales(data, width, height);
      return nearestIndex(data.curve, ({ kl }) => Math.abs(x(kl) - at));
    },
    describe({ curve }, mark) {
      const point = curve[mark];
      if (point === undefined) return '';
      return `lambda ${formatSignificant(point.lambda)}: KL ${formatSignificant(point.kl)}, expected reward ${formatSignificant(point.reward)}`;
    },
  },
});

function drawAxes(svg: Svg, { x, y }: FrontierScales, width: number, height: number): void {
  drawGrid(svg, y, MARGIN, width, { ticks: 5, gap: 8, text: y.tickFormat(5) });
  const ticks = x.ticks(Math.max(2, Math.floor(width / 90)));
  drawCentredTicks(svg, ticks, x, height - 22, String);
  const place = { x: width - MARGIN.right, y: height - 6, anchor: 'end' } as const;
  drawText(svg, 'axis-label', place, 'KL to the reference, nats');
  drawText(svg, 'axis-label', { x: 4, y: 12 }, 'Expected reward');
}

/** Upright cross, diagonal cross or triangle. */
function drawOther(svg: Svg, at: number, height: number, index: number): void {
  const shapes = ['m-4.5,0h9m-4.5,-4.5v9', 'm-3.5,-3.5l7,7m0,-7l-7,7', 'm0,-4.5l4.5,8h-9z'];
  drawPath(svg, 'other', `M${at},${height}${shapes[index % shapes.length]}`);
}

/** In the lower right corner, which the concave frontier leaves free. */
function drawLegend(svg: Svg, others: RewardFrontier['others'], width: number, height: number): void {
  others.forEach(({ name, kl }, i) => {
    const y = height - MARGIN.bottom - 14 - (others.length - 1 - i) * 17;
    drawOther(svg, width - MARGIN.right - 8, y, i);
    const place = { x: width - MARGIN.right - 20, y, middle: true, anchor: 'end' } as const;
    drawText(svg, 'other-name', place, kl === Infinity ? `${name}: KL infinite` : name);
  });
}
