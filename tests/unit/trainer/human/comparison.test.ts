import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { correlate, resampleClips } from '../../../../src/trainer/human/comparison';

const generators = ['a', 'b', 'a', 'b', 'a', 'b'];

describe('resamples of the clips', () => {
  it('have the number of clips of each generator', () => {
    for (const rows of resampleClips(generators, 20, createRandom(1))) {
      expect(rows).toHaveLength(6);
      expect(rows.filter((row) => generators[row] === 'a')).toHaveLength(3);
    }
  });

  it('differ from each other and repeat with the same seed', () => {
    const drawn = resampleClips(generators, 20, createRandom(1));
    expect(new Set(drawn.map(String)).size).toBeGreaterThan(10);
    expect(resampleClips(generators, 20, createRandom(1))).toEqual(drawn);
  });
});

describe('correlations with human scores', () => {
  // The order is reversed within each generator and correct between the two.
  const compared = { predicted: [3, 13, 2, 12, 1, 11], human: [1, 3, 2, 4, 3, 5], generators };
  const found = correlate(compared, resampleClips(generators, 200, createRandom(2)));

  it('are over all clips, within each generator and between generator means', () => {
    expect(found.withinGenerators.srcc?.value).toBeCloseTo(-1);
    expect(found.withinGenerators.krcc?.value).toBeCloseTo(-1);
    expect(found.withinGenerators.plcc?.value).toBeCloseTo(-1, 12);
    expect(found.ofGenerators.srcc?.value).toBeCloseTo(1);
    expect(found.overall.plcc!.value).toBeGreaterThan(0.5);
  });

  it('have an interval around each value', () => {
    const { value, interval } = found.overall.srcc!;
    expect(interval!.low).toBeLessThan(value);
    expect(interval!.high).toBeGreaterThan(value);
    expect(interval!.draws).toBeGreaterThan(100);
  });

  it('leave out an undefined value', () => {
    const constant = correlate({ ...compared, predicted: [1, 1, 1, 1, 1, 1] }, []);
    expect(constant).toEqual({ overall: {}, withinGenerators: {}, ofGenerators: {} });
  });

  it('leave out a generator whose clips have equal scores', () => {
    const { withinGenerators } = correlate({ ...compared, predicted: [3, 9, 2, 9, 1, 9] }, []);
    expect(withinGenerators.srcc?.value).toBeCloseTo(-1);
  });
});
