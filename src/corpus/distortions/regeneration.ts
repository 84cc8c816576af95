import { clampByte } from '../picture';
import { fractalField } from '../field';
import type { DistortionType } from './distortion-type';
import { applyEffect } from './distortion-type';
import { createLattice, scatter, warp } from './warp';

/**
 * Every frame is generated independently: its shapes are displaced by a few pixels each time. The most frequent
 * distortion of early video generators.
 */
export const regeneration: DistortionType = {
  id: 'regeneration',
  tag: 'texture-jitter',
  stage: 'generator',
  frequency: 4,
  reach: 'either',
  partial: true,
  apply(footage, distortion) {
    const { width, height } = footage;
    const random = distortion.random;
    const size = Math.min(width, height);
    const coarse = createLattice(width, height, Math.max(8, Math.round(size * random.uniform(0.08, 0.2))));
    const reach = size * (0.002 + 0.02 * distortion.severity);
    const mottle = Array.from({ length: 3 }, () => fractalField(random, 128, 8, 3, 0.7));
    const depth = 50 * distortion.severity;
    let remade: Uint8Array | undefined;
    // Some generators repeat each frame once.
    const hold = random.chance(0.2) ? 2 : 1;
    applyEffect(footage, distortion, (source, out, { index }) => {
      if (!remade || index % hold === 0) {
        scatter(random, coarse, reach);
      }
      remade = out;
      warp(source, out, width, height, coarse);
      const field = random.pick(mottle);
      const sx = random.integer(0, 128);
      const sy = random.integer(0, 128);
      for (let y = 0, o = 0; y < height; y++) {
        const row = ((y + sy) & 127) * 128;
        for (let x = 0; x < width; x++, o += 3) {
          const lift = (field.data[row + ((x + sx) & 127)]! - 0.5) * depth;
          out[o] = clampByte(out[o]! + lift);
          out[o + 1] = clampByte(out[o + 1]! + lift);
          out[o + 2] = clampByte(out[o + 2]! + lift);
        }
      }
    });
  },
};

/** Boiling texture: small ripples that change in every frame, strongest where there is texture. */
export const boiling: DistortionType = {
  id: 'boiling',
  tag: 'boiling',
  stage: 'generator',
  frequency: 4,
  reach: 'either',
  partial: true,
  apply(footage, distortion) {
    const { width, height } = footage;
    const random = distortion.random;
    const step = random.integer(4, 11);
    const fine = createLattice(width, height, step);
    const reach = (0.35 + 3.2 * distortion.severity) * Math.sqrt(Math.min(width, height) / 256);
    applyEffect(footage, distortion, (source, out) => {
      scatter(random, fine, reach);
      warp(source, out, width, height, fine);
    });
  },
};

/** Single pixels and rows move sideways at random. */
export const pixelJitter: DistortionType = {
  id: 'pixel-jitter',
  tag: 'pixel-jitter',
  stage: 'camera',
  frequency: 1,
  reach: 'either',
  partial: true,
  apply(footage, distortion) {
    const { width, height } = footage;
    const random = distortion.random;
    const reach = 0.6 + 4 * distortion.severity;
    applyEffect(footage, distortion, (source, out) => {
      for (let y = 0, o = 0; y < height; y++) {
        const row = reach * 0.6 * random.normal();
        for (let x = 0; x < width; x++, o += 3) {
          const from = Math.min(width - 1, Math.max(0, Math.round(x + row + reach * (random.next() - 0.5))));
          const i = (y * width + from) * 3;
          out[o] = source[i]!;
          out[o + 1] = source[i + 1]!;
          out[o + 2] = source[i + 2]!;
        }
      }
    });
  },
};
