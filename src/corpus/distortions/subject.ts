import { fractalField, at } from '../field';
import { clampByte } from '../picture';
import type { DistortionType } from './distortion-type';
import { maskOf, applyEffect } from './distortion-type';
import { gaussian } from './filters';
import { sample } from './warp';

/** Unattractive subject: distorted by a near lens, front flash, sallow and blotched colour. */
export const unattractiveSubject: DistortionType = {
  id: 'unattractive-subject',
  tag: 'unattractive-subject',
  stage: 'camera',
  frequency: 1.6,
  reach: 'whole',
  partial: false,
  needs: 'subject',
  apply(footage, distortion) {
    const { width, height } = footage;
    const { random, severity } = distortion;
    const cx = random.uniform(0.4, 0.6);
    const cy = random.uniform(0.4, 0.6);
    const swell = 0.25 + 0.5 * severity;
    const flash = 0.1 + 0.55 * severity;
    const spots = fractalField(random, 128, 8, 3, 0.6);
    const sallow = [1 + 0.04 * severity, 1 + 0.02 * severity, 1 - 0.35 * severity];
    const light = new Float32Array(width * height);
    const u = new Float32Array(width * height);
    const v = new Float32Array(width * height);
    for (let y = 0, p = 0; y < height; y++) {
      for (let x = 0; x < width; x++, p++) {
        const dx = x / width - cx;
        const dy = y / height - cy;
        const near = Math.max(0, 1 - Math.hypot(dx, dy) / 0.62);
        const pull = 1 - swell * near * near;
        u[p] = (cx + dx * pull) * width;
        v[p] = (cy + dy * pull) * height;
        const blotch = at(spots, (x * 128) / width, (y * 128) / height) > 0.62 ? 1 - 0.3 * severity : 1;
        light[p] = (1 - flash * 0.7 + flash * 1.7 * near) * blotch;
      }
    }
    applyEffect(footage, distortion, (source, out) => {
      for (let p = 0, o = 0; p < light.length; p++, o += 3) {
        sample(source, width, height, u[p]!, v[p]!, out, o);
        for (let c = 0; c < 3; c++) out[o + c] = clampByte(out[o + c]! * light[p]! * sallow[c]! + 0.5);
      }
    });
  },
};

/** Unidentifiable subject: as through frosted glass and fog. */
export const unidentifiableSubject: DistortionType = {
  id: 'unidentifiable-subject',
  tag: 'unidentifiable-subject',
  stage: 'camera',
  frequency: 1,
  reach: 'either',
  partial: false,
  apply(footage, distortion) {
    const { width, height } = footage;
    const { random, severity } = distortion;
    const reach = (0.002 + 0.036 * severity) * Math.min(width, height);
    const veil = 0.08 + 0.55 * severity;
    const fog = random.uniform(110, 215);
    const offsets = new Int32Array(width * height);
    // The grain of the glass is fixed while the scene moves.
    for (let y = 0, p = 0; y < height; y++) {
      for (let x = 0; x < width; x++, p++) {
        const sx = Math.min(width - 1, Math.max(0, Math.round(x + reach * random.normal())));
        const sy = Math.min(height - 1, Math.max(0, Math.round(y + reach * random.normal())));
        offsets[p] = (sy * width + sx) * 3;
      }
    }
    applyEffect(footage, distortion, (source, out) => {
      for (let p = 0, o = 0; p < offsets.length; p++, o += 3) {
        const i = offsets[p]!;
        for (let c = 0; c < 3; c++) out[o + c] = source[i + c]! + (fog - source[i + c]!) * veil;
      }
    });
  },
};

/** A cut-out subject before another background: hard, fringed, crawling edges before flat colour or a still. */
export const cutOutBackground: DistortionType = {
  id: 'cut-out-background',
  tag: 'cut-out-background',
  stage: 'edit',
  frequency: 1,
  reach: 'whole',
  partial: false,
  apply(footage, distortion) {
    const { width, height } = footage;
    const { random, severity } = distortion;
    const ground = chooseGround(distortion, width, height);
    const kept = maskOf(
      { x: random.uniform(0.4, 0.6), y: 0.55, rx: 0.72 - 0.32 * severity, ry: 0.85 - 0.3 * severity },
      width,
      height,
    );
    const outline = fractalField(random, 128, 8, 4, 0.7);
    const crawl = 0.05 + 0.25 * severity;
    applyEffect(footage, distortion, (source, out) => {
      const sx = random.uniform(0, 3);
      for (let y = 0, p = 0, o = 0; y < height; y++) {
        for (let x = 0; x < width; x++, p++, o += 3) {
          const edge = kept[p]! - 0.55 * at(outline, (x * 60) / height + sx, (y * 60) / height) - crawl * 0.2;
          // A pale fringe, as left of the old background.
          const fringe = edge > 0 && edge < 0.07;
          const from = edge > 0 ? source : ground;
          for (let c = 0; c < 3; c++) out[o + c] = fringe ? 255 - (255 - source[o + c]!) * 0.35 : from[o + c]!;
        }
      }
    });
  },
};

function chooseGround(distortion: Parameters<DistortionType['apply']>[1], width: number, height: number): Uint8Array {
  const { random } = distortion;
  const ground = new Uint8Array(width * height * 3);
  const kind = random.pick(['flat', 'gradient', 'still'] as const);
  if (kind === 'still') {
    gaussian(distortion.other()[0]!, ground, width, height, 2);
    return ground;
  }
  const top = [0, 1, 2].map(() => random.uniform(0, 255));
  const low = kind === 'flat' ? top : [0, 1, 2].map(() => random.uniform(0, 255));
  for (let o = 0; o < ground.length; o++) {
    const t = o / ground.length;
    ground[o] = top[o % 3]! + (low[o % 3]! - top[o % 3]!) * t;
  }
  return ground;
}
