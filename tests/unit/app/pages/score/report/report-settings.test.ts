import { describe, expect, it } from 'vitest';
import type { Chart } from '../../../../../../src/charts/chart';
import { chartOfComparison, reportSettings } from '../../../../../../src/app/pages/score/report/report-settings';
import { sampleReport } from '../../../sample-report';

const chart = { name: 'c', settings: { first: 'a.mp4', second: 'b.mp4' } } as unknown as Chart;
const report = sampleReport();

describe('the settings that a compared chart carries', () => {
  it('list common settings once', () => {
    expect(chartOfComparison(chart, report, report).settings).toEqual({ ...reportSettings(report), ...chart.settings });
  });

  it('list different settings for each report, and leave out a setting that a report did not have', () => {
    const other = {
      ...report,
      judge: { ...report.judge, version: '9.9.9' },
      slowfast: { ...report.slowfast, options: { ...report.slowfast.options, measure: 'luma' as const } },
    };
    const { settings } = chartOfComparison(chart, report, other);
    expect(settings).toMatchObject({
      first_measure: 'cosine',
      second_measure: 'luma',
      second_model: `${report.judge.name} 9.9.9`,
      first_patch_cosine: report.slowfast.options.patchCosine,
      second_luma_difference: report.slowfast.options.lumaDifference,
      provider: report.judge.provider,
    });
    expect(Object.keys(settings ?? {})).not.toContain('second_patch_cosine');
    expect(Object.keys(settings ?? {})).not.toContain('measure');
  });
});
