import { createCamera } from '../camera';
import { at, fractalField } from '../field';
import { hsv, mix, table } from '../palette';
import { clampByte } from '../picture';
import type { SceneFamily } from './scene';
import { totalSpeed } from './scene';

/** A water surface: two fields that slide over each other and light each other. */
export const water: SceneFamily = {
  id: 'water',
  aesthetic: 1,
  content: 0.97,
  build({ random, width, height, seconds, pace }) {
    const swell = fractalField(random, 256, 4, 5, 0.6);
    const ripple = fractalField(random, 256, 8, 5, 0.8);
    const hue = random.uniform(0.45, 0.66);
    const saturation = random.uniform(0.3, 0.8);
    const dark = hsv(hue, saturation, random.uniform(0.05, 0.3));
    const bright = hsv(hue + 0.05, saturation * 0.4, random.uniform(0.8, 1));
    const colours = table([dark, mix(dark, bright, 0.4), mix(dark, bright, 0.6), bright]);
    const camera = createCamera(random, pace * 0.4, seconds);
    const diagonal = Math.hypot(width, height);
    const flow = Math.max(0.02, pace * 0.7) * diagonal;
    const heading = random.uniform(0, 6.28);
    const fx = Math.cos(heading);
    const fy = Math.sin(heading);
    const fine = random.uniform(0.5, 0.9);
    const perspective = random.uniform(0, 0.8);
    const glint = random.uniform(80, 320);
    return {
      paint(t, out) {
        const pose = camera.pose(t);
        const sx = pose.x * diagonal;
        const sy = pose.y * diagonal;
        const a = t * flow;
        for (let y = 0, o = 0; y < height; y++) {
          const near = 1 - perspective * (1 - y / height);
          const grow = 1 / Math.max(0.25, near);
          for (let x = 0; x < width; x++, o += 3) {
            const wx = (x - width / 2) * grow + sx;
            const wy = y * grow * (1 + perspective) + sy;
            const broad = at(swell, wx * 0.45 + a * fx * 0.6, wy * 0.45 + a * fy * 0.6);
            const bend = (broad - 0.5) * 26;
            const px = wx * fine + a * fx + bend;
            const py = wy * fine + a * fy - bend;
            const fineValue = at(ripple, px, py);
            const value = 0.55 * broad + 0.45 * fineValue;
            const light = (fineValue - at(ripple, px + 1, py + 1)) * glint;
            const k = Math.min(255, Math.max(0, (value * 255) | 0)) * 3;
            out.data[o] = clampByte(colours[k]! + light);
            out.data[o + 1] = clampByte(colours[k + 1]! + light);
            out.data[o + 2] = clampByte(colours[k + 2]! + light);
          }
        }
      },
      speed: (t) => totalSpeed(camera, t, width, height, flow / diagonal / fine, 0.6),
    };
  },
};
