import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Vote } from '../../../src/statistics/preference';
import {
  creditsWithoutTies,
  fourWayMatch,
  threeWayMatch,
  tuneTieThreshold,
  votesOfScores,
  winCredits,
} from '../../../src/statistics/preference';
import { ownMetrics } from './own-metrics';

const HUMAN: readonly Vote[] = ['left', 'right', 'tie', 'both-bad', 'left'];

describe('votes', () => {
  const predicted: readonly (Vote | undefined)[] = ['left', 'tie', 'both-bad', 'both-bad', undefined];

  test('match four ways exactly, three ways with ties as one, and without ties with half a point for a tie', () => {
    expect(fourWayMatch(HUMAN, predicted)).toEqual({ accuracy: 2 / 5, n: 5 });
    expect(threeWayMatch(HUMAN, predicted)).toEqual({ accuracy: 3 / 5, n: 5 });
    // Left and left; right and a tie; left and no answer.
    expect(creditsWithoutTies(HUMAN, predicted)).toEqual([1, 0.5, 0]);
  });

  test('have no accuracy without pairs', () => {
    expect(fourWayMatch([], [])).toEqual({ accuracy: undefined, n: 0 });
    expect(creditsWithoutTies(['tie'], ['tie'])).toEqual([]);
    expect(tuneTieThreshold([], [])).toBeUndefined();
  });
});

describe('a tie threshold', () => {
  test('turns differences up to and including itself into ties', () => {
    expect(votesOfScores([0.2, -0.2, 0.3, -0.3, 0], 0.2)).toEqual(['tie', 'tie', 'left', 'right', 'tie']);
  });

  test('is tuned to the best accuracy: here it ties the three smallest', () => {
    const human: readonly Vote[] = ['tie', 'both-bad', 'tie', 'left', 'right'];
    expect(tuneTieThreshold(human, [0.1, -0.2, 0.3, 0.9, -0.8])).toEqual({ threshold: 0.3, accuracy: 1 });
  });

  test('has the accuracy that counting at it gives, and no other does better', () => {
    const vote = fc.constantFrom<Vote>('left', 'right', 'tie', 'both-bad');
    const rows = fc.array(fc.tuple(vote, fc.integer({ min: -6, max: 6 })), { minLength: 1 });
    fc.assert(
      fc.property(rows, (pairs) => {
        const human = pairs.map(([each]) => each);
        const differences = pairs.map(([, each]) => each / 2);
        const at = (threshold: number): number => threeWayMatch(human, votesOfScores(differences, threshold)).accuracy!;
        const best = tuneTieThreshold(human, differences)!;
        expect(at(best.threshold)).toBeCloseTo(best.accuracy, 12);
        for (const threshold of [0, 0.5, 1, 1.5, 2, 2.5, 3]) {
          expect(at(threshold)).toBeLessThanOrEqual(best.accuracy + 1e-12);
        }
      }),
    );
  });
});

test('a vote gives one point in all, and half to both sides for a tie of either kind', () => {
  expect(winCredits('left')).toEqual({ left: 1, right: 0 });
  expect(winCredits('right')).toEqual({ left: 0, right: 1 });
  for (const tie of ['tie', 'both-bad'] as const) expect(winCredits(tie)).toEqual({ left: 0.5, right: 0.5 });
});

describe('pairwise accuracy', () => {
  test('of one swap among four is 5 of 6', () => {
    expect(ownMetrics([1, 2, 3, 4], [1, 3, 2, 4]).pairwise).toBeCloseTo(5 / 6, 12);
  });

  test('counts a tie only where both sides tie', () => {
    expect(ownMetrics([1, 1, 2], [1, 1, 2]).pairwise).toBe(1);
    expect(ownMetrics([1, 1.1, 2], [1, 1, 2]).pairwise).toBeCloseTo(2 / 3, 12);
    expect(ownMetrics([1], [1]).pairwise).toBeUndefined();
  });
});
