import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { FAST_PIXELS, PATCH_AREA, PATCH_PX } from '../../../src/slowfast/tokens';
import { MOTION_FEATURES, VELOCITY_LIMIT, writeMotion } from '../../../src/trainer/network/motion';

/** Light at a point of a smooth texture, in luma codes. */
type Light = (x: number, y: number) => number;

const texture: Light = (x, y) => 128 + 50 * Math.sin(0.5 * x + 0.2 * y) + 40 * Math.sin(0.35 * y - 0.15 * x + 1);

/** A fast token's pixels of the frames at t, t - 1 and t - 2. */
function patch(now: Light, before: Light, earlier: Light): Float32Array {
  const pixels = new Float32Array(FAST_PIXELS);
  for (let i = 0; i < PATCH_AREA; i++) {
    const at = [i % PATCH_PX, Math.floor(i / PATCH_PX)] as const;
    const [a, b, c] = [now(...at), before(...at), earlier(...at)];
    for (let plane = 0; plane < 3; plane++) {
      pixels[plane * PATCH_AREA + i] = a / 255;
      pixels[(3 + plane) * PATCH_AREA + i] = a - b;
      pixels[(6 + plane) * PATCH_AREA + i] = a - 2 * b + c;
    }
  }
  return pixels;
}

const moved =
  (dx: number, dy: number): Light =>
  (x, y) =>
    texture(x - dx, y - dy);

function motionOf(pixels: Float32Array): Record<string, number> {
  const out = new Float32Array(MOTION_FEATURES.length);
  writeMotion(out, 0, pixels);
  return Object.fromEntries(MOTION_FEATURES.map((name, i) => [name, out[i]!]));
}

describe('motion features', () => {
  it('find the velocity of a texture that moves evenly, and hardly anything left over', () => {
    const found = motionOf(patch(moved(1, -0.5), texture, moved(-1, 0.5)));
    // Damping draws both a little towards 0.
    expect(Math.abs(found['velocity x, px a frame step']! - 1)).toBeLessThan(0.2);
    expect(Math.abs(found['velocity y']! + 0.5)).toBeLessThan(0.2);
    expect(found['residual fraction of d1']).toBeLessThan(0.05);
    expect(found['size of the acceleration']).toBeLessThan(0.2);
  });

  it('find the acceleration of a texture that shakes', () => {
    const found = motionOf(patch(moved(0.5, 0), moved(-0.5, 0), moved(0.5, 0)));
    expect(found['size of the acceleration']).toBeGreaterThan(1);
  });

  it('leave nearly everything over where texture is made anew in each frame', () => {
    const random = createRandom('boiling');
    const anew = (): Light => {
      const codes = Array.from({ length: PATCH_AREA }, () => 128 + 40 * random.normal());
      return (x, y) => codes[y * PATCH_PX + x]!;
    };
    const found = motionOf(patch(anew(), anew(), anew()));
    expect(found['residual fraction of d1']).toBeGreaterThan(0.5);
  });

  it('stay finite and bounded on flat and on broken patches', () => {
    const flat = motionOf(
      patch(
        () => 100,
        () => 100,
        () => 100,
      ),
    );
    expect(flat['speed']).toBeLessThan(0.01);
    const broken = motionOf(
      patch(
        (x) => 255 * (x % 2),
        texture,
        () => 0,
      ),
    );
    for (const value of Object.values(broken)) expect(Number.isFinite(value)).toBe(true);
    expect(Math.abs(broken['velocity x, px a frame step']!)).toBeLessThanOrEqual(VELOCITY_LIMIT);
  });
});
