import { clampByte } from '../picture';
import type { DistortionType } from './distortion-type';
import { applyEffect } from './distortion-type';
import { createLattice, scatter, warp } from './warp';

/** An object slowly changes: its shape, colours and texture drift. */
export const identityDrift: DistortionType = {
  id: 'identity-drift',
  tag: 'identity-drift',
  stage: 'generator',
  frequency: 2,
  reach: 'either',
  partial: false,
  apply(footage, distortion) {
    const { width, height } = footage;
    const { random, severity } = distortion;
    const size = Math.min(width, height);
    const shape = createLattice(width, height, Math.round(size * 0.14));
    scatter(random, shape, size * (0.015 + 0.06 * severity));
    const wantedX = Float32Array.from(shape.dx);
    const wantedY = Float32Array.from(shape.dy);
    const gains = [0, 1, 2].map(() => 1 + random.uniform(-0.55, 0.55) * severity);
    const flipped = random.chance(0.5);
    applyEffect(footage, distortion, (source, out, { progress }) => {
      for (let i = 0; i < wantedX.length; i++) {
        shape.dx[i] = wantedX[i]! * progress;
        shape.dy[i] = wantedY[i]! * progress;
      }
      warp(source, out, width, height, shape);
      // The texture fades into that of the mirrored picture.
      const share = flipped ? 0.6 * severity * progress : 0;
      for (let p = 0, o = 0; p < width * height; p++, o += 3) {
        const other = (p - (p % width) + (width - 1 - (p % width))) * 3;
        for (let c = 0; c < 3; c++) {
          const gain = 1 + (gains[c]! - 1) * progress;
          out[o + c] = clampByte((out[o + c]! * (1 - share) + source[other + c]! * share) * gain + 0.5);
        }
      }
    });
  },
};

/** Earlier frames show through: a trail behind everything that moves. */
export const ghosting: DistortionType = {
  id: 'ghosting',
  tag: 'ghosting',
  stage: 'generator',
  frequency: 2,
  reach: 'either',
  partial: true,
  apply(footage, distortion) {
    const { severity, random } = distortion;
    const keep = 0.35 + 0.5 * severity;
    const trail = new Float32Array(footage.width * footage.height * 3);
    const lag = random.chance(0.5) ? Math.max(1, Math.round(footage.rate * random.uniform(0.1, 0.3))) : 0;
    let started = false;
    applyEffect(footage, distortion, (source, out, { index }, all) => {
      if (lag > 0) {
        const late = all[Math.max(0, index - lag)]!;
        const share = 0.2 + 0.35 * severity;
        for (let i = 0; i < out.length; i++) out[i] = source[i]! + (late[i]! - source[i]!) * share;
        return;
      }
      if (!started) trail.set(all[Math.max(0, index - 1)]!);
      started = true;
      for (let i = 0; i < out.length; i++) {
        trail[i] = keep * trail[i]! + (1 - keep) * source[i]!;
        out[i] = trail[i]! + 0.5;
      }
    });
  },
};
