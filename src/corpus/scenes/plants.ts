import type { Random } from '../../base';
import { cameraSpeed, createCamera, project } from '../camera';
import { cell, fractalField } from '../field';
import { hsv, mix } from '../palette';
import type { Sprite } from '../picture';
import { createPicture, paintView } from '../picture';
import { paintSprite } from './paint';
import type { SceneFamily } from './scene';
import { subjectShare } from './scene';
import { SUPERSAMPLE, material } from './texture';

/** Leaves and flowers on stems that sway in the same wind. */
export const plants: SceneFamily = {
  id: 'plants',
  aesthetic: 1,
  content: 1,
  build({ random, width, height, seconds, pace }) {
    const ground = material(random, Math.round(width * 2), Math.round(height * 2), random.uniform(0.18, 0.4));
    const camera = createCamera(random, random.chance(0.5) ? 0 : pace * 0.7, seconds);
    const diagonal = Math.hypot(width, height);
    const kinds = Array.from({ length: 4 }, (_, i) =>
      i === 0 ? flower(random, Math.round(height * 0.3)) : leaf(random, Math.round(height * random.uniform(0.3, 0.6))),
    );
    const gust = random.uniform(1.5, 5);
    const lean = Math.min(0.6, 0.04 + pace * 1.2);
    const stems = Array.from({ length: random.integer(18, 46) }, () => ({
      kind: random.pick(kinds),
      x: random.uniform(-0.05, 1.05) * width,
      y: random.uniform(0.1, 1.05) * height,
      angle: random.uniform(-0.9, 0.9),
      scale: random.uniform(0.5, 1) / SUPERSAMPLE,
      phase: random.uniform(0, 1.5),
    })).sort((a, b) => a.y - b.y);
    return {
      paint(t, out) {
        const pose = camera.pose(t);
        const dx = pose.x * diagonal;
        const dy = pose.y * diagonal;
        paintView(out, ground, {
          x: ground.width / 2 + dx * SUPERSAMPLE,
          y: ground.height / 2 + dy * SUPERSAMPLE,
          scale: SUPERSAMPLE / pose.zoom,
          angle: pose.roll,
        });
        for (const s of stems) {
          const wind = lean * Math.sin(gust * t - s.x * 0.012 + s.phase);
          const angle = s.angle + wind;
          // The foot of the stem is fixed; the leaf swings about it.
          const reach = (s.kind.height / 2) * s.scale;
          const depth = 0.7 + (0.5 * s.y) / height;
          const x = s.x + dx * (1 - depth) + Math.sin(angle) * reach;
          const y = s.y + dy * (1 - depth) - Math.cos(angle) * reach;
          const seen = project(pose, width, height, x, y);
          paintSprite(out, s.kind, { ...seen, scale: s.scale * seen.zoom, angle: angle + seen.roll });
        }
      },
      speed(t) {
        const swing = (lean * gust * 0.64 * height * 0.2) / diagonal;
        return Math.hypot(cameraSpeed(camera, t, width, height), swing * subjectShare(0.5));
      },
    };
  },
};

function leaf(random: Random, height: number): Sprite {
  const width = Math.max(12, Math.round(height * random.uniform(0.25, 0.6)));
  const green = hsv(random.uniform(0.16, 0.42), random.uniform(0.4, 0.9), random.uniform(0.35, 0.9));
  const rib = mix(green, [255, 255, 220], 0.5);
  const grain = fractalField(random, 128, 16, 4, 0.8);
  const picture = createPicture(width, height);
  const alpha = new Uint8Array(width * height);
  for (let y = 0, p = 0; y < height; y++) {
    const v = y / height;
    const half = (width / 2 - 1) * Math.sin(Math.PI * Math.min(1, v * 1.02)) ** 0.8;
    for (let x = 0; x < width; x++, p++) {
      const off = x - width / 2;
      const inside = half - Math.abs(off);
      if (inside < -0.5) continue;
      alpha[p] = 255 * Math.min(1, inside + 0.5);
      const vein = Math.abs(off) < 1.2 || (Math.abs(off) * 0.9 + y) % 11 < 1.4;
      const light = (off < 0 ? 1 : 0.78) * (0.65 + 0.6 * cell(grain, x, y));
      const colour = vein ? rib : green;
      for (let c = 0; c < 3; c++) picture.data[p * 3 + c] = Math.min(255, colour[c]! * light);
    }
  }
  return { ...picture, alpha };
}

function flower(random: Random, size: number): Sprite {
  const petals = random.integer(4, 9);
  const colour = hsv(random.next(), random.uniform(0.3, 0.9), random.uniform(0.7, 1));
  const heart = hsv(random.uniform(0.1, 0.16), 0.8, 0.9);
  const grain = fractalField(random, 64, 8, 4, 0.8);
  const picture = createPicture(size, size);
  const alpha = new Uint8Array(size * size);
  const radius = size / 2 - 1;
  for (let y = 0, p = 0; y < size; y++) {
    for (let x = 0; x < size; x++, p++) {
      const dx = x - size / 2;
      const dy = y - size / 2;
      const distance = Math.hypot(dx, dy);
      const wave = Math.cos(petals * Math.atan2(dy, dx));
      const edge = radius * (0.72 + 0.28 * wave);
      if (distance > edge + 0.5) continue;
      alpha[p] = 255 * Math.min(1, edge - distance + 0.5);
      const base = distance < radius * 0.25 ? heart : colour;
      const light = 0.6 + 0.25 * wave + 0.5 * (cell(grain, x, y) - 0.3);
      for (let c = 0; c < 3; c++) picture.data[p * 3 + c] = Math.min(255, Math.max(0, base[c]! * light));
    }
  }
  return { ...picture, alpha };
}
