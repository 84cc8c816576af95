import { describe, expect, it } from 'vitest';
import { faultGuide } from '../../../src/quality/fault-guide';

describe('the guide of a fault', () => {
  it('rises with the probability, is nothing at certainty and finite at 0', () => {
    const guides = [0, 1e-6, 1e-3, 0.1, 0.5, 1].map(faultGuide);
    for (let i = 1; i < guides.length; i++) expect(guides[i]!).toBeGreaterThanOrEqual(guides[i - 1]!);
    expect(guides[0]).toBe(guides[1]);
    expect(Number.isFinite(guides[0]!)).toBe(true);
    expect(guides.at(-1)).toBeCloseTo(0, 12);
  });
});
