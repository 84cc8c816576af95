import { createCamera } from '../camera';
import { paintView } from '../picture';
import type { SceneFamily } from './scene';
import { totalSpeed } from './scene';
import { SUPERSAMPLE, material } from './texture';

/** A textured surface from close up; only the camera moves. */
export const closeup: SceneFamily = {
  id: 'closeup',
  aesthetic: 0.95,
  content: 0.97,
  artifacts: ['meaningless-close-up', 'single-image-move'],
  build({ random, width, height, seconds, pace }) {
    const surface = material(random, Math.round(width * 2.2), Math.round(height * 2.2));
    const camera = createCamera(random, pace, seconds);
    const diagonal = Math.hypot(width, height);
    return {
      paint(t, out) {
        const pose = camera.pose(t);
        paintView(out, surface, {
          x: surface.width / 2 + pose.x * diagonal * SUPERSAMPLE,
          y: surface.height / 2 + pose.y * diagonal * SUPERSAMPLE,
          scale: SUPERSAMPLE / pose.zoom,
          angle: pose.roll,
        });
      },
      speed: (t) => totalSpeed(camera, t, width, height, 0, 0),
    };
  },
};
