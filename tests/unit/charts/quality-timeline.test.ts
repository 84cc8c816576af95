import { describe, expect, it } from 'vitest';
import type { QualityTimeline } from '../../../src/charts/quality-timeline';
import { qualityTimelineChart, timelineDomain, timelineScale } from '../../../src/charts/quality-timeline';
import { sampleReport } from '../app/sample-report';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

const data: QualityTimeline = {
  video: 'clip.mp4',
  frames: sampleReport().slowfast.frames,
  rows: [
    { name: 'Motion quality', score: 3, values: [3.1, 2.2, NaN] },
    { name: 'Clarity quality', score: 4, values: [4, 4, 4], changes: [0.1, -0.2, NaN] },
  ],
  worst: [{ place: 1, row: 0 }],
  window: '1 s (8 sampled frames)',
};

describe('the quality timeline', () => {
  it('gives all rows one scale that holds every value and stays on 1 to 5', () => {
    expect(timelineDomain(data)).toEqual([2, 4]);
    const even = { ...data, rows: [{ name: 'A', score: 4.9, values: [4.9, 4.9, 4.9] }] };
    const [low, high] = timelineDomain(even);
    expect(high).toBe(5);
    expect(high - low).toBeGreaterThanOrEqual(1);
    expect(timelineDomain({ ...data, rows: [] })).toEqual([1, 5]);
  });

  it('summarises the lowest values and the stretch behind each value', () => {
    expect(plain(qualityTimelineChart(data).summary)).toBe(
      '2 dimensions over 3 sampled frames, each value from 1 s (8 sampled frames). Lowest values: motion quality 2.20 at 0.13 s.',
    );
    expect(qualityTimelineChart({ ...data, worst: [] }).summary).toMatch(/No frame scores far below/);
  });

  it('finds the frame under the pointer and leaves unknown scores out of its description', () => {
    const chart = qualityTimelineChart(data);
    const x = timelineScale(data, 400);
    data.frames.forEach(({ instant }, place) => expect(chart.markAt(400, x(instant) + 1)).toBe(place));
    expect(plain(chart.describe(2))).toBe('0.25 s, fast: Clarity quality 4.00');
  });

  it('has a table of all values, empty where they are unknown', () => {
    const [head, ...rows] = qualityTimelineChart(data).table;
    expect(head).toEqual([
      'frame',
      'instant_seconds',
      'pathway',
      'Motion quality',
      'Clarity quality',
      'Clarity quality change without this frame',
    ]);
    expect(rows[2]).toEqual([2, 0.25, 'fast', '', 4, '']);
  });
});
