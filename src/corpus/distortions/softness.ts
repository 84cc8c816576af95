import { clampByte, resize } from '../picture';
import type { DistortionType } from './distortion-type';
import { applyEffect } from './distortion-type';
import { boxMean, gaussian, lumaPlane } from './filters';

/** Out of focus. */
export const blur: DistortionType = {
  id: 'blur',
  tag: 'blur',
  stage: 'camera',
  frequency: 2.2,
  reach: 'either',
  partial: false,
  apply(footage, distortion) {
    const { width, height } = footage;
    const sigma = (0.6 + 3.2 * distortion.severity) * Math.sqrt(Math.min(width, height) / 300);
    applyEffect(footage, distortion, (source, out) => gaussian(source, out, width, height, sigma));
  },
};

/** Motion blur along one direction. */
export const motionBlur: DistortionType = {
  id: 'motion-blur',
  tag: 'motion-blur',
  stage: 'camera',
  frequency: 1.4,
  reach: 'either',
  partial: true,
  apply(footage, distortion) {
    const { width, height } = footage;
    const turn = distortion.random.chance(0.7)
      ? distortion.random.uniform(-0.2, 0.2)
      : distortion.random.uniform(0, Math.PI);
    const length = Math.max(3, Math.round((0.012 + 0.06 * distortion.severity) * width));
    const offsets = Array.from({ length }, (_, k) => ({
      x: Math.round((k - length / 2) * Math.cos(turn)),
      y: Math.round((k - length / 2) * Math.sin(turn)),
    }));
    applyEffect(footage, distortion, (source, out) => {
      for (let y = 0, o = 0; y < height; y++) {
        for (let x = 0; x < width; x++, o += 3) {
          let r = 0;
          let g = 0;
          let b = 0;
          for (const offset of offsets) {
            const sx = Math.min(width - 1, Math.max(0, x + offset.x));
            const i = (Math.min(height - 1, Math.max(0, y + offset.y)) * width + sx) * 3;
            r += source[i]!;
            g += source[i + 1]!;
            b += source[i + 2]!;
          }
          out[o] = r / length;
          out[o + 1] = g / length;
          out[o + 2] = b / length;
        }
      }
    });
  },
};

/** Reduced and enlarged again. */
export const lowResolution: DistortionType = {
  id: 'low-resolution',
  tag: 'low-resolution',
  stage: 'codec',
  frequency: 2,
  reach: 'whole',
  partial: false,
  apply(footage, distortion) {
    const { width, height } = footage;
    const factor = 1.35 + 3.8 * distortion.severity;
    const w = Math.max(8, Math.round(width / factor));
    const h = Math.max(8, Math.round(height / factor));
    applyEffect(footage, distortion, (source, out) => {
      out.set(resize(resize({ width, height, data: source }, w, h), width, height).data);
    });
  },
};

/**
 * Over-smoothing: texture is removed while strong edges stay (guided filter of He et al. on luma, with the picture as
 * guide).
 */
export const overSmoothing: DistortionType = {
  id: 'over-smoothing',
  tag: 'over-smoothing',
  stage: 'generator',
  frequency: 1.7,
  reach: 'either',
  partial: false,
  apply(footage, distortion) {
    const { width, height } = footage;
    const radius = Math.round((2 + 4 * distortion.severity) * Math.sqrt(Math.min(width, height) / 256));
    const tolerance = (6 + 55 * distortion.severity) ** 2;
    applyEffect(footage, distortion, (source, out) => {
      const y = lumaPlane(source);
      const mean = boxMean(y, width, height, radius);
      const square = boxMean(
        y.map((value) => value * value),
        width,
        height,
        radius,
      );
      const a = new Float32Array(y.length);
      const b = new Float32Array(y.length);
      for (let p = 0; p < y.length; p++) {
        const variance = Math.max(0, square[p]! - mean[p]! * mean[p]!);
        a[p] = variance / (variance + tolerance);
        b[p] = mean[p]! * (1 - a[p]!);
      }
      const slope = boxMean(a, width, height, radius);
      const base = boxMean(b, width, height, radius);
      for (let p = 0, o = 0; p < y.length; p++, o += 3) {
        const change = slope[p]! * y[p]! + base[p]! - y[p]!;
        out[o] = clampByte(source[o]! + change + 0.5);
        out[o + 1] = clampByte(source[o + 1]! + change + 0.5);
        out[o + 2] = clampByte(source[o + 2]! + change + 0.5);
      }
    });
  },
};
