import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PATCH_AREA, PATCH_PX } from '../../../src/slowfast/tokens';
import type { Orientation } from '../../../src/trainer/network/orientation';
import { orientPlace, pixelSources, UPRIGHT } from '../../../src/trainer/network/orientation';

const orientations: fc.Arbitrary<Orientation> = fc.record({
  mirrorX: fc.boolean(),
  mirrorY: fc.boolean(),
  transpose: fc.boolean(),
  channels: fc
    .shuffledSubarray([0, 1, 2], { minLength: 3 })
    .map((order) => [order[0]!, order[1]!, order[2]!] as [number, number, number]),
});

const SIX_PLANES = 6 * PATCH_AREA;

describe('an orientation', () => {
  it('changes nothing where it is upright', () => {
    expect(Array.from(pixelSources(UPRIGHT, SIX_PLANES))).toEqual(Array.from({ length: SIX_PLANES }, (_, i) => i));
    expect(orientPlace(UPRIGHT, 0.2, 0.7)).toEqual([0.2, 0.7]);
  });

  it('moves pixels without losing any', () => {
    fc.assert(
      fc.property(orientations, (orientation) => {
        const sources = pixelSources(orientation, SIX_PLANES);
        return new Set(sources).size === SIX_PLANES;
      }),
    );
  });

  it('moves a place like the pixel there', () => {
    const pixel = fc.integer({ min: 0, max: PATCH_AREA - 1 });
    fc.assert(
      fc.property(orientations, pixel, (orientation, i) => {
        const sources = pixelSources({ ...orientation, channels: [0, 1, 2] }, PATCH_AREA);
        const centre = (at: number): [number, number] => [
          ((at % PATCH_PX) + 0.5) / PATCH_PX,
          (Math.floor(at / PATCH_PX) + 0.5) / PATCH_PX,
        ];
        const [x, y] = orientPlace(orientation, ...centre(sources[i]!));
        const [wantedX, wantedY] = centre(i);
        return Math.abs(x - wantedX) < 1e-12 && Math.abs(y - wantedY) < 1e-12;
      }),
    );
  });

  it('exchanges channels the same way in every triple of planes', () => {
    const sources = pixelSources({ ...UPRIGHT, channels: [2, 0, 1] }, SIX_PLANES);
    expect([0, 1, 2, 3, 4, 5].map((plane) => sources[plane * PATCH_AREA]! / PATCH_AREA)).toEqual([2, 0, 1, 5, 3, 4]);
  });
});
