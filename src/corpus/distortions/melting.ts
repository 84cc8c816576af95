import { fractalField, at } from '../field';
import type { DistortionType } from './distortion-type';
import { applyEffect } from './distortion-type';
import { createLattice, createWobble, sample, warp } from './warp';

/** Shapes bend with a moving warp; in half of the clips the warp grows with time. */
export const dynamicWarping: DistortionType = {
  id: 'dynamic-warping',
  tag: 'dynamic-warping',
  stage: 'generator',
  frequency: 3,
  reach: 'either',
  partial: true,
  apply(footage, distortion) {
    const { width, height } = footage;
    const size = Math.min(width, height);
    const lattice = createLattice(width, height, Math.round(size * distortion.random.uniform(0.12, 0.28)));
    const wobble = createWobble(distortion.random, lattice, distortion.random.uniform(0.8, 2.2));
    const reach = size * (0.008 + 0.055 * distortion.severity);
    const grows = distortion.random.chance(0.5);
    applyEffect(footage, distortion, (source, out, { time, progress }) => {
      wobble(time, grows ? reach * (0.1 + 1.4 * progress) : reach);
      warp(source, out, width, height, lattice);
    });
  },
};

/** Parts of the picture flow down, more with every frame. */
export const melting: DistortionType = {
  id: 'melting',
  tag: 'melting',
  stage: 'generator',
  frequency: 2.6,
  reach: 'either',
  partial: true,
  apply(footage, distortion) {
    const { width, height } = footage;
    const drips = fractalField(distortion.random, 256, 8, 4, 0.6);
    const reach = height * (0.05 + 0.35 * distortion.severity);
    const grow = (progress: number): number => 0.25 + 0.75 * progress;
    applyEffect(footage, distortion, (source, out, { progress }) => {
      const far = reach * grow(progress);
      for (let y = 0, o = 0; y < height; y++) {
        for (let x = 0; x < width; x++, o += 3) {
          const run = at(drips, (x * 256) / width, y * 0.15) ** 1.5;
          const sway = (at(drips, x * 0.3 + 99, y * 0.5 + progress * 20) - 0.5) * 0.25;
          sample(source, width, height, x + sway * far, y - run * far, out, o);
        }
      }
    });
  },
};

/** A part collapses: it shrinks, rotates and loses its shape over time. */
function collapse(id: string, tag: string, frequency: number, reach: 'part' | 'whole'): DistortionType {
  return {
    id,
    tag,
    stage: 'generator',
    frequency,
    reach,
    partial: true,
    apply(footage, distortion) {
      const { width, height } = footage;
      const place = distortion.place ?? { x: 0.5, y: 0.5, rx: 0.75, ry: 0.75 };
      const spin =
        distortion.random.uniform(0.8, 2.4) * (distortion.random.chance(0.5) ? 1 : -1) * (0.25 + distortion.severity);
      const pinch = (0.25 + 0.55 * distortion.severity) * (distortion.random.chance(0.7) ? 1 : -0.7);
      const crumple = createLattice(width, height, Math.round(Math.min(width, height) * 0.08));
      const wobble = createWobble(distortion.random, crumple, 1.2);
      const bent = new Uint8Array(width * height * 3);
      applyEffect(footage, distortion, (source, out, { progress, time }) => {
        wobble(time, Math.min(width, height) * 0.03 * (0.2 + distortion.severity) * progress);
        warp(source, bent, width, height, crumple);
        const force = 0.3 + 0.7 * progress;
        for (let y = 0, o = 0; y < height; y++) {
          const v = y / height - place.y;
          for (let x = 0; x < width; x++, o += 3) {
            const u = x / width - place.x;
            const d = Math.min(1, Math.hypot(u / place.rx, v / place.ry));
            const inward = (1 - d) * force;
            const turn = spin * inward * inward;
            const grow = 1 + pinch * inward * 1.6;
            const cos = Math.cos(turn) * grow;
            const sin = Math.sin(turn) * grow;
            const aspect = height / width;
            const su = cos * u - sin * v * aspect;
            const sv = (sin * u) / aspect + cos * v;
            sample(bent, width, height, (place.x + su) * width, (place.y + sv) * height, out, o);
          }
        }
      });
    },
  };
}

export const localCollapse = collapse('local-collapse', 'local-collapse', 2.2, 'part');
export const largeCollapse = collapse('large-collapse', 'large-collapse', 1.6, 'whole');
