import { describe, expect, test } from 'vitest';
import { thumbnailOf } from '../../../../src/slowfast/cpu/thumbnail';
import { flatFrame, paintedFrame } from '../../../fixtures/frames';

describe('thumbnails', () => {
  test.each([
    [1280, 720, 96, 54],
    [720, 1280, 54, 96],
    [96, 96, 96, 96],
    [17, 3, 17, 3],
    [4000, 10, 96, 1],
    [1, 1, 1, 1],
  ])('of a %i x %i frame are %i x %i', (width, height, wide, high) => {
    const small = thumbnailOf(flatFrame({ width, height }, [128, 128, 128]));
    expect([small.width, small.height, small.rgba.length]).toEqual([wide, high, 4 * wide * high]);
  });

  test('show the colours of the frame by its matrix, opaque', () => {
    const limited = { matrix: 'bt709', fullRange: false } as const;
    const frame = paintedFrame(
      { width: 200, height: 100 },
      (x) => (x < 100 ? [235, 128, 128] : [63, 102, 240]),
      limited,
    );
    const { width, rgba } = thumbnailOf(frame);
    expect([...rgba.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
    const [r, g, b, a] = rgba.subarray(4 * (width - 1), 4 * width);
    expect(r).toBeGreaterThan(250);
    expect(Math.max(g!, b!)).toBeLessThan(6);
    expect(a).toBe(255);
  });
});
