import type { ScaleLinear } from 'd3';
import { max, scaleLinear } from 'd3';
import type { TableRow } from './chart';
import { defineChart, fileStem } from './chart';
import { formatCount, formatInstant } from '../base';
import { drawHorizontal } from './marks';
import type { HeightOption } from './options';
import { heightOption } from './options';
import { drawCentredTicks, drawGrid } from './plot-axes';

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

/** Low-resolution tokens of the fast frames; the rest of what a window spends goes to slow frames and extra fragments. */
export function fastTokens(data: TokenBudgetChart, place: number): number {
  return (data.windows[place]?.fastFrames ?? 0) * data.fastFrameTokens;
}

export function describeTokenBudget({ windows, budget }: TokenBudgetChart): string {
  if (windows.length === 0) return 'No window was packed.';
  const spent = windows.reduce((sum, { tokensSpent }) => sum + tokensSpent, 0);
  const what = windows.length === 1 ? 'one window' : `${windows.length} windows`;
  return `${formatCount(spent)} of ${formatCount(budget * windows.length)} tokens spent in ${what}.`;
}

/** A bar a window: tokens of fast frames below, all others above. The budget is a dashed line. */
export const tokenBudgetChart = defineChart<TokenBudgetChart, HeightOption>({
  name: 'token-budget',
  className: 'tokens',
  ...heightOption(110),
  title: () => 'Tokens spent in each window against the budget',
  fileStem: ({ video }) => fileStem(video, 'tokens'),
  summarise: describeTokenBudget,
  table: ({ windows, budget }) => [
    ['window', 'start_seconds', 'end_seconds', 'slow_frames', 'fast_frames', 'tokens_spent', 'budget'],
    ...windows.map(({ start, end, slowFrames, fastFrames, tokensSpent }, i): TableRow => [
      i + 1,
      start,
      end,
      slowFrames,
      fastFrames,
      tokensSpent,
      budget,
    ]),
  ],
  settings: ({ video, budget }) => ({ video, budget }),
  draw(svg, { data, width, height }, cursor) {
    const { x, y, bar } = tokenScales(data, width, height);
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
    drawHorizontal(svg, 'threshold', Math.round(y(data.budget)) + 0.5, [MARGIN.left, width - MARGIN.right]);
    // Starts of windows, as many as fit.
    const every = Math.max(1, Math.ceil(56 / Math.max(1, x(1) - x(0))));
    const starts = data.windows.flatMap(({ start }, i) => (i % every === 0 ? [{ start, i }] : []));
    drawCentredTicks(
      svg,
      starts,
      ({ i }) => x(i),
      height - 7,
      ({ start }) => `from ${formatInstant(start)}`,
    );
  },
  marks: {
    count: ({ windows }) => windows.length,
    at({ data, width, height }, x) {
      const place = Math.round(tokenScales(data, width, height).x.invert(x));
      return Math.max(0, Math.min(data.windows.length - 1, place));
    },
    describe({ windows, budget }, mark) {
      const window = windows[mark];
      if (window === undefined) return '';
      const { start, end, slowFrames, fastFrames, tokensSpent } = window;
      const when = `${formatInstant(start)} to ${formatInstant(end)}`;
      return `${when}: ${formatCount(tokensSpent)} of ${formatCount(budget)} tokens, ${slowFrames} slow and ${fastFrames} fast frames`;
    },
  },
});
