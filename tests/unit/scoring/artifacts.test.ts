import { describe, expect, test } from 'vitest';
import { reportedArtifacts } from '../../../src/scoring/artifacts';
import type { WindowResult } from '../../../src/scoring/judge-windows';

function windowResult(probabilities: Readonly<Record<string, number>>): WindowResult {
  const artifacts = Object.entries(probabilities).map(([tag, probability]) => ({ tag, probability }));
  return {
    start: 0,
    end: 4,
    frames: [],
    tokensPerSlowFrame: 36,
    tokensSpent: 36,
    distributions: [],
    artifacts,
    frameTokens: undefined,
  };
}

describe('reported artifacts', () => {
  test('are sorted by probability, each with the window that shows it most', () => {
    const artifacts = reportedArtifacts([
      windowResult({ blur: 0.3, shake: 0.2, noise: 0.05 }),
      windowResult({ blur: 0.1, shake: 0.9, noise: 0.08 }),
    ]);
    expect(artifacts).toEqual([
      { tag: 'shake', words: 'camera shake', probability: 0.9, window: 1, windowProbabilities: [0.2, 0.9] },
      { tag: 'blur', words: 'blur', probability: 0.3, window: 0, windowProbabilities: [0.3, 0.1] },
    ]);
  });

  test('are none for a judge without artifacts, and none where nothing is likely', () => {
    expect(reportedArtifacts([windowResult({}), windowResult({})])).toEqual([]);
    expect(reportedArtifacts([windowResult({ blur: 0.09 })])).toEqual([]);
  });
});
