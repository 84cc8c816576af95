import { cameraSpeed, createCamera, project } from '../camera';
import { paintView } from '../picture';
import { createWalker, paintWalker } from './figure';
import type { SceneFamily } from './scene';
import { subjectShare } from './scene';
import { SUPERSAMPLE, material } from './texture';

/** Figures with jointed limbs that walk or run over a textured ground: two legs or four. */
export const walkers: SceneFamily = {
  id: 'walkers',
  subject: true,
  frequency: 1.5,
  aesthetic: 0.95,
  content: 1,
  build({ random, width, height, seconds, pace }) {
    const ground = material(random, Math.round(width * 2.2), Math.round(height * 2.2));
    const cameraFollows = random.chance(0.35);
    const camera = createCamera(random, random.chance(0.5) || cameraFollows ? 0 : pace * 0.6, seconds, { level: true });
    const diagonal = Math.hypot(width, height);
    const count = random.integer(1, 4);
    const figures = Array.from({ length: count }, (_, i) => createWalker(random, width, height, pace * diagonal, i));
    figures.sort((a, b) => a.ground - b.ground);
    const lead = figures[figures.length - 1]!;
    const area = figures.reduce((sum, f) => sum + (f.size * f.size * 0.35) / (width * height), 0);
    const lane = 1.44 * width;
    return {
      paint(t, out) {
        const pose = camera.pose(t);
        const followed = cameraFollows ? lead.speed * (t - seconds / 2) : 0;
        const dx = pose.x * diagonal + followed;
        paintView(out, ground, {
          x: ground.width / 2 + dx * SUPERSAMPLE,
          y: ground.height / 2 + pose.y * diagonal * SUPERSAMPLE,
          scale: SUPERSAMPLE / pose.zoom,
          angle: 0,
        });
        for (const f of figures) {
          // Figures that leave the picture re-enter on the other side.
          const way = f.start + f.speed * (t - seconds / 2) - dx + 0.22 * width;
          const x = way - Math.floor(way / lane) * lane - 0.22 * width + dx - followed;
          const seen = project(pose, width, height, x, f.ground);
          paintWalker(out, { ...f, size: f.size * seen.zoom }, t, seen.x, seen.y);
        }
      },
      speed(t) {
        const walk = figures.reduce((sum, f) => sum + Math.abs(f.speed), 0) / count / diagonal;
        const swing = 0.15 * figures.reduce((sum, f) => sum + (f.size * f.stride) / diagonal, 0);
        const camSpeed = cameraFollows ? Math.abs(lead.speed) / diagonal : cameraSpeed(camera, t, width, height);
        return Math.hypot(camSpeed, (walk * (cameraFollows ? 0.4 : 1) + swing) * subjectShare(area));
      },
    };
  },
};
