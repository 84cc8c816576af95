import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../src/corpus/clip';
import { ARTIFACTS } from '../../../../src/trainer/network/shape';
import { artifactShares } from '../../../../src/trainer/training/artifact-targets';

const observation = (tag: string, strength: number): Observation => ({
  tag,
  strength,
  severity: 'clear',
  region: 'everywhere',
  span: 'throughout',
  cost: {},
});

describe('artifact targets', () => {
  it('rise with strength up to 1', () => {
    const shareOf = (strength: number) =>
      artifactShares({ observations: [observation('blur', strength)] })[ARTIFACTS.indexOf('blur')];
    expect([0, 0.1, 0.2, 0.4, 0.9].map(shareOf)).toEqual([0, 0.25, 0.5, 1, 1]);
  });

  it('use the stronger of two distortions with one tag, and 0 for other artifacts', () => {
    const shares = artifactShares({
      observations: [observation('choppy', 0.1), observation('choppy', 0.3), observation('shake', 0.2)],
    });
    expect(shares[ARTIFACTS.indexOf('choppy')]).toBeCloseTo(0.75, 6);
    expect(shares[ARTIFACTS.indexOf('shake')]).toBeCloseTo(0.5, 6);
    expect(shares.filter((share) => share > 0)).toHaveLength(2);
  });
});
