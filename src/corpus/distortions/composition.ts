import type { Random } from '../../base';
import { clampByte, createPicture, paintView } from '../picture';
import type { DistortionType } from './distortion-type';
import { maskOf, applyEffect } from './distortion-type';

/** Several views of the scene overlaid at different angles. */
export const illegibleComposition: DistortionType = {
  id: 'illegible-composition',
  tag: 'illegible-composition',
  stage: 'edit',
  frequency: 1,
  reach: 'whole',
  partial: false,
  apply(footage, distortion) {
    const { width, height } = footage;
    const { random, severity } = distortion;
    const views = Array.from({ length: 1 + Math.round(2.5 * severity) }, () => ({
      x: width * random.uniform(0.3, 0.7),
      y: height * random.uniform(0.3, 0.7),
      scale: random.uniform(0.6, 1.5),
      angle: random.uniform(0.3, 2.8) * (random.chance(0.5) ? 1 : -1),
      mask: maskOf(
        {
          x: random.uniform(0.2, 0.8),
          y: random.uniform(0.2, 0.8),
          rx: random.uniform(0.25, 0.35 + 0.2 * severity),
          ry: random.uniform(0.3, 0.4 + 0.25 * severity),
        },
        width,
        height,
      ),
    }));
    const share = 0.3 + 0.55 * severity;
    const layer = createPicture(width, height);
    applyEffect(footage, distortion, (source, out) => {
      out.set(source);
      for (const { mask, ...view } of views) {
        paintView(layer, { width, height, data: source }, view);
        for (let p = 0, o = 0; p < mask.length; p++, o += 3) {
          const m = mask[p]! * share;
          if (m === 0) continue;
          for (let c = 0; c < 3; c++) out[o + c] = out[o + c]! + (layer.data[o + c]! - out[o + c]!) * m;
        }
      }
    });
  },
};

/** Applies an effect to one frame; `out` is filled completely. */
type Effect = (source: Uint8Array, out: Uint8Array) => void;

/** An editing effect that does not fit the scene, the same in every frame. */
export const specialEffects: DistortionType = {
  id: 'special-effects',
  tag: 'special-effects',
  stage: 'edit',
  frequency: 1,
  reach: 'whole',
  partial: true,
  apply(footage, distortion) {
    const { width, height } = footage;
    const effect = chooseEffect(distortion.random, width, height);
    // Squared, because half of an effect already hides the scene.
    const share = 0.12 + 0.88 * distortion.severity ** 2;
    applyEffect(footage, distortion, (source, out) => {
      effect(source, out);
      for (let i = 0; i < out.length; i++) out[i] = source[i]! + (out[i]! - source[i]!) * share;
    });
  },
};

function chooseEffect(random: Random, width: number, height: number): Effect {
  const kind = random.pick(['solarised', 'duotone', 'mirrored', 'relief', 'neon'] as const);
  switch (kind) {
    case 'solarised':
      return (source, out) => source.forEach((value, i) => (out[i] = value < 128 ? value * 2 : 510 - value * 2));
    case 'duotone':
      return duotone(random);
    case 'mirrored':
      return mirrored(width, height);
    case 'relief':
      return edges(width, height, 1.6, 128);
    case 'neon':
      return edges(width, height, 4.5, 0);
  }
}

function duotone(random: Random): Effect {
  const low = [0, 1, 2].map(() => random.uniform(0, 90));
  const high = [0, 1, 2].map(() => random.uniform(120, 255));
  return (source, out) => {
    for (let i = 0; i < source.length; i += 3) {
      const light = (0.299 * source[i]! + 0.587 * source[i + 1]! + 0.114 * source[i + 2]!) / 255;
      for (let c = 0; c < 3; c++) out[i + c] = low[c]! + (high[c]! - low[c]!) * light;
    }
  };
}

/** The left half beside its mirror image, and the upper half above its mirror image. */
function mirrored(width: number, height: number): Effect {
  return (source, out) => {
    for (let y = 0, o = 0; y < height; y++) {
      const row = Math.min(y, height - 1 - y) * width;
      for (let x = 0; x < width; x++, o += 3) {
        const i = (row + Math.min(x, width - 1 - x)) * 3;
        for (let c = 0; c < 3; c++) out[o + c] = source[i + c]!;
      }
    }
  };
}

/** The slope along the diagonal, signed around `ground` (relief) or as light on black (neon, ground 0). */
function edges(width: number, height: number, gain: number, ground: number): Effect {
  return (source, out) => {
    for (let y = 0, o = 0; y < height; y++) {
      const up = Math.max(0, y - 1);
      for (let x = 0; x < width; x++, o += 3) {
        const i = (up * width + Math.max(0, x - 1)) * 3;
        for (let c = 0; c < 3; c++) {
          const slope = (source[o + c]! - source[i + c]!) * gain;
          out[o + c] = clampByte(ground + (ground === 0 ? Math.abs(slope) : slope));
        }
      }
    }
  };
}
