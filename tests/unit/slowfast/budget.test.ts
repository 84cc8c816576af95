import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costOf, planBudget, planWindow } from '../../../src/slowfast/budget';
import { MINI_BUDGET, PUBLISHED_BUDGET } from '../../../src/slowfast/options';

const frames = fc.nat(4000);

describe.each([
  ['published', PUBLISHED_BUDGET],
  ['mini', MINI_BUDGET],
])('the %s budget', (_, budget) => {
  test('gives the largest t that fits, as trying every t does', () => {
    fc.assert(
      fc.property(frames, frames, (slow, fast) => {
        let best = budget.slowMin;
        for (let t = budget.slowMin; t <= budget.slowMax; t++) {
          if (costOf(t, slow, fast, budget).spent <= budget.total) best = t;
        }
        expect(planBudget(slow, fast, budget).slow).toBe(best);
      }),
    );
  });

  test('is overspent only where the smallest t does not fit either', () => {
    fc.assert(
      fc.property(frames, frames, (slow, fast) => {
        const plan = planBudget(slow, fast, budget);
        if (plan.spent > budget.total) expect(plan.slow).toBe(budget.slowMin);
      }),
    );
  });

  test('never gives a slow frame more when there are more frames', () => {
    fc.assert(
      fc.property(frames, frames, fc.boolean(), (slow, fast, more) => {
        const before = planBudget(slow, fast, budget).slow;
        const after = planBudget(slow + (more ? 1 : 0), fast + (more ? 0 : 1), budget).slow;
        expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });
});

describe('known plans', () => {
  test('a short video gets the published maximum', () => {
    expect(planBudget(10, 70, PUBLISHED_BUDGET)).toEqual({ slow: 768, fast: 230, spent: 10 * 768 + 70 * 230 });
  });

  test('a full mini window of slow frames gets eight fragments each and spends everything', () => {
    expect(planWindow(32, 0, MINI_BUDGET)).toEqual({
      tokensPerSlowFrame: 24,
      fragmentsPerSlowFrame: 8,
      tokensSpent: 768,
    });
  });

  test('up to seven slow frames of a mini window get all 36 fragments', () => {
    expect(planWindow(7, 25, MINI_BUDGET).fragmentsPerSlowFrame).toBe(36);
    expect(planWindow(8, 24, MINI_BUDGET).fragmentsPerSlowFrame).toBe(32);
  });

  test('a window without a slow frame pays for the fragments that it carries over', () => {
    expect(planWindow(0, 32, MINI_BUDGET)).toEqual({
      tokensPerSlowFrame: 52,
      fragmentsPerSlowFrame: 36,
      tokensSpent: 32 * 16 + 36,
    });
  });

  test('the mini budget is never overspent in a window of 32', () => {
    for (let slow = 0; slow <= 32; slow++) {
      expect(planWindow(slow, 32 - slow, MINI_BUDGET).tokensSpent).toBeLessThanOrEqual(768);
    }
  });
});
