import { fractalField, at } from '../field';
import { gaussianKernel } from './filters';
import type { DistortionType } from './distortion-type';
import { maskOf, applyEffect } from './distortion-type';
import { createLattice, sample, scatter, warp } from './warp';

/** Wrong structure: parts are doubled, merged or bent, the same in every frame. */
export const structureDefect: DistortionType = {
  id: 'structure-defect',
  tag: 'structure-defect',
  stage: 'generator',
  frequency: 1.6,
  reach: 'either',
  partial: false,
  apply(footage, distortion) {
    const { width, height } = footage;
    const { random, severity } = distortion;
    const size = Math.min(width, height);
    const bend = createLattice(width, height, Math.round(size * random.uniform(0.07, 0.14)));
    scatter(random, bend, size * (0.008 + 0.035 * severity));
    const centre = distortion.place ?? { x: 0.5, y: 0.5, rx: 0.5, ry: 0.5 };
    const pieces = Array.from({ length: 2 + Math.round(6 * severity) }, () => ({
      mask: maskOf(
        {
          x: centre.x + centre.rx * random.uniform(-0.7, 0.7),
          y: centre.y + centre.ry * random.uniform(-0.7, 0.7),
          rx: random.uniform(0.05, 0.14),
          ry: random.uniform(0.05, 0.16),
        },
        width,
        height,
      ),
      dx: Math.round(random.uniform(-0.22, 0.22) * width),
      dy: Math.round(random.uniform(-0.22, 0.22) * height),
    }));
    applyEffect(footage, distortion, (source, out) => {
      warp(source, out, width, height, bend);
      for (const { mask, dx, dy } of pieces) paste(source, out, mask, width, height, dx, dy);
    });
  },
};

function paste(
  source: Uint8Array,
  out: Uint8Array,
  mask: Float32Array,
  width: number,
  height: number,
  dx: number,
  dy: number,
): void {
  for (let y = 0, p = 0; y < height; y++) {
    const sy = Math.min(height - 1, Math.max(0, y + dy));
    for (let x = 0; x < width; x++, p++) {
      const m = mask[p]!;
      if (m === 0) continue;
      const i = (sy * width + Math.min(width - 1, Math.max(0, x + dx))) * 3;
      const o = p * 3;
      for (let c = 0; c < 3; c++) out[o + c] = out[o + c]! + (source[i + c]! - out[o + c]!) * m;
    }
  }
}

/** Smear: detail is averaged along a random flow field. */
export const smear: DistortionType = {
  id: 'smear',
  tag: 'smear',
  stage: 'generator',
  frequency: 1.5,
  reach: 'either',
  partial: false,
  apply(footage, distortion) {
    const { width, height } = footage;
    const { random, severity } = distortion;
    const flow = fractalField(random, 64, 4, 2, 0.5);
    const sigma = (0.8 + 4 * severity) * Math.sqrt(Math.min(width, height) / 256);
    const kernel = gaussianKernel(sigma);
    const radius = (kernel.length - 1) / 2;
    const scale = 48 / Math.max(width, height);
    const dirX = new Float32Array(width * height);
    const dirY = new Float32Array(width * height);
    for (let y = 0, p = 0; y < height; y++) {
      for (let x = 0; x < width; x++, p++) {
        const turn = 9 * at(flow, x * scale, y * scale);
        dirX[p] = Math.cos(turn);
        dirY[p] = Math.sin(turn);
      }
    }
    applyEffect(footage, distortion, (source, out) => {
      for (let y = 0, p = 0, o = 0; y < height; y++) {
        for (let x = 0; x < width; x++, p++, o += 3) {
          let r = 0.5;
          let g = 0.5;
          let b = 0.5;
          for (let k = -radius; k <= radius; k++) {
            const sx = Math.min(width - 1, Math.max(0, Math.round(x + k * dirX[p]!)));
            const sy = Math.min(height - 1, Math.max(0, Math.round(y + k * dirY[p]!)));
            const i = (sy * width + sx) * 3;
            const weight = kernel[k + radius]!;
            r += weight * source[i]!;
            g += weight * source[i + 1]!;
            b += weight * source[i + 2]!;
          }
          out[o] = r;
          out[o + 1] = g;
          out[o + 2] = b;
        }
      }
    });
  },
};

/** Broken frames: shifted stripes, some with wrong colours. */
export const brokenFrames: DistortionType = {
  id: 'broken-frames',
  tag: 'broken-frames',
  stage: 'codec',
  frequency: 1,
  reach: 'whole',
  partial: true,
  apply(footage, distortion) {
    const { width, height } = footage;
    const { random, severity } = distortion;
    const share = 0.15 + 0.5 * severity;
    let shown = false;
    applyEffect(footage, distortion, (source, out, { index }) => {
      out.set(source);
      if (!random.chance(share) && (shown || index < distortion.to - 1)) return;
      shown = true;
      const stripes = 1 + Math.round(severity * 5 * random.next());
      for (let k = 0; k < stripes; k++) {
        const top = random.integer(0, height - 8);
        const tall = random.integer(4, Math.max(5, Math.round(height * (0.05 + 0.2 * severity))));
        const shift = random.uniform(0.05, 0.5) * width * (random.chance(0.5) ? 1 : -1);
        const grey = random.chance(0.3);
        for (let y = top; y < Math.min(height, top + tall); y++) {
          for (let x = 0; x < width; x++) {
            const o = (y * width + x) * 3;
            sample(source, width, height, x + shift, y, out, o);
            if (grey) out[o + 1] = out[o + 2] = 128;
          }
        }
      }
    });
  },
};
