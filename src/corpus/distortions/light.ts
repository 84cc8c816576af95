import { clampByte } from '../picture';
import type { DistortionType } from './distortion-type';
import { applyEffect } from './distortion-type';

/** Brightness jumps from frame to frame. */
export const flicker: DistortionType = {
  id: 'flicker',
  tag: 'flicker',
  stage: 'camera',
  frequency: 1.4,
  reach: 'whole',
  partial: true,
  apply(footage, distortion) {
    const reach = 0.04 + 0.3 * distortion.severity;
    const beat = distortion.random.uniform(3, footage.rate / 2 + 0.1);
    const random = distortion.random;
    applyEffect(footage, distortion, (source, out, { time }) => {
      const gain = 1 + reach * (0.5 * Math.sign(Math.sin(6.28 * beat * time)) + 0.5 * random.normal());
      for (let i = 0; i < source.length; i++) out[i] = clampByte(source[i]! * gain + 0.5);
    });
  },
};

/** The colour balance changes from frame to frame. */
export const tint: DistortionType = {
  id: 'tint',
  tag: 'tint',
  stage: 'camera',
  frequency: 1.2,
  reach: 'either',
  partial: true,
  apply(footage, distortion) {
    const reach = 0.05 + 0.35 * distortion.severity;
    const rates = [0, 1, 2].map(() => distortion.random.uniform(0.7, 3));
    const phases = [0, 1, 2].map(() => distortion.random.uniform(0, 6.28));
    applyEffect(footage, distortion, (source, out, { time }) => {
      const gains = rates.map((rate, c) => 1 + reach * Math.sin(6.28 * rate * time + phases[c]!));
      for (let i = 0; i < source.length; i += 3) {
        out[i] = clampByte(source[i]! * gains[0]! + 0.5);
        out[i + 1] = clampByte(source[i + 1]! * gains[1]! + 0.5);
        out[i + 2] = clampByte(source[i + 2]! * gains[2]! + 0.5);
      }
    });
  },
};

/** The whole clip is too dark or too bright, and clipped. */
export const exposureError: DistortionType = {
  id: 'exposure-error',
  tag: 'exposure-error',
  stage: 'camera',
  frequency: 1.2,
  reach: 'whole',
  partial: false,
  apply(footage, distortion) {
    const stops = (0.5 + 1.9 * distortion.severity) * (distortion.random.chance(0.5) ? 1 : -1);
    const lookup = new Uint8Array(256);
    for (let i = 0; i < 256; i++) lookup[i] = clampByte(255 * ((i / 255) ** 2.2 * 2 ** stops) ** (1 / 2.2) + 0.5);
    applyEffect(footage, distortion, (source, out) => {
      for (let i = 0; i < source.length; i++) out[i] = lookup[source[i]!]!;
    });
  },
};

/** A colour cast, or saturation too low or too high. */
export const abnormalColour: DistortionType = {
  id: 'abnormal-colour',
  tag: 'abnormal-colour',
  stage: 'camera',
  frequency: 1.2,
  reach: 'whole',
  partial: false,
  apply(footage, distortion) {
    const { severity, random } = distortion;
    const kind = random.pick(['cast', 'grey', 'garish', 'turned'] as const);
    const cast = [0, 1, 2].map(() => random.uniform(-1, 1));
    const mean = (cast[0]! + cast[1]! + cast[2]!) / 3;
    const largest = Math.max(0.3, ...cast.map((c) => Math.abs(c - mean)));
    const gain = cast.map((c) => 1 + (kind === 'cast' ? ((c - mean) / largest) * (0.12 + 0.45 * severity) : 0));
    const saturation = kind === 'grey' ? 1 - (0.3 + 0.7 * severity) : kind === 'garish' ? 1.4 + 2.2 * severity : 1;
    const turn = kind === 'turned' ? 0.35 + 1.6 * severity : 0;
    const cos = Math.cos(turn);
    const sin = Math.sin(turn) / Math.sqrt(3);
    applyEffect(footage, distortion, (source, out) => {
      for (let i = 0; i < source.length; i += 3) {
        const y = 0.299 * source[i]! + 0.587 * source[i + 1]! + 0.114 * source[i + 2]!;
        const r = (source[i]! - y) * saturation;
        const g = (source[i + 1]! - y) * saturation;
        const b = (source[i + 2]! - y) * saturation;
        // Rotation of the colour vector about the grey axis.
        out[i] = clampByte((y + cos * r + sin * (b - g)) * gain[0]! + 0.5);
        out[i + 1] = clampByte((y + cos * g + sin * (r - b)) * gain[1]! + 0.5);
        out[i + 2] = clampByte((y + cos * b + sin * (g - r)) * gain[2]! + 0.5);
      }
    });
  },
};
