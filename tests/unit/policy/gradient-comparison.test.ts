import { describe, expect, it } from 'vitest';
import { compareGradients } from '../../../src/policy/gradient-comparison';

describe('compareGradients', () => {
  it('measures length, angle, bias and noise separately', () => {
    expect(compareGradients([3, 0], [4, 5], [3, 4])).toEqual({ length: 3, cosine: 0.6, bias: 4, deviation: 3 });
  });

  it('finds no bias and the same direction in an exact gradient', () => {
    expect(compareGradients([1, -1], [0, 0], [1, -1])).toEqual({
      length: Math.SQRT2,
      cosine: expect.closeTo(1, 14) as number,
      bias: 0,
      deviation: 0,
    });
  });

  it('has no angle with a zero gradient', () => {
    expect(compareGradients([0, 0], [1, 0], [1, 0]).cosine).toBeUndefined();
  });
});
