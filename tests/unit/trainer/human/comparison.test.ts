import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { correlate, resampleClips } from '../../../../src/trainer/human/comparison';

const generators = ['a', 'b', 'a', 'b', 'a', 'b'];

describe('resamples of the clips', () => {
  it('hold as many clips of each generator as there are', () => {
    for (const rows of resampleClips(generators, 20, createRandom(1))) {
      expect(rows).toHaveLength(6);
      expect(rows.filter((row) => generators[row] === 'a')).toHaveLength(3);
    }
  });

  it('differ among themselves and come again from the same seed', () => {
    const drawn = resampleClips(generators, 20, createRandom(1));
    expect(new Set(drawn.map(String)).size).toBeGreaterThan(10);
    expect(resampleClips(generators, 20, createRandom(1))).toEqual(drawn);
  });
});

describe('scores against human scores', () => {
  // Within each generator the order is turned round; between the two it is right.
  const compared = { predicted: [3, 13, 2, 12, 1, 11], human: [1, 3, 2, 4, 3, 5], generators };
  const found = correlate(compared, resampleClips(generators, 200, createRandom(2)));

  it('are correlated over all clips, within each generator and between their means', () => {
    expect(found.withinGenerators.srcc?.value).toBeCloseTo(-1);
    expect(found.withinGenerators.krcc?.value).toBeCloseTo(-1);
    expect(found.withinGenerators.plcc?.value).toBeCloseTo(-1, 12);
    expect(found.ofGenerators.srcc?.value).toBeCloseTo(1);
    expect(found.overall.plcc!.value).toBeGreaterThan(0.5);
  });

  it('come with intervals around each figure', () => {
    const { value, interval } = found.overall.srcc!;
    expect(interval!.low).toBeLessThan(value);
    expect(interval!.high).toBeGreaterThan(value);
    expect(interval!.draws).toBeGreaterThan(100);
  });

  it('leave out a figure that does not exist', () => {
    const constant = correlate({ ...compared, predicted: [1, 1, 1, 1, 1, 1] }, []);
    expect(constant).toEqual({ overall: {}, withinGenerators: {}, ofGenerators: {} });
  });

  it('leave a generator out of the mean whose clips all score alike', () => {
    const { withinGenerators } = correlate({ ...compared, predicted: [3, 9, 2, 9, 1, 9] }, []);
    expect(withinGenerators.srcc?.value).toBeCloseTo(-1);
  });
});
