import { describe, expect, it } from 'vitest';
import { TRAINED_DIMENSIONS } from '../../../../src/corpus/clip';
import type { ClipLabel } from '../../../../src/corpus/clip';
import { evaluatePairs, pairRows, pairTable } from '../../../../src/trainer/evaluation/pairs';
import { randomClip, randomSource } from '../clips';
import { randomNetwork } from '../networks';

const labelled = (mos: number): ClipLabel => {
  const { label } = randomClip('any', 'test');
  const dimensionRatings = Object.fromEntries(TRAINED_DIMENSIONS.map((id) => [id, { mos, ratings: [mos] }]));
  return { ...label, dimensionRatings: dimensionRatings as unknown as ClipLabel['dimensionRatings'] };
};
const scored = (score: number): number[] => TRAINED_DIMENSIONS.map(() => score);
const pair = (raters: readonly [number, number], model: readonly [number, number]) => ({
  labels: { clip: labelled(raters[0]), partner: labelled(raters[1]) },
  scores: { clip: scored(model[0]), partner: scored(model[1]) },
});

describe('the results on matched pairs', () => {
  it('count the order of pairs of different MOS and the distance of pairs of equal MOS', () => {
    const rows = pairRows([
      pair([3, 4], [3, 3.1]), // rightly
      pair([4, 2], [3, 3.1]), // the wrong way round
      pair([4, 3.5], [3, 3]), // same prediction for both
      pair([3, 3.25], [3, 1]), // apart, but by too little to count
      pair([3, 3], [2, 2.1]),
      pair([3, 3], [2, 1.7]),
    ]);
    expect(rows.map(({ id }) => id)).toEqual(TRAINED_DIMENSIONS);
    for (const row of rows) {
      expect(row).toMatchObject({ apart: 3, alike: 2, within: 0.5 });
      expect(row.ordered).toBeCloseTo(1 / 3, 12);
      expect(row.distance).toBeCloseTo(0.2, 12);
    }
  });

  it('are n/a without such pairs', () => {
    const [row] = pairRows([pair([3, 3], [3, 3])]);
    expect(row).toMatchObject({ apart: 0, ordered: undefined, alike: 1, distance: 0, within: 1 });
    expect(pairTable([row!])).toContain('| motion-quality | 0 | n/a | 1 | 0.000 | 100.0 % |');
  });

  it('use both clips of a pair at the same place of a split, and are undefined without pairs', async () => {
    const source = randomSource(4, 6);
    const rows = { fast: 6, slow: 4 };
    expect(await evaluatePairs(source, 'validation', randomNetwork(), rows)).toBeUndefined();
    // Each clip is paired with itself, except the third, which has no pair.
    const partnered = {
      ...source,
      partner: (split: 'validation', index: number) => (index === 2 ? undefined : source.clip(split, index)),
    };
    const metrics = await evaluatePairs(partnered, 'validation', randomNetwork(), rows);
    for (const row of metrics!) expect(row).toMatchObject({ apart: 0, alike: 5, distance: 0, within: 1 });
  });
});
