import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DERIVATION } from '../../../../../src/app/pages/aso/copy';
import type { AsoSettings } from '../../../../../src/app/pages/aso/settings';
import {
  DEFAULT_SETTINGS,
  LIMITS,
  REFERENCE_KINDS,
  REWARD_KINDS,
  withinLimits,
} from '../../../../../src/app/pages/aso/settings';
import { fromHash, toHash } from '../../../../../src/app/pages/aso/settings-link';

const numbers = Object.fromEntries(
  Object.entries(LIMITS).map(([key, { min, max, whole }]) => [
    key,
    whole === true
      ? fc.integer({ min, max })
      : fc.double({ min, max: Math.min(max, 1e6), noNaN: true }).map((value) => value + 0),
  ]),
);
const list = fc.array(
  fc.double({ min: 0, max: 1e3, noNaN: true }).map((value) => value + 0),
  { maxLength: 21 },
);
const settings = fc.record({
  ...numbers,
  reward: fc.constantFrom(...REWARD_KINDS),
  reference: fc.constantFrom(...REFERENCE_KINDS),
  table: list,
  drawn: list,
  video: fc.string({ maxLength: 60, unit: 'grapheme' }),
}) as unknown as fc.Arbitrary<AsoSettings>;

describe("the explorer's link", () => {
  it('brings every setting back as it was', () => {
    fc.assert(
      fc.property(settings, (drawn) => {
        expect(fromHash(toHash(drawn))).toEqual({ settings: drawn, problem: undefined });
      }),
    );
  });

  it('leaves the defaults out', () => {
    expect(toHash(DEFAULT_SETTINGS)).toBe('#/aso');
    expect(toHash({ ...DEFAULT_SETTINGS, lambda: 0.5 })).toBe('#/aso?v=1&lambda=0.5');
    expect(toHash({ ...DEFAULT_SETTINGS, drawn: [0, 1, 2.5] })).toBe('#/aso?v=1&drawn=0_1_2.5');
  });

  it('carries the limits of lambda', () => {
    for (const lambda of [0, Infinity, 1e-6]) {
      expect(fromHash(toHash({ ...DEFAULT_SETTINGS, lambda })).settings.lambda).toBe(lambda);
    }
  });

  it('survives any garbage with settings that are within their limits', () => {
    const keys = Object.keys(DEFAULT_SETTINGS);
    const garbage = fc
      .array(fc.tuple(fc.oneof(fc.constantFrom(...keys, 'v'), fc.string()), fc.string()), { maxLength: 8 })
      .map((pairs) => `#/aso?${pairs.map(([key, value]) => `${key}=${value}`).join('&')}`);
    fc.assert(
      fc.property(garbage, (hash) => {
        const { settings } = fromHash(hash);
        for (const [key, { min, max }] of Object.entries(LIMITS)) {
          const value = settings[key as keyof typeof LIMITS];
          expect(value >= min && value <= max, `${key} = ${value}`).toBe(true);
        }
        expect(settings.drawn.every((weight) => weight >= 0 && Number.isFinite(weight))).toBe(true);
        expect(REWARD_KINDS).toContain(settings.reward);
      }),
    );
  });

  it('holds numbers to their limits, keeps the good settings and counts the bad ones', () => {
    const read = fromHash(
      '#/aso?v=1&lambda=-3&levels=400&target=abc&reward=squared&reference=nobody&drawn=1_x_2&new=1',
    );
    expect(read.settings).toEqual({ ...DEFAULT_SETTINGS, lambda: 0, levels: 21, reward: 'squared' });
    expect(read.problem).toBe('3 settings of this link could not be read.');
  });

  it('does not guess at a link of another version', () => {
    const read = fromHash('#/aso?v=2&lambda=0.5');
    expect(read.settings).toEqual(DEFAULT_SETTINGS);
    expect(read.problem).toMatch(/another version/);
  });

  it('ignores numbers that are not settings', () => {
    expect(withinLimits('levels', 6.4)).toBe(6);
    expect(withinLimits('lambda', Number.NaN)).toBeUndefined();
    expect(Object.hasOwn(fromHash('#/aso?v=1&__proto__=1&toString=2').settings, 'toString')).toBe(false);
  });
});

describe('the derivation', () => {
  it('has a dozen steps, each with settings that its link brings back', () => {
    expect(DERIVATION).toHaveLength(12);
    for (const step of DERIVATION) {
      const wanted = { ...DEFAULT_SETTINGS, ...step.settings };
      expect(fromHash(toHash(wanted)), step.title).toEqual({ settings: wanted, problem: undefined });
    }
  });
});
