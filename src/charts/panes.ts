import type { ScaleContinuousNumeric, ScaleLinear } from 'd3';
import { extent, line, scaleLinear } from 'd3';
import { drawPath, drawText, drawVertical } from './marks';
import { drawGrid, drawTicksBelow } from './plot-axes';
import type { Svg } from './svg';

/** Several small charts below each other with one horizontal axis: a pane has its own vertical scale and title. */
export interface Pane {
  readonly title: string;
  readonly top: number;
  readonly bottom: number;
  readonly y: ScaleLinear<number, number>;
}

export interface PaneSize {
  readonly width: number;
  readonly height: number;
}

export const PANE_MARGIN = { top: 4, right: 12, bottom: 26, left: 44 };
/** Room above each pane for its title, and below it. */
const TITLE_PX = 20;
const GAP_PX = 12;

/** Shares the height out equally; each scale spans the finite values of its pane. */
export function stackPanes(
  contents: readonly { readonly title: string; readonly values: readonly number[] }[],
  { height }: PaneSize,
): Pane[] {
  const free = height - PANE_MARGIN.top - PANE_MARGIN.bottom;
  const each = free / Math.max(1, contents.length);
  return contents.map(({ title, values }, i) => {
    const top = PANE_MARGIN.top + i * each + TITLE_PX;
    const bottom = PANE_MARGIN.top + (i + 1) * each - GAP_PX;
    return { title, top, bottom, y: scaleLinear(paddedExtent(values), [bottom, top]).nice(2) };
  });
}

/** From the smallest to the largest finite value, and never of no length: a constant still needs an axis. */
export function paddedExtent(values: readonly number[]): [number, number] {
  const [low = 0, high = 1] = extent(values.filter(Number.isFinite)) as [number?, number?];
  if (high - low > 1e-9 * Math.max(1, Math.abs(low), Math.abs(high))) return [low, high];
  const room = Math.max(0.05, Math.abs(low) * 0.1);
  return [low - room, low + room];
}

/** Title, two or three grid lines and their numbers. */
export function drawPane(svg: Svg, pane: Pane, width: number): void {
  const { y } = pane;
  drawText(svg, 'pane-title', { x: PANE_MARGIN.left, y: pane.top - 7 }, pane.title);
  drawGrid(svg, y, PANE_MARGIN, width, { ticks: 2, gap: 8, text: y.tickFormat(2) });
}

/** One line of a pane; gaps where a value is not finite. */
export function drawSeries(
  svg: Svg,
  pane: Pane,
  x: ScaleContinuousNumeric<number, number>,
  points: readonly (readonly [number, number])[],
  className: string,
): void {
  const path = line<readonly [number, number]>(
    ([at]) => x(at),
    ([, value]) => pane.y(value),
  ).defined(([, value]) => Number.isFinite(value));
  drawPath(svg, `series ${className}`, path([...points]));
}

/** The numbers below the last pane, the ends kept inside the picture. */
export function drawBottomAxis(
  svg: Svg,
  x: ScaleContinuousNumeric<number, number>,
  ticks: readonly number[],
  { width, height }: PaneSize,
  label: (tick: number) => string,
): void {
  drawTicksBelow(svg, x, ticks, height - 8, width, label);
}

/** A vertical line through all panes. */
export function drawCursorLine(svg: Svg, at: number, height: number, className: string): void {
  drawVertical(svg, className, at, [PANE_MARGIN.top, height - PANE_MARGIN.bottom + 2]);
}
