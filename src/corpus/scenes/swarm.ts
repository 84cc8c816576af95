import { cameraSpeed, createCamera, project } from '../camera';
import { hsv } from '../palette';
import type { Picture, Sprite } from '../picture';
import { createPicture, paintView } from '../picture';
import type { Random } from '../../base';
import { fractalField, cell } from '../field';
import { vehicle } from './city';
import { paintSprite } from './paint';
import type { SceneFamily } from './scene';
import { subjectShare } from './scene';
import { SUPERSAMPLE, material } from './texture';

/** Many small objects on straight or curved paths: traffic from above, snow, birds, fish. */
export const swarm: SceneFamily = {
  id: 'swarm',
  aesthetic: 0.95,
  content: 0.97,
  build({ random, width, height, seconds, pace }) {
    const ground = material(random, Math.round(width * 2), Math.round(height * 2));
    const camera = createCamera(random, random.chance(0.6) ? 0 : pace * 0.5, seconds);
    const diagonal = Math.hypot(width, height);
    const bodies = Array.from({ length: 3 }, () =>
      random.chance(0.4)
        ? vehicle(random, Math.round(height * random.uniform(0.08, 0.2) * SUPERSAMPLE))
        : blob(random, Math.round(height * random.uniform(0.06, 0.22) * SUPERSAMPLE)),
    );
    const heading = random.uniform(0, 6.28);
    const spread = random.uniform(0, 0.6);
    const members = Array.from({ length: random.integer(6, 40) }, () => {
      const way = heading + spread * random.normal();
      const speed = pace * diagonal * random.uniform(0.6, 1.4);
      return {
        body: random.pick(bodies),
        x: random.next() * width,
        y: random.next() * height,
        vx: Math.cos(way) * speed,
        vy: Math.sin(way) * speed,
        scale: random.uniform(0.6, 1.1) / SUPERSAMPLE,
        angle: way,
        wave: random.chance(0.5) ? random.uniform(0, 0.03) * height * Math.min(1, pace * 8) : 0,
        phase: random.uniform(0, 6.28),
      };
    });
    const meanBody = bodies.reduce((sum, b) => sum + b.width * b.height, 0) / bodies.length / SUPERSAMPLE ** 2;
    const area = Math.min(0.7, (members.length * meanBody * 0.5) / (width * height));
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
        for (const m of members) {
          const wave = m.wave * Math.sin(5 * t + m.phase);
          const x = wrap(m.x + m.vx * t + wave * Math.sin(m.angle), dx - 0.25 * width, 1.5 * width);
          const y = wrap(m.y + m.vy * t + wave * Math.cos(m.angle), dy - 0.25 * height, 1.5 * height);
          const seen = project(pose, width, height, x, y);
          paintSprite(out, m.body, { ...seen, scale: m.scale * seen.zoom, angle: m.angle + seen.roll });
        }
      },
      speed: (t) => Math.hypot(cameraSpeed(camera, t, width, height), pace * subjectShare(area)),
    };
  },
};

function wrap(value: number, low: number, span: number): number {
  return value - Math.floor((value - low) / span) * span;
}

function blob(random: Random, size: number): Sprite {
  const across = Math.max(6, size);
  const picture: Picture = createPicture(across, across);
  const alpha = new Uint8Array(across * across);
  const colour = hsv(random.next(), random.uniform(0, 0.9), random.uniform(0.5, 1));
  const grain = fractalField(random, 64, 8, 4, 0.8);
  const lobes = random.integer(2, 6);
  const depth = random.uniform(0, 0.4);
  for (let y = 0, p = 0; y < across; y++) {
    for (let x = 0; x < across; x++, p++) {
      const dx = (x - across / 2) / (across / 2 - 1);
      const dy = (y - across / 2) / (across / 2 - 1);
      const edge = (1 - depth + depth * Math.cos(lobes * Math.atan2(dy, dx))) * (across / 2);
      const inside = edge - Math.hypot(dx, dy) * (across / 2);
      if (inside < -0.5) continue;
      alpha[p] = 255 * Math.min(1, inside + 0.5);
      const light = 0.45 + 0.6 * cell(grain, x, y) - 0.2 * dy;
      for (let c = 0; c < 3; c++) picture.data[p * 3 + c] = Math.min(255, Math.max(0, colour[c]! * light));
    }
  }
  return { ...picture, alpha };
}
