import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costOf, planBudget, planWindow } from '../../../src/slowfast/budget';
import { MINI_BUDGET, PUBLISHED_BUDGET } from '../../../src/slowfast/options';

const frames = fc.nat(4000);

/** A window from its pathways, S for slow and f for fast. */
const windowOf = (pathways: string) =>
  Array.from(pathways, (letter) => ({ pathway: letter === 'S' ? ('slow' as const) : ('fast' as const) }));
const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

describe.each([
  ['published', PUBLISHED_BUDGET],
  ['mini', MINI_BUDGET],
])('the %s budget', (_, budget) => {
  test('is the largest t that fits, as found by trying every t', () => {
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

  test('is exceeded only where the smallest t does not fit either', () => {
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

  test('a full mini window of slow frames gets 18 fragments each and spends the whole budget', () => {
    expect(planWindow(windowOf('S'.repeat(32)), MINI_BUDGET)).toEqual({
      tokensPerSlowFrame: 34,
      fragments: Array.from({ length: 32 }, () => 18),
      tokensSpent: 1088,
    });
  });

  test('up to sixteen slow frames of a mini window get all 36 fragments', () => {
    const first = (slow: number) =>
      planWindow(windowOf('S'.repeat(slow) + 'f'.repeat(32 - slow)), MINI_BUDGET).fragments[0];
    expect(first(16)).toBe(36);
    expect(first(17)).toBe(33);
  });

  test('a static window takes extra fragments from every second frame and spends the rest of the budget', () => {
    const still = windowOf(`S${'f'.repeat(31)}`);
    const each = (first: number, other: number) =>
      Array.from({ length: 32 }, (_, slot) => (slot === 0 ? first : slot % 2 === 0 ? other : 0));
    expect(planWindow(still, MINI_BUDGET)).toMatchObject({ fragments: each(36, 36), tokensSpent: 1088 });
    const scarce = planWindow(still, { ...MINI_BUDGET, total: 768 });
    const share = Math.floor((768 - 32 * 16 - 36) / 15);
    expect(scarce).toMatchObject({ fragments: each(36, share), tokensSpent: 32 * 16 + 36 + 15 * share });
  });

  test('a window without a slow frame has extra fragments only', () => {
    const { fragments } = planWindow(windowOf('f'.repeat(32)), MINI_BUDGET);
    expect(fragments.filter((count) => count > 0)).toEqual(Array.from({ length: 16 }, () => 36));
  });

  test('a short window takes at most all fragments of a frame', () => {
    expect(planWindow(windowOf('Sffff'), MINI_BUDGET).fragments).toEqual([36, 0, 36, 0, 36]);
  });

  test('a window too long for its budget still has fragments', () => {
    expect(sum(planWindow(windowOf('f'.repeat(96)), MINI_BUDGET).fragments)).toBe(48);
  });
});

describe('any window of up to 32 frames', () => {
  const pathways = fc.array(fc.constantFrom('S', 'f'), { minLength: 1, maxLength: 32 }).map((all) => all.join(''));

  test('is planned within the mini budget, and every token counted', () => {
    fc.assert(
      fc.property(pathways, (of) => {
        const { fragments, tokensSpent } = planWindow(windowOf(of), MINI_BUDGET);
        expect(tokensSpent).toBe(16 * of.length + sum(fragments));
        expect(tokensSpent).toBeLessThanOrEqual(MINI_BUDGET.total);
      }),
    );
  });

  test('has at least one fragment, and fragments of odd frames only where they are slow', () => {
    fc.assert(
      fc.property(pathways, (of) => {
        const { fragments } = planWindow(windowOf(of), MINI_BUDGET);
        expect(sum(fragments)).toBeGreaterThan(0);
        fragments.forEach((count, slot) => {
          if (of[slot] === 'f' && slot % 2 !== 0) expect(count).toBe(0);
          if (of[slot] === 'S') expect(count).toBeGreaterThan(0);
        });
      }),
    );
  });
});
