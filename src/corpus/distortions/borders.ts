import { hsv } from '../palette';
import { clampByte } from '../picture';
import { fillRect } from '../scenes/paint';
import type { DistortionType } from './distortion-type';
import { applyEffect } from './distortion-type';

/** Bars or a frame around the picture. */
export const borders: DistortionType = {
  id: 'borders',
  tag: 'borders',
  stage: 'edit',
  frequency: 0.8,
  reach: 'whole',
  partial: false,
  apply(footage, distortion) {
    const { width, height } = footage;
    const { random, severity } = distortion;
    const kind = random.pick(['upright', 'level', 'frame'] as const);
    const colour = random.chance(0.5)
      ? hsv(0, 0, 0.02)
      : hsv(random.next(), random.uniform(0, 0.8), random.uniform(0.2, 1));
    const thick = 0.04 + 0.2 * severity;
    applyEffect(footage, distortion, (source, out) => {
      out.set(source);
      const picture = { width, height, data: out };
      const dx = thick * width;
      const dy = thick * height;
      if (kind !== 'upright') {
        fillRect(picture, 0, 0, width, dy, colour);
        fillRect(picture, 0, height - dy, width, dy, colour);
      }
      if (kind !== 'level') {
        fillRect(picture, 0, 0, dx, height, colour);
        fillRect(picture, width - dx, 0, dx, height, colour);
      }
    });
  },
};

/** The snow of a weak signal: short bright and dark dashes, new in every frame. */
export const snow: DistortionType = {
  id: 'snow',
  tag: 'borders',
  stage: 'edit',
  frequency: 0.5,
  reach: 'whole',
  partial: true,
  apply(footage, distortion) {
    const { width, height } = footage;
    const { random, severity } = distortion;
    const dashes = Math.round(width * height * (0.004 + 0.05 * severity));
    applyEffect(footage, distortion, (source, out) => {
      out.set(source);
      for (let k = 0; k < dashes; k++) {
        const value = random.chance(0.7) ? random.uniform(190, 255) : random.uniform(0, 50);
        const start = random.integer(0, width * height);
        const end = Math.min(width * height, start + random.integer(1, 5));
        out.fill(value, start * 3, end * 3);
      }
    });
  },
};

/** Lens flare: round lights that hide the picture below, each with a streak. */
export const highlights: DistortionType = {
  id: 'highlights',
  tag: 'borders',
  stage: 'edit',
  frequency: 0.5,
  reach: 'whole',
  partial: false,
  apply(footage, distortion) {
    const { width, height } = footage;
    const { random, severity } = distortion;
    const light = new Float32Array(width * height);
    const lamps = 1 + Math.round(2 * severity);
    for (let k = 0; k < lamps; k++) {
      const cx = random.uniform(0.1, 0.9) * width;
      const cy = random.uniform(0.1, 0.9) * height;
      const radius = (0.06 + 0.15 * severity) * height * random.uniform(0.7, 1.2);
      for (let y = 0, p = 0; y < height; y++) {
        const dy = Math.abs(y - cy) / radius;
        for (let x = 0; x < width; x++, p++) {
          const dx = Math.abs(x - cx) / radius;
          const disc = Math.max(0, 1.4 - Math.hypot(dx, dy));
          const streak = Math.max(0, 1 - dy * 9) * Math.max(0, 1 - dx / 4) * 0.7;
          light[p] = light[p]! + 230 * Math.max(disc, streak);
        }
      }
    }
    const warmth = random.uniform(0.6, 1);
    applyEffect(footage, distortion, (source, out) => {
      for (let p = 0, o = 0; p < light.length; p++, o += 3) {
        out[o] = clampByte(source[o]! + light[p]!);
        out[o + 1] = clampByte(source[o + 1]! + light[p]! * (0.5 + 0.5 * warmth));
        out[o + 2] = clampByte(source[o + 2]! + light[p]! * warmth);
      }
    });
  },
};
