import { cameraSpeed, createCamera, project } from '../camera';
import { paintView } from '../picture';
import { createWalker, paintWalker } from './figure';
import type { SceneFamily } from './scene';
import { subjectShare } from './scene';
import { SUPERSAMPLE, material } from './texture';

/** Many people crossing a square, each at a different pace; far ones are small. */
export const crowd: SceneFamily = {
  id: 'crowd',
  aesthetic: 0.93,
  content: 0.97,
  build({ random, width, height, seconds, pace }) {
    const ground = material(random, Math.round(width * 2.2), Math.round(height * 2.2));
    const camera = createCamera(random, random.chance(0.5) ? 0 : pace * 0.6, seconds, { level: true });
    const diagonal = Math.hypot(width, height);
    const count = random.integer(10, 26);
    const people = Array.from({ length: count }, (_, i) => {
      const near = ((i + random.next()) / count) ** 1.3;
      const size = height * (0.16 + 0.34 * near) * random.uniform(0.9, 1.1);
      const walker = createWalker(random, width, height, pace * diagonal * 0.8, i);
      return {
        ...walker,
        size,
        legs: 2,
        stride: Math.min(2.6, Math.abs(walker.speed) / (size * 0.55)),
        ground: height * (0.42 + 0.56 * near),
        start: random.uniform(-0.2, 1.2) * width,
      };
    });
    const area = people.reduce((sum, f) => sum + (f.size * f.size * 0.25) / (width * height), 0);
    const span = width * 1.6;
    return {
      paint(t, out) {
        const pose = camera.pose(t);
        const dx = pose.x * diagonal;
        paintView(out, ground, {
          x: ground.width / 2 + dx * SUPERSAMPLE,
          y: ground.height / 2 + pose.y * diagonal * SUPERSAMPLE,
          scale: SUPERSAMPLE / pose.zoom,
          angle: 0,
        });
        for (const f of people) {
          // Figures that leave the picture re-enter on the other side.
          const way = f.start + f.speed * t - dx + 0.3 * width;
          const x = way - Math.floor(way / span) * span - 0.3 * width + dx;
          const seen = project(pose, width, height, x, f.ground);
          paintWalker(out, { ...f, size: f.size * seen.zoom }, t, seen.x, seen.y);
        }
      },
      speed(t) {
        const walk = people.reduce((sum, f) => sum + Math.abs(f.speed), 0) / count / diagonal;
        return Math.hypot(cameraSpeed(camera, t, width, height), walk * subjectShare(area));
      },
    };
  },
};
