import { describe, expect, it } from 'vitest';
import { DEFAULT_CHOICES, differsFrom, isDefault, toScoreOptions } from '../../../../../src/app/pages/score/choices';
import { exampleItem } from '../../../../../src/app/pages/score/example';
import { pictureStyle } from '../../../../../src/app/pages/score/pictures';
import { outcomeOf, reportJson } from '../../../../../src/app/pages/score/report/export-report';
import { fractionDone, progressFacts } from '../../../../../src/app/pages/score/progress-text';
import { framesDecoded, whyThere } from '../../../../../src/app/pages/score/report/report-facts';
import { videoFacts } from '../../../../../src/app/pages/score/report/report-head';
import { runtimeSentence } from '../../../../../src/app/pages/score/report/runtime';
import { sampleItem, sampleReport } from '../../sample-report';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const sampling = { stage: 'sampling', framesDone: 132, framesTotal: 480, rate: 210.4, secondsLeft: 1.7 } as const;

describe('progress in words', () => {
  it('gives frames done of total, rate and time left', () => {
    expect(plain(progressFacts(sampling).join('; '))).toBe('132 of 480 frames; 210 frames/s; 2 s left');
    expect(fractionDone(sampling)).toBeCloseTo(0.275);
  });

  it('gives neither a total nor a time that is unknown', () => {
    const live = { ...sampling, framesTotal: undefined, secondsLeft: undefined };
    expect(plain(progressFacts(live).join('; '))).toBe('132 frames; 210 frames/s');
    expect(fractionDone(live)).toBeUndefined();
    expect(fractionDone(undefined)).toBeUndefined();
  });

  it('never shows more than all of it', () => {
    expect(fractionDone({ ...sampling, framesDone: 500 })).toBe(1);
  });
});

describe('the facts of a report', () => {
  it('give the decoded frames, and the total where the file states one', () => {
    expect(framesDecoded(sampleReport())).toBe('9 of 9');
    const live = { ...sampleReport().sampling, framesExpected: undefined };
    expect(framesDecoded(sampleReport({ sampling: live }))).toBe('9 (the file states no total)');
  });

  it('give the reason for the provider, but not for a stored report, which was made on another machine', () => {
    const report = sampleReport();
    expect(whyThere(sampleItem({ report }), report)).toBe(report.judge.reason);
    expect(whyThere(sampleItem({ report, stored: true }), report)).toMatch(/in advance/);
  });

  it('leave out what the file does not state', () => {
    expect(videoFacts(sampleReport()).map(plain)).toEqual(['640 × 360', 'H.264', '0.4 s', '24 frames/s', '12 kB']);
    const info = { ...sampleReport().info, durationSeconds: undefined, frameRate: undefined };
    expect(videoFacts(sampleReport({ info })).map(plain)).toEqual(['640 × 360', 'H.264', '12 kB']);
  });
});

describe('the options', () => {
  it('ask for both profiles, and pack where a forced provider runs', () => {
    expect(toScoreOptions(DEFAULT_CHOICES, false)).toMatchObject({
      profile: 'both',
      provider: 'auto',
      packing: 'auto',
    });
    expect(toScoreOptions({ ...DEFAULT_CHOICES, provider: 'webgpu' }, true)).toMatchObject({
      packing: 'webgpu',
      explain: true,
    });
  });

  it('say whether scoring again would change something', () => {
    expect(isDefault(DEFAULT_CHOICES)).toBe(true);
    expect(differsFrom(DEFAULT_CHOICES, sampleReport())).toBe(false);
    expect(differsFrom({ ...DEFAULT_CHOICES, frameSimilarity: 0.8 }, sampleReport())).toBe(true);
    expect(differsFrom({ ...DEFAULT_CHOICES, provider: 'webgpu' }, sampleReport())).toBe(true);
    // The luma threshold plays no part while the cosine decides.
    expect(differsFrom({ ...DEFAULT_CHOICES, lumaDifference: 12 }, sampleReport())).toBe(false);
  });
});

describe('where the model runs', () => {
  it('is stated for every kind of browser', () => {
    const base = { adapter: '', crossOriginIsolated: true, threads: 4 };
    expect(runtimeSentence(undefined, false)).toContain('no WebGPU');
    expect(runtimeSentence({ ...base, webgpu: 'none' }, true)).toContain('CPU with 4 threads');
    expect(runtimeSentence({ ...base, webgpu: 'software', threads: 1 }, true)).toContain('one thread');
    expect(runtimeSentence({ ...base, webgpu: 'hardware', adapter: 'some card' }, true)).toContain('some card');
  });
});

describe('the JSON export', () => {
  it('is one report for one file and the array of outcomes for several', () => {
    const scored = sampleItem({ phase: { kind: 'done' }, report: sampleReport() });
    const error = { code: 'empty-file', message: 'The file is empty.' } as const;
    const failed = sampleItem({ id: 'b', phase: { kind: 'failed', error } });
    expect(JSON.parse(reportJson([scored]))).toEqual(sampleReport());
    expect(JSON.parse(reportJson([scored, failed]))).toEqual([sampleReport(), { video: 'clip.mp4', error }]);
    expect(outcomeOf(sampleItem())).toBeUndefined();
  });
});

describe('the stored example', () => {
  it('takes its pictures from the cells of one image', () => {
    const sprite = { file: 'x.webp', columns: 2, rows: 2, count: 3 };
    const stored = { schema: 1, title: 'X', clip: 'x.mp4', bytes: 5, sprite, report: sampleReport() } as const;
    const item = exampleItem('x', stored, (file) => `http://host/samples/${file}`);
    expect(item).toMatchObject({ origin: 'example', phase: { kind: 'done' } });
    expect(pictureStyle(item.pictures.get(2)!)).toEqual({
      'background-image': 'url("http://host/samples/x.webp")',
      'background-size': '200% 200%',
      'background-position': '0% 100%',
    });
  });
});
