import { describe, expect, test } from 'vitest';
import { FAST_TOKENS } from '../../../src/slowfast/tokens';
import { INPUT_WIDTHS } from '../../../src/trainer/network/features';
import { SUMMARY_EPSILON, SUMMARY_WIDTHS, summarise } from '../../../src/trainer/network/summary';

const MOMENTS = 5;
const WIDTH = INPUT_WIDTHS.fast.statistics;
const FIGURES = ['mean', 'deviation', 'maximum', 'minimum', 'over time', 'over the picture'] as const;

/** Statistics of MOMENTS x 16 fast rows, each column alike, by moment and place. */
function fastRows(value: (moment: number, place: number) => number): Float32Array {
  return Float32Array.from({ length: MOMENTS * FAST_TOKENS * WIDTH }, (_, i) => {
    const row = Math.floor(i / WIDTH);
    return value(Math.floor(row / FAST_TOKENS), row % FAST_TOKENS);
  });
}

function figuresOf(rows: Float32Array): Record<(typeof FIGURES)[number], number> {
  const summary = summarise('fast', rows);
  expect(summary).toHaveLength(SUMMARY_WIDTHS.fast);
  return Object.fromEntries(FIGURES.map((name, index) => [name, summary[index * WIDTH]!])) as Record<
    (typeof FIGURES)[number],
    number
  >;
}

describe('the summary of a clip', () => {
  test('of rows that are all alike is their value and no deviation', () => {
    const figures = figuresOf(fastRows(() => 1.5));
    for (const name of ['mean', 'maximum', 'minimum'] as const) expect(figures[name]).toBeCloseTo(1.5, 5);
    for (const name of ['deviation', 'over time', 'over the picture'] as const) {
      expect(figures[name]).toBeCloseTo(Math.sqrt(SUMMARY_EPSILON), 5);
    }
  });

  test('tells a fault of one moment from a fault in one place', () => {
    const moment = figuresOf(fastRows((at) => (at === 2 ? 3 : 0)));
    const place = figuresOf(fastRows((_, at) => (at === 7 ? 3 : 0)));
    expect(moment['over time']).toBeGreaterThan(1);
    expect(moment['over the picture']).toBeLessThan(0.05);
    expect(place['over the picture']).toBeGreaterThan(0.5);
    expect(place['over time']).toBeLessThan(0.05);
  });

  test('has extremes between the mean and the largest and smallest value', () => {
    const { mean, maximum, minimum } = figuresOf(fastRows((moment, place) => Math.sin(3 * moment + place)));
    expect(maximum).toBeGreaterThan(mean);
    expect(maximum).toBeLessThan(1);
    expect(minimum).toBeLessThan(mean);
    expect(minimum).toBeGreaterThan(-1);
  });

  test('does not depend on the order of slow rows', () => {
    const width = INPUT_WIDTHS.slow.statistics;
    const rows = Float32Array.from({ length: 6 * width }, (_, i) => Math.cos(i * i));
    const turned = Float32Array.from(rows, (_, i) => rows[((Math.floor(i / width) + 2) % 6) * width + (i % width)]!);
    const [before, after] = [summarise('slow', rows), summarise('slow', turned)];
    before.forEach((value, i) => expect(after[i]).toBeCloseTo(value, 5));
  });
});
