import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/trainer/corpus/clip';
import { FAULTS } from '../../../../src/trainer/network/shape';
import { faultShares } from '../../../../src/trainer/training/fault-targets';

const finding = (tag: string, strength: number): Finding => ({
  tag,
  strength,
  severity: 'clear',
  region: 'everywhere',
  span: 'throughout',
  cost: {},
});

describe('fault targets', () => {
  it('rise with strength until everybody sees the fault', () => {
    const shareOf = (strength: number) =>
      faultShares({ findings: [finding('blur', strength)] })[FAULTS.indexOf('blur')];
    expect([0, 0.1, 0.2, 0.4, 0.9].map(shareOf)).toEqual([0, 0.25, 0.5, 1, 1]);
  });

  it('take the stronger of two defects with one tag and leave the other faults at 0', () => {
    const shares = faultShares({ findings: [finding('choppy', 0.1), finding('choppy', 0.3), finding('shake', 0.2)] });
    expect(shares[FAULTS.indexOf('choppy')]).toBeCloseTo(0.75, 6);
    expect(shares[FAULTS.indexOf('shake')]).toBeCloseTo(0.5, 6);
    expect(shares.filter((share) => share > 0)).toHaveLength(2);
  });
});
