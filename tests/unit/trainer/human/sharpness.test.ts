import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { sharpnessOf } from '../../../../src/trainer/human/sharpness';

const SIDE = 48;

function picture(value: (x: number, y: number) => number): Uint8Array {
  return Uint8Array.from({ length: SIDE * SIDE }, (_, at) => value(at % SIDE, Math.floor(at / SIDE)));
}

describe('the sharpness of a picture', () => {
  it('is 0 for a flat picture', () => {
    const { laplacian, mscn } = sharpnessOf(
      picture(() => 90),
      SIDE,
      SIDE,
    );
    expect(laplacian).toBe(0);
    expect(mscn).toBeCloseTo(0, 12);
  });

  it('is 0 with the Laplacian on a linear slope', () => {
    const { laplacian } = sharpnessOf(
      picture((x, y) => 2 * x + 3 * y),
      SIDE,
      SIDE,
    );
    expect(laplacian).toBe(0);
  });

  it('is the variance of +-4 times the contrast on a chequerboard', () => {
    const { laplacian } = sharpnessOf(
      picture((x, y) => ((x + y) % 2 === 0 ? 100 : 110)),
      SIDE,
      SIDE,
    );
    expect(laplacian).toBeCloseTo((4 * 10) ** 2, 9);
  });

  it('is near 1 with MSCN for noise of any strength, and near 0 for a blurred edge', () => {
    const noise = (deviation: number): number => {
      const random = createRandom('sharpness');
      return sharpnessOf(
        picture(() => Math.round(128 + deviation * random.normal())),
        SIDE,
        SIDE,
      ).mscn;
    };
    expect(noise(10)).toBeGreaterThan(0.6);
    expect(noise(30)).toBeGreaterThan(0.7);
    expect(noise(30)).toBeLessThan(1.2);
    const edge = sharpnessOf(
      picture((x) => 128 + 100 * Math.tanh((x - SIDE / 2) / 8)),
      SIDE,
      SIDE,
    );
    expect(edge.mscn).toBeLessThan(0.1);
  });

  it('is 0 for pictures under 3 px', () => {
    expect(sharpnessOf(Uint8Array.of(1, 200), 2, 1)).toEqual({ laplacian: 0, mscn: 0 });
  });
});
