import { describe, expect, test } from 'vitest';
import { reportedFaults } from '../../../src/scoring/faults';
import type { WindowVerdict } from '../../../src/scoring/judge-line';

function verdict(probabilities: Readonly<Record<string, number>>): WindowVerdict {
  const faults = Object.entries(probabilities).map(([tag, probability]) => ({ tag, probability }));
  return {
    start: 0,
    end: 4,
    frames: [],
    tokensPerSlowFrame: 36,
    tokensSpent: 36,
    judgements: [],
    faults,
  };
}

describe('reported faults', () => {
  test('stand surest first, each with the window that shows it most', () => {
    const faults = reportedFaults([
      verdict({ blur: 0.3, shake: 0.2, noise: 0.05 }),
      verdict({ blur: 0.1, shake: 0.9, noise: 0.08 }),
    ]);
    expect(faults).toEqual([
      { tag: 'shake', words: 'camera shake', probability: 0.9, window: 1, windowProbabilities: [0.2, 0.9] },
      { tag: 'blur', words: 'blur', probability: 0.3, window: 0, windowProbabilities: [0.3, 0.1] },
    ]);
  });

  test('are none for a model that tells none apart, and none where nothing is likely', () => {
    expect(reportedFaults([verdict({}), verdict({})])).toEqual([]);
    expect(reportedFaults([verdict({ blur: 0.09 })])).toEqual([]);
  });
});
