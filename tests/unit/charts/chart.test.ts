import { describe, expect, test } from 'vitest';
import { HISTOGRAM } from '../../../src/charts/gallery/evaluation-data';
import { TIMELINE } from '../../../src/charts/gallery/score-data';
import { atLeast, between, withDefaults } from '../../../src/charts/options';
import { qualityTimelineChart } from '../../../src/charts/quality-timeline';
import { scoreHistogramChart } from '../../../src/charts/score-histogram';

describe('options of a chart', () => {
  test('have defaults, and a given one takes effect', () => {
    expect(scoreHistogramChart(HISTOGRAM).height(640)).toBe(170);
    expect(scoreHistogramChart(HISTOGRAM, { heightPx: 240 }).height(640)).toBe(240);
  });

  test('that break their rule are an error that names the chart, the option and the rule', () => {
    expect(() => scoreHistogramChart(HISTOGRAM, { heightPx: 20 })).toThrow(
      'score-histogram: heightPx must be at least 60, but is 20.',
    );
    expect(() => qualityTimelineChart(TIMELINE, { leastSpan: Number.NaN })).toThrow(
      'quality-timeline: leastSpan must be from 0.5 to 4, but is NaN.',
    );
  });

  test('that do not exist are an error that lists those that do', () => {
    const given = { depthPx: 3 } as object;
    expect(() => withDefaults('example', { heightPx: 100 }, { heightPx: atLeast(60) }, given)).toThrow(
      'example has no option depthPx. It has heightPx.',
    );
  });

  test('are checked at both ends of a range', () => {
    const { holds } = between(0, 1);
    expect([-0.1, 0, 1, 1.1].map(holds)).toEqual([false, true, true, false]);
  });
});
