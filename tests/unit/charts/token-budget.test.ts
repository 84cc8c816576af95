import { expect, test } from 'vitest';
import type { TokenBudgetChart } from '../../../src/charts/token-budget';
import { describeTokenBudget, fastTokens, tokenBudgetChart, tokenScales } from '../../../src/charts/token-budget';

const DATA: TokenBudgetChart = {
  video: 'clip.mp4',
  windows: [
    { start: 0, end: 3.875, slowFrames: 2, fastFrames: 30, tokensSpent: 584 },
    { start: 4, end: 7.875, slowFrames: 32, fastFrames: 0, tokensSpent: 768 },
  ],
  fastFrameTokens: 16,
  budget: 768,
};

test('the summary gives the sum and the budget of all windows', () => {
  expect(describeTokenBudget(DATA).replaceAll('\u00a0', '')).toBe('1352 of 1536 tokens spent in 2 windows.');
  expect(describeTokenBudget({ ...DATA, windows: [] })).toBe('No window was packed.');
});

test('the height of a bar is the tokens spent, its lower part those of fast frames', () => {
  const { x, y } = tokenScales(DATA, 640, 110);
  expect(fastTokens(DATA, 0)).toBe(480);
  expect(fastTokens(DATA, 1)).toBe(0);
  expect(y(584)).toBeLessThan(y(480));
  expect(y(DATA.budget)).toBeGreaterThan(y.range()[1]!);
  expect(x(0)).toBeLessThan(x(1));
});

test('a bar above the budget stays in the picture', () => {
  const over = { ...DATA, windows: [{ ...DATA.windows[0]!, tokensSpent: 2000 }] };
  const { y } = tokenScales(over, 640, 110);
  expect(y(2000)).toBeGreaterThanOrEqual(y.range()[1]!);
});

test('the window under the pointer is found, and the table holds them all', () => {
  const chart = tokenBudgetChart(DATA);
  const { x } = tokenScales(DATA, 640, 110);
  expect([0, 1].map((place) => chart.markAt(640, x(place)))).toEqual([0, 1]);
  expect(chart.markAt(640, 5000)).toBe(1);
  expect(chart.describe(1)).toContain('32 slow and 0 fast');
  expect(chart.table).toHaveLength(3);
});
