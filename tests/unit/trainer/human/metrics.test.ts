import { describe, expect, it } from 'vitest';
import { humanTable, savedHumanMetrics } from '../../../../src/trainer/evaluation/human';
import { SMOOTHNESS, smoothness, humanMetrics } from '../../../../src/trainer/human/metrics';

describe('the smoothness baseline', () => {
  it('is minus the ratio of second to first differences, and 0 for a still clip', () => {
    expect(smoothness([Math.log1p(2), Math.log1p(3), 0, 0])).toBeCloseTo(-1.5, 12);
    expect(smoothness([0, 0, 0, 0])).toBe(0);
  });
});

describe('metrics on human scores', () => {
  const labels = [1, 2, 3, 4].map((quality, i) => ({
    file: `${i}.mp4`,
    model: i % 2 === 0 ? 'one' : 'two',
    scores: { static_quality: 5 - quality, temporal_quality: 2 * quality },
  }));
  const scores = [1, 2, 3, 4].map(
    (quality) =>
      new Map([
        ['dynamic-quality', quality],
        ['overall-quality', quality],
        [SMOOTHNESS, -quality],
      ]),
  );
  const metrics = humanMetrics(labels, scores, 10, 'a1');
  const row = (scorer: string, target: string) =>
    metrics.rows.find((each) => each.scorer === scorer && each.target === target)!;

  it('compare each scorer with its column, and overall quality with the mean of both', () => {
    expect(row('dynamic-quality', 'temporal_quality').overall.srcc?.value).toBeCloseTo(1);
    expect(row(SMOOTHNESS, 'temporal_quality').overall.srcc?.value).toBeCloseTo(-1);
    expect(row(SMOOTHNESS, 'static_quality').overall.srcc?.value).toBeCloseTo(1);
    expect(row('overall-quality', 'mean of both').overall.srcc?.value).toBeCloseTo(1);
  });

  it('have no value for a scorer without scores', () => {
    expect(row('visual-quality', 'static_quality').overall).toEqual({});
  });

  it('count clips and generators and have a table per level', () => {
    expect(metrics).toMatchObject({ clips: 4, generators: 2, draws: 10 });
    const table = humanTable(metrics);
    expect(table).toMatch(/Over all clips:\n\n\| scorer \| human score \| SRCC \| PLCC \| KRCC \|/);
    expect(table).toContain('| dynamic-quality | temporal_quality | 1.000 (1.00 to 1.00) |');
    expect(table).toContain('| visual-quality | static_quality | n/a | n/a | n/a |');
    expect(table.match(/\| scorer \|/g)).toHaveLength(3);
  });

  it('are read from disk unless they have another schema or encoder', () => {
    const stored: unknown = JSON.parse(JSON.stringify(metrics));
    expect(savedHumanMetrics(stored, 'a1')).toMatchObject({ clips: 4 });
    expect(savedHumanMetrics(stored, 'b2')).toBeUndefined();
    expect(savedHumanMetrics({ ...metrics, schema: 2 }, 'a1')).toBeUndefined();
    expect(savedHumanMetrics(undefined, 'a1')).toBeUndefined();
  });
});
