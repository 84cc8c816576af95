import { describe, expect, it } from 'vitest';
import { artifactsOf } from '../../../../../../src/app/pages/score/report/rationale';
import { describeArtifact, regionBox, spotOf } from '../../../../../../src/app/pages/score/report/spot';
import { INITIAL_STATE, reduce } from '../../../score-store';
import type { Artifact } from '../../../../../../src/quality/rationale';
import { REGIONS, SPANS } from '../../../../../../src/quality/vocabulary';
import { sampleReport } from '../../../sample-report';

const artifact: Artifact = { severity: 'clear', tag: 'noise', region: 'left', span: 'late' };
const window = { start: 0, end: 3.875, sampledFrames: 32, tokensPerSlowFrame: 52, tokensSpent: 700 };
const report = sampleReport({ windows: [window, window] });
const rationale = { text: 'Noise.', words: [], window: 1 };

describe('an artifact that a rationale names', () => {
  it('lies in the window of its rationale', () => {
    expect(spotOf('a', { ...artifact, span: 'throughout' }, rationale, report)).toMatchObject({ first: 32, last: 63 });
    expect(spotOf('a', artifact, { ...rationale, window: 0 }, report)).toMatchObject({ first: 17, last: 31 });
  });

  it('stays inside its window for any span', () => {
    for (const span of SPANS) {
      const { first, last } = spotOf('a', { ...artifact, span }, rationale, report);
      expect(first).toBeGreaterThanOrEqual(32);
      expect(last).toBeLessThanOrEqual(63);
      expect(first).toBeLessThan(last);
    }
  });

  it('is inside the picture for any region', () => {
    for (const region of REGIONS) {
      const { left, top, width, height } = regionBox(region);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(left + width).toBeLessThanOrEqual(100);
      expect(top + height).toBeLessThanOrEqual(100);
    }
  });

  it('is described with its severity, place and time', () => {
    expect(describeArtifact(artifact)).toBe('noise, clear, on the left, towards the end');
  });

  it('chooses the middle frame of its span when it is shown', () => {
    const spot = spotOf('a', artifact, { ...rationale, window: 0 }, report);
    expect(reduce(INITIAL_STATE, { kind: 'spot', spot })).toMatchObject({ spot, sampledFrame: 24 });
  });

  it('is read from the decoder’s words, and from no half sentence', () => {
    const words = ['Poor', '<think>', 'clear', 'noise', 'left', 'late', '</think>'];
    expect(artifactsOf({ text: '', words })).toEqual([artifact]);
    expect(artifactsOf({ text: '', words: words.slice(0, 4) })).toEqual([]);
    expect(artifactsOf({ text: '', words: ['Good', '<think>', 'nothing', '</think>'] })).toEqual([]);
  });
});
