import type { ScaleLinear } from 'd3';
import { max, scaleLinear } from 'd3';
import { formatCount, formatInstant } from './format';
import type { Chart, TableRow } from './chart';
import { fileStem } from './chart';
import { drawGrid } from './plot-axes';
import type { Svg } from './svg';
import { createSvg } from './svg';

/** What each window of a packing spends of its token budget (Q-Save 4.2.1). */
export interface TokenBudgetChart {
  readonly video: string;
  readonly windows: readonly {
    /** Seconds. */
    readonly start: number;
    readonly end: number;
    readonly slowFrames: number;
    readonly fastFrames: number;
    readonly tokensSpent: number;
  }[];
  /** Tokens that every fast frame takes. */
  readonly fastFrameTokens: number;
  readonly budget: number;
}

const MARGIN = { top: 10, right: 12, bottom: 24, left: 48 };
const HEIGHT_PX = 110;
const MOST_BAR_PX = 72;

export interface TokenScales {
  /** Place of a window to its centre in pixels. */
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  /** Width of one bar in pixels. */
  readonly bar: number;
}

export function tokenScales({ windows, budget }: TokenBudgetChart, width: number, height: number): TokenScales {
  const count = Math.max(1, windows.length);
  const x = scaleLinear([-0.5, count - 0.5], [MARGIN.left, width - MARGIN.right]);
  const most = Math.max(budget, max(windows, ({ tokensSpent }) => tokensSpent) ?? 0);
  const y = scaleLinear([0, most * 1.08], [height - MARGIN.bottom, MARGIN.top]);
  return { x, y, bar: Math.max(1, Math.min(MOST_BAR_PX, (x(1) - x(0)) * 0.7)) };
}

/** Low-resolution tokens of the fast frames; the rest of what a window spends goes to slow frames and to glances. */
export function fastTokens(data: TokenBudgetChart, place: number): number {
  return (data.windows[place]?.fastFrames ?? 0) * data.fastFrameTokens;
}

export function describeTokenBudget({ windows, budget }: TokenBudgetChart): string {
  if (windows.length === 0) return 'No window was packed.';
  const spent = windows.reduce((sum, { tokensSpent }) => sum + tokensSpent, 0);
  const what = windows.length === 1 ? 'one window' : `${windows.length} windows`;
  return `${formatCount(spent)} of ${formatCount(budget * windows.length)} tokens spent in ${what}.`;
}

export function tokenBudgetTable(data: TokenBudgetChart): readonly TableRow[] {
  return [
    ['window', 'start_seconds', 'end_seconds', 'slow_frames', 'fast_frames', 'tokens_spent', 'budget'],
    ...data.windows.map(({ start, end, slowFrames, fastFrames, tokensSpent }, i): TableRow => [
      i + 1,
      start,
      end,
      slowFrames,
      fastFrames,
      tokensSpent,
      data.budget,
    ]),
  ];
}

/** A bar a window, its fast frames' low-resolution tokens below and all others above, and the budget as a dashed line. */
export function tokenBudget(
  data: TokenBudgetChart,
  options: { readonly width: number; readonly height: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, height, cursor } = options;
  const scales = tokenScales(data, width, height);
  const { x, y, bar } = scales;
  const svg = createSvg(width, height, CHART_NAME, describeTokenBudget(data)).classed('tokens', true);
  drawGrid(svg, y, MARGIN, width, { ticks: 3, gap: 8, text: (tick) => formatCount(tick) });
  const bars = svg.append('g').selectAll('g').data(data.windows).join('g');
  bars.classed('under-cursor', (_, i) => i === cursor);
  bars
    .append('rect')
    .attr('class', 'tokens-fast')
    .attr('x', (_, i) => x(i) - bar / 2)
    .attr('width', bar)
    .attr('y', (_, i) => y(fastTokens(data, i)))
    .attr('height', (_, i) => y(0) - y(fastTokens(data, i)));
  bars
    .append('rect')
    .attr('class', 'tokens-slow')
    .attr('x', (_, i) => x(i) - bar / 2)
    .attr('width', bar)
    .attr('y', ({ tokensSpent }) => y(tokensSpent))
    .attr('height', ({ tokensSpent }, i) => Math.max(0, y(fastTokens(data, i)) - y(tokensSpent)));
  drawBudget(svg, scales, data, width);
  drawStarts(svg, scales, data, height);
  return svg.node()!;
}

function drawBudget(svg: Svg, { y }: TokenScales, { budget }: TokenBudgetChart, width: number): void {
  const at = Math.round(y(budget)) + 0.5;
  svg
    .append('line')
    .attr('class', 'threshold')
    .attr('x1', MARGIN.left)
    .attr('x2', width - MARGIN.right)
    .attr('y1', at)
    .attr('y2', at);
}

/** When windows begin, as many as fit. */
function drawStarts(svg: Svg, { x }: TokenScales, { windows }: TokenBudgetChart, height: number): void {
  const every = Math.max(1, Math.ceil(56 / Math.max(1, x(1) - x(0))));
  svg
    .append('g')
    .selectAll('text')
    .data(windows.flatMap(({ start }, i) => (i % every === 0 ? [{ start, i }] : [])))
    .join('text')
    .attr('class', 'tick')
    .attr('x', ({ i }) => x(i))
    .attr('y', height - 7)
    .attr('text-anchor', 'middle')
    .text(({ start }) => `from ${formatInstant(start)}`);
}

export function tokenBudgetChart(data: TokenBudgetChart): Chart {
  return {
    name: CHART_NAME,
    summary: describeTokenBudget(data),
    fileStem: fileStem(data.video, 'tokens'),
    height: () => HEIGHT_PX,
    draw: (width, cursor) => tokenBudget(data, { width, height: HEIGHT_PX, cursor }),
    marks: data.windows.length,
    markAt(width, at) {
      const place = Math.round(tokenScales(data, width, HEIGHT_PX).x.invert(at));
      return Math.max(0, Math.min(data.windows.length - 1, place));
    },
    describe(mark) {
      const window = data.windows[mark];
      if (window === undefined) return '';
      const { start, end, slowFrames, fastFrames, tokensSpent } = window;
      const when = `${formatInstant(start)} to ${formatInstant(end)}`;
      return `${when}: ${formatCount(tokensSpent)} of ${formatCount(data.budget)} tokens, ${slowFrames} slow and ${fastFrames} fast frames`;
    },
    table: tokenBudgetTable(data),
    settings: { video: data.video, budget: data.budget },
  };
}

const CHART_NAME = 'Tokens spent in each window against the budget';
