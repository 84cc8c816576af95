import { describe, expect, it } from 'vitest';
import type { Attributed } from '../../../../../../src/app/pages/score/player/attributed';
import { largestChange, frameOfArtifact, regionChanges } from '../../../../../../src/app/pages/score/player/attributed';
import {
  describeRegions,
  isSimilarPatch,
  occludedAt,
  patchCounts,
  patchTint,
} from '../../../../../../src/app/pages/score/player/overlays';
import { changesByFrame } from '../../../../../../src/app/pages/score/player/timeline';
import type { OcclusionMap, PatchMaps } from '../../../../../../src/scoring/inspect/inspection';

const cosine: PatchMaps = { kind: 'patches', measure: 'cosine', threshold: 0.7, maps: [] };
const occlusion: OcclusionMap = {
  kind: 'occlusion',
  columns: 2,
  rows: 2,
  windows: [
    {
      first: 0,
      count: 2,
      start: 0,
      end: 0.125,
      scores: { 'clarity-quality': 3 },
      regions: { 'clarity-quality': [0.01, -0.4, 0.2, 0] },
      frames: { 'clarity-quality': [0.1, -0.2] },
      artifacts: [{ tag: 'blur', probability: 0.4, regions: [0, 0, 0, -0.3], frames: [-0.2, -0.1] }],
    },
    {
      first: 2,
      count: 1,
      start: 0.25,
      end: 0.25,
      scores: { 'clarity-quality': 3 },
      regions: { 'clarity-quality': [0.6, 0, 0, 0] },
      frames: { 'clarity-quality': [0.3] },
      artifacts: [
        { tag: 'noise', probability: 0.9, regions: [0, 0, 0, 0], frames: [0.01] },
        { tag: 'blur', probability: 0.8, regions: [0, -0.5, 0, 0.1], frames: [-0.6] },
      ],
    },
  ],
};

const clarity: Attributed = { kind: 'dimension', id: 'clarity-quality', name: 'Clarity quality' };
const blur: Attributed = { kind: 'artifact', id: 'blur', name: 'blur' };

describe('the tint of a patch', () => {
  it('is none for a patch that did not change, half at the threshold, full at twice the difference', () => {
    expect(patchTint(1, 'cosine', 0.7)).toBe(0);
    expect(patchTint(0.7, 'cosine', 0.7)).toBeCloseTo(0.5);
    expect(patchTint(0.1, 'cosine', 0.7)).toBe(1);
    expect(patchTint(6, 'luma', 6)).toBe(0.5);
    expect(patchTint(NaN, 'cosine', 0.7)).toBe(0);
  });

  it('follows the rule of the classification: a value at the threshold is not similar', () => {
    expect(isSimilarPatch(0.7, 'cosine', 0.7)).toBe(false);
    expect(isSimilarPatch(6, 'luma', 6)).toBe(false);
  });

  it('counts no patch that holds nothing', () => {
    const values = Float32Array.of(0.9, 0.2, NaN, NaN);
    expect(patchCounts({ columns: 2, rows: 2, values, reference: 0 }, cosine)).toEqual({ counted: 2, other: 1 });
  });
});

describe('the attribution of a sampled frame', () => {
  it('is that of the window that holds it', () => {
    expect(occludedAt(occlusion, 1)?.first).toBe(0);
    expect(occludedAt(occlusion, 2)?.first).toBe(2);
    expect(occludedAt(occlusion, 3)).toBeUndefined();
  });

  it('names the region that changes the score most, and the direction', () => {
    expect(describeRegions([0.01, -0.4, 0.2, 0], 2, clarity)).toBe(
      'Clarity quality moves most, by −0.40, without the region at row 1, column 2',
    );
    expect(describeRegions([0.01, -0.02], 2, clarity)).toMatch(/^No region moves/);
  });

  it('is tinted by the largest change of the clip, and never by noise alone', () => {
    expect(largestChange(occlusion, clarity)).toBe(0.6);
    expect(largestChange({ ...occlusion, windows: [] }, clarity)).toBe(0.05);
  });

  it('is also one of an artifact, in percent, and empty where the artifact is not seen', () => {
    expect(describeRegions(regionChanges(occlusion.windows[1]!, blur), 2, blur)).toBe(
      'The probability of blur moves most, by −50\u00a0%, without the region at row 1, column 2',
    );
    const noise: Attributed = { kind: 'artifact', id: 'noise', name: 'noise' };
    expect(regionChanges(occlusion.windows[0]!, noise)).toEqual([]);
    expect(describeRegions([], 2, noise)).toBe('Noise: not seen in this second');
    expect(largestChange(occlusion, blur)).toBe(0.5);
  });

  it('leads to the frame with the largest effect on an artifact, in the second where it is most likely', () => {
    expect(frameOfArtifact(occlusion, 'blur')).toBe(2);
    expect(frameOfArtifact({ ...occlusion, windows: occlusion.windows.slice(0, 1) }, 'blur')).toBe(0);
    expect(frameOfArtifact(occlusion, 'shake')).toBeUndefined();
  });

  it('has a change for each sampled frame', () => {
    expect(changesByFrame(occlusion, 'clarity-quality', 4)).toEqual([0.1, -0.2, 0.3, NaN]);
  });
});
