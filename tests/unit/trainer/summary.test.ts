import { describe, expect, test } from 'vitest';
import { FAST_GRID, FAST_TOKENS } from '../../../src/slowfast/tokens';
import { INPUT_WIDTHS } from '../../../src/trainer/network/features';
import {
  CUTS,
  SUMMARY_EPSILON,
  SUMMARY_FEATURES,
  SUMMARY_WIDTHS,
  pairsOf,
  summarise,
} from '../../../src/trainer/network/summary';

const FRAMES_SAMPLED = 5;
const WIDTH = INPUT_WIDTHS.fast.statistics;
const METRICS: readonly string[] = [
  'mean',
  'deviation',
  'maximum',
  'minimum',
  ...CUTS.fast.at.map((cut) => `above ${cut}`),
  'over time',
  'highest frame',
  'lowest frame',
  ...CUTS.sampledFrames.at.map((cut) => `frames above ${cut}`),
  'over the picture',
  'highest place',
  'lowest place',
  'centre',
  'top',
  'rest',
  'trend',
];

const timesOf = (sampledFrames: number): number[] =>
  Array.from({ length: sampledFrames * FAST_TOKENS }, (_, row) => Math.floor(row / FAST_TOKENS) / 8);

/** Statistics of sampled frames of 16 fast rows, equal in all columns, by sampled frame and place. */
function fastRows(value: (sample: number, place: number) => number, sampledFrames = FRAMES_SAMPLED): Float32Array {
  return Float32Array.from({ length: sampledFrames * FAST_TOKENS * WIDTH }, (_, i) => {
    const row = Math.floor(i / WIDTH);
    return value(Math.floor(row / FAST_TOKENS), row % FAST_TOKENS);
  });
}

function metricsOf(rows: Float32Array): Record<string, number> {
  const summary = summarise('fast', rows, timesOf(rows.length / WIDTH / FAST_TOKENS));
  expect(summary).toHaveLength(SUMMARY_WIDTHS.fast);
  expect(METRICS).toHaveLength(SUMMARY_FEATURES.fast);
  return Object.fromEntries(METRICS.map((name, index) => [name, summary[index * WIDTH]!]));
}

describe('the summary of a clip', () => {
  test('of equal rows is their value, with no deviation', () => {
    const metrics = metricsOf(fastRows(() => 1.25));
    for (const name of ['mean', 'maximum', 'minimum', 'highest frame', 'lowest place']) {
      expect(metrics[name], name).toBeCloseTo(1.25, 5);
    }
    for (const name of ['deviation', 'over time', 'over the picture', 'rest']) {
      expect(metrics[name], name).toBeCloseTo(Math.sqrt(SUMMARY_EPSILON), 5);
    }
    for (const name of ['centre', 'top', 'trend']) expect(metrics[name], name).toBeCloseTo(0, 5);
    expect(metrics['above 0.75']).toBeCloseTo(1, 5);
    expect(metrics['above 1.5']).toBeCloseTo(0.25, 5);
  });

  test('distinguishes an artifact in one sampled frame from one at one place', () => {
    const sample = metricsOf(fastRows((at) => (at === 2 ? 3 : 0)));
    const place = metricsOf(fastRows((_, at) => (at === 7 ? 3 : 0)));
    expect(sample['over time']).toBeGreaterThan(1);
    expect(sample['over the picture']).toBeLessThan(0.05);
    expect(sample['frames above 0.7']).toBeCloseTo(0.2, 5);
    expect(place['over the picture']).toBeGreaterThan(0.5);
    expect(place['over time']).toBeLessThan(0.05);
    expect(place['frames above 0.7']).toBe(0);
    expect(place['highest place']).toBeGreaterThan(1);
  });

  test('distinguishes centre and border, top and bottom, rising and falling', () => {
    expect(metricsOf(fastRows((_, place) => ([5, 6, 9, 10].includes(place) ? 1 : 0)))['centre']).toBeCloseTo(1, 5);
    expect(metricsOf(fastRows((_, place) => (place < FAST_GRID ? 1 : 0)))['top']).toBeCloseTo(1, 5);
    expect(metricsOf(fastRows((sample) => sample / 4))['trend']).toBeGreaterThan(0.3);
    expect(metricsOf(fastRows((sample) => -sample / 4))['trend']).toBeLessThan(-0.3);
  });

  test('has a rest that neither frame nor place explains', () => {
    expect(metricsOf(fastRows((sample, place) => sample / 4 + place / 16))['rest']).toBeLessThan(0.05);
    expect(metricsOf(fastRows((sample, place) => (sample % 2 === place % 2 ? 1 : -1)))['rest']).toBeGreaterThan(0.9);
  });

  test('hardly depends on the number of sampled frames', () => {
    const often = metricsOf(fastRows((sample, place) => Math.sin(sample / 8 + place), 48));
    const seldom = metricsOf(fastRows((sample, place) => Math.sin(sample / 2 + place), 12));
    for (const name of METRICS) expect(often[name], name).toBeCloseTo(seldom[name]!, 1);
  });

  test('has extremes between the mean and the largest and smallest value', () => {
    const metrics = metricsOf(fastRows((sample, place) => Math.sin(3 * sample + place)));
    expect(metrics['maximum']).toBeGreaterThan(metrics['mean']!);
    expect(metrics['maximum']).toBeLessThan(1);
    expect(metrics['minimum']).toBeLessThan(metrics['mean']!);
    expect(metrics['minimum']).toBeGreaterThan(-1);
  });

  test('ends with the correlations of its statistics', () => {
    const width = INPUT_WIDTHS.slow.statistics;
    // The first two columns agree, the third opposes them, the rest do not vary.
    const rows = Float32Array.from({ length: 8 * width }, (_, i) => {
      const wave = Math.floor(i / width) % 2 === 0 ? 2 : -2;
      return i % width < 2 ? wave : i % width === 2 ? -wave : 1;
    });
    const correlations = [...summarise('slow', rows, [])].slice(SUMMARY_FEATURES.slow * width);
    const between = (a: number, b: number): number =>
      correlations[pairsOf(width).findIndex(([i, j]) => i === a && j === b)]!;
    expect(between(0, 1)).toBeGreaterThan(0.8);
    expect(between(0, 2)).toBeLessThan(-0.8);
    expect(between(0, 3)).toBeCloseTo(0, 5);
  });

  test('does not depend on the order of slow rows', () => {
    const width = INPUT_WIDTHS.slow.statistics;
    const rows = Float32Array.from({ length: 6 * width }, (_, i) => Math.cos(i * i));
    const turned = Float32Array.from(rows, (_, i) => rows[((Math.floor(i / width) + 2) % 6) * width + (i % width)]!);
    const [before, after] = [summarise('slow', rows, []), summarise('slow', turned, [])];
    before.forEach((value, i) => expect(after[i]).toBeCloseTo(value, 5));
  });
});
