import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { sharpnessOf } from '../../../../src/trainer/human/sharpness';

const SIDE = 48;

function picture(value: (x: number, y: number) => number): Uint8Array {
  return Uint8Array.from({ length: SIDE * SIDE }, (_, at) => value(at % SIDE, Math.floor(at / SIDE)));
}

describe('the sharpness of a picture', () => {
  it('is nothing where the picture is flat', () => {
    const { laplacian, mscn } = sharpnessOf(
      picture(() => 90),
      SIDE,
      SIDE,
    );
    expect(laplacian).toBe(0);
    expect(mscn).toBeCloseTo(0, 12);
  });

  it('is nothing to the Laplacian on a slope, which has no second derivative', () => {
    const { laplacian } = sharpnessOf(
      picture((x, y) => 2 * x + 3 * y),
      SIDE,
      SIDE,
    );
    expect(laplacian).toBe(0);
  });

  it('follows the Laplacian by hand on a chequerboard: +-4 times its contrast', () => {
    const { laplacian } = sharpnessOf(
      picture((x, y) => ((x + y) % 2 === 0 ? 100 : 110)),
      SIDE,
      SIDE,
    );
    expect(laplacian).toBeCloseTo((4 * 10) ** 2, 9);
  });

  it('is near 1 to the normalised contrast of noise, whatever its strength, and hardly anything of a blurred edge', () => {
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

  it('is nothing for pictures too small to have any', () => {
    expect(sharpnessOf(Uint8Array.of(1, 200), 2, 1)).toEqual({ laplacian: 0, mscn: 0 });
  });
});
