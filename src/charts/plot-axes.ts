import type { ScaleContinuousNumeric, ScaleLinear } from 'd3';
import { formatTick } from './ticks';
import { formatInstant } from '../base';
import { drawText } from './marks';
import type { Svg } from './svg';

export interface Margin {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Numbers and classes of grid lines; `gap` is from a number to its line, px. */
export interface GridStyle {
  readonly ticks: number;
  readonly gap: number;
  readonly text: (tick: number) => string;
  readonly kind?: (tick: number) => string;
}

/** Grid lines across the picture with their numbers at the left. */
export function drawGrid(
  svg: Svg,
  y: ScaleLinear<number, number>,
  margin: Pick<Margin, 'left' | 'right'>,
  width: number,
  { ticks, gap, text, kind = () => 'grid' }: GridStyle,
): void {
  const rows = svg.append('g').selectAll('g').data(y.ticks(ticks)).join('g');
  rows
    .append('line')
    .attr('class', kind)
    .attr('x1', margin.left)
    .attr('x2', width - margin.right)
    .attr('y1', (tick) => Math.round(y(tick)) + 0.5)
    .attr('y2', (tick) => Math.round(y(tick)) + 0.5);
  rows
    .append('text')
    .attr('class', 'tick')
    .attr('x', margin.left - gap)
    .attr('y', (tick) => y(tick))
    .attr('dy', '0.32em')
    .attr('text-anchor', 'end')
    .text(text);
}

/** Grid lines with their numbers at the left, and a name above them. */
export function drawLeftAxis(
  svg: Svg,
  y: ScaleLinear<number, number>,
  margin: Margin,
  width: number,
  name: string,
): void {
  drawGrid(svg, y, margin, width, { ticks: 4, gap: 6, text: formatTick });
  drawText(svg, 'axis-name', { x: margin.left - 34, y: y.range()[1]! - 11 }, name);
}

/** So near the right edge a number is set before its place instead of around it. */
const EDGE_PX = 18;

/** Numbers below the picture, their feet `at` pixels from the top, the last one kept inside. */
export function drawTicksBelow(
  svg: Svg,
  x: ScaleContinuousNumeric<number, number>,
  ticks: readonly number[],
  at: number,
  width: number,
  text: (tick: number) => string,
): void {
  svg
    .append('g')
    .selectAll('text')
    .data(ticks)
    .join('text')
    .attr('class', 'tick')
    .attr('x', (tick) => x(tick))
    .attr('y', at)
    .attr('text-anchor', (tick) => (x(tick) > width - EDGE_PX ? 'end' : 'middle'))
    .text(text);
}

/** Numbers below the picture and the name of what they count at its right end. */
export function drawBottomTicks(
  svg: Svg,
  x: ScaleLinear<number, number>,
  at: number,
  name: string,
  width: number,
): void {
  const count = Math.max(2, Math.min(8, Math.floor((x.range()[1]! - x.range()[0]!) / 70)));
  drawTicksBelow(svg, x, x.ticks(count), at + 14, width, formatTick);
  drawText(svg, 'axis-name', { x: x.range()[1]!, y: at + 28, anchor: 'end' }, name);
}

/** The whole scores 1 to 5 below the picture. */
export function drawScoreTicks(svg: Svg, x: ScaleLinear<number, number>, at: number): void {
  drawCentredTicks(svg, [1, 2, 3, 4, 5], (score) => x(score), at, String);
}

/** One number or word below each item, in the middle of it. */
export function drawCentredTicks<Item>(
  svg: Svg,
  items: readonly Item[],
  x: (item: Item) => number,
  at: number,
  text: (item: Item) => string,
): void {
  svg
    .append('g')
    .selectAll('text')
    .data(items)
    .join('text')
    .attr('class', 'tick')
    .attr('x', x)
    .attr('y', at)
    .attr('text-anchor', 'middle')
    .text(text);
}

/** Instants below the picture, in seconds, as many as fit. */
export function drawTimeTicks(svg: Svg, x: ScaleLinear<number, number>, at: number, width: number): void {
  drawTicksBelow(svg, x, timeTicks(x, width), at, width, formatInstant);
}

export function timeTicks(x: ScaleLinear<number, number>, width: number): number[] {
  return x.ticks(Math.max(2, Math.min(10, Math.floor(width / 70))));
}
