import { createCamera } from '../camera';
import { at, fractalField } from '../field';
import { hsv } from '../palette';
import { paintView } from '../picture';
import type { SceneFamily } from './scene';
import { totalSpeed } from './scene';
import { SUPERSAMPLE, material } from './texture';

/** Plumes of smoke, steam or fire that rise, widen and curl before a dark background. */
export const smoke: SceneFamily = {
  id: 'smoke',
  aesthetic: 1,
  content: 0.97,
  build({ random, width, height, seconds, pace }) {
    const ground = material(random, Math.round(width * 1.9), Math.round(height * 1.9));
    const shade = random.uniform(0.15, 0.7);
    const camera = createCamera(random, random.chance(0.6) ? 0 : pace * 0.4, seconds);
    const diagonal = Math.hypot(width, height);
    const broad = fractalField(random, 256, 4, 5, 0.55);
    const fine = fractalField(random, 256, 8, 5, 0.7);
    const rise = Math.max(0.03, pace * 0.9) * diagonal;
    const fire = random.chance(0.3);
    const body = fire ? hsv(0.06, 0.9, 1) : hsv(random.next(), random.uniform(0, 0.25), random.uniform(0.6, 1));
    const core = fire ? hsv(0.15, 0.5, 1) : hsv(0, 0, random.uniform(0.75, 1));
    const plumes = Array.from({ length: random.integer(1, 4) }, () => ({
      x: random.uniform(0.2, 0.8) * width,
      foot: random.uniform(0.03, 0.09) * width,
      spread: random.uniform(0.15, 0.4),
      lean: random.uniform(-0.3, 0.3),
    }));
    const detail = 180 / height;
    return {
      paint(t, out) {
        const pose = camera.pose(t);
        paintView(out, ground, {
          x: ground.width / 2 + pose.x * diagonal * SUPERSAMPLE,
          y: ground.height / 2 + pose.y * diagonal * SUPERSAMPLE,
          scale: SUPERSAMPLE / pose.zoom,
          angle: pose.roll,
        });
        const up = rise * t;
        for (let y = 0, o = 0; y < height; y++) {
          const above = height - y;
          for (let x = 0; x < width; x++, o += 3) {
            const wx = x + pose.x * diagonal;
            const curl = (at(broad, wx * 0.7 * detail, (y + up * 0.6) * 0.7 * detail) - 0.5) * 2;
            let inside = 0;
            for (const plume of plumes) {
              const half = plume.foot + plume.spread * above;
              const away = Math.abs(wx - plume.x - plume.lean * above + curl * half * 0.6) / half;
              inside = Math.max(inside, 1 - away);
            }
            const wisps = at(fine, (wx + curl * 22) * 0.8 * detail, (y + up) * 0.8 * detail);
            const dense = inside <= 0 ? 0 : Math.min(1, Math.max(0, inside * 2.2 * (wisps - 0.18)));
            for (let c = 0; c < 3; c++) {
              const colour = (body[c]! + (core[c]! - body[c]!) * dense * wisps) * (0.45 + 0.55 * wisps);
              out.data[o + c] = out.data[o + c]! * shade * (1 - dense) + colour * dense;
            }
          }
        }
      },
      speed: (t) => totalSpeed(camera, t, width, height, rise / diagonal, 0.3),
    };
  },
};
