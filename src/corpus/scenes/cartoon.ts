import type { Random } from '../../base';
import type { Rgb } from '../palette';
import { hsv, mix } from '../palette';
import type { Picture } from '../picture';
import { fillRect } from './paint';
import type { SceneFamily } from './scene';
import { subjectShare } from './scene';

interface Shape {
  readonly sides: number;
  readonly radius: number;
  readonly colour: Rgb;
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly rate: number;
  readonly phase: number;
  readonly spin: number;
}

/** Flat outlined shapes that slide and rotate with easing, as in a presentation. */
export const cartoon: SceneFamily = {
  id: 'cartoon',
  subject: true,
  frequency: 0.7,
  aesthetic: 0.95,
  content: 1,
  artifacts: ['vector-animation'],
  build({ random, width, height, pace }) {
    const diagonal = Math.hypot(width, height);
    const sky = hsv(random.next(), random.uniform(0.1, 0.5), random.uniform(0.7, 1));
    const bands = Array.from({ length: random.integer(2, 6) }, (_, i) => ({
      colour: mix(hsv(random.next(), random.uniform(0.2, 0.7), random.uniform(0.5, 0.95)), sky, 0.5 - 0.1 * i),
      top: height * (0.45 + 0.13 * i),
      wave: random.uniform(0, 0.05) * height,
      length: random.uniform(0.3, 1) * width,
      drift: pace * diagonal * (0.15 + 0.15 * i),
    }));
    const shapes = Array.from({ length: random.integer(3, 9) }, () =>
      createShape(random, width, height, pace * diagonal),
    );
    const area = shapes.reduce((sum, s) => sum + (2.6 * s.radius * s.radius) / (width * height), 0);
    return {
      paint(t, out) {
        fillRect(out, 0, 0, width, height, sky);
        for (const { top, wave, length, drift, colour } of bands) {
          for (let x = 0; x < width; x++) {
            const y = top + wave * Math.sin((6.28 * (x + drift * t)) / length);
            fillRect(out, x, y, 1, height - y, colour);
          }
        }
        for (const shape of shapes) paintShape(out, shape, t);
      },
      speed() {
        const own = shapes.reduce((sum, s) => sum + Math.hypot(s.dx, s.dy) * s.rate * 0.64, 0) / shapes.length;
        return (own / diagonal) * subjectShare(area);
      },
    };
  },
};

function createShape(random: Random, width: number, height: number, pxPerSecond: number): Shape {
  const heading = random.uniform(0, 6.28);
  const reach = random.uniform(0.08, 0.35) * width;
  return {
    sides: random.pick([0, 0, 3, 4, 5, 6]),
    radius: height * random.uniform(0.06, 0.22),
    colour: hsv(random.next(), random.uniform(0.4, 0.95), random.uniform(0.5, 1)),
    x: random.uniform(0.2, 0.8) * width,
    y: random.uniform(0.2, 0.8) * height,
    dx: Math.cos(heading) * reach,
    dy: Math.sin(heading) * reach * 0.6,
    rate: Math.min(9, pxPerSecond / (reach * 0.64)),
    phase: random.uniform(0, 6.28),
    spin: random.chance(0.5) ? random.uniform(-1, 1) * Math.min(4, pxPerSecond / 60) : 0,
  };
}

function paintShape(out: Picture, s: Shape, t: number): void {
  const swing = Math.sin(s.rate * t + s.phase);
  const cx = s.x + s.dx * swing;
  const cy = s.y + s.dy * swing;
  const turn = s.spin * t;
  const line = Math.max(1, s.radius * 0.07);
  const ink = mix(s.colour, [0, 0, 0], 0.7);
  const half = s.sides === 0 ? 0 : Math.PI / s.sides;
  const x0 = Math.max(0, Math.floor(cx - s.radius - 1));
  const x1 = Math.min(out.width - 1, Math.ceil(cx + s.radius + 1));
  const y1 = Math.min(out.height - 1, Math.ceil(cy + s.radius + 1));
  for (let y = Math.max(0, Math.floor(cy - s.radius - 1)); y <= y1; y++) {
    for (let x = x0; x <= x1; x++) {
      const dx = x - cx;
      const dy = y - cy;
      let edge = s.radius - Math.hypot(dx, dy);
      if (s.sides > 0) {
        const angle = Math.atan2(dy, dx) + turn + 20 * Math.PI;
        const local = (angle % (2 * half)) - half;
        edge = s.radius * Math.cos(half) - Math.hypot(dx, dy) * Math.cos(local);
      }
      const cover = Math.min(1, Math.max(0, edge + 0.5));
      if (cover === 0) continue;
      const colour = edge < line ? ink : s.colour;
      const o = (y * out.width + x) * 3;
      for (let c = 0; c < 3; c++) out.data[o + c] = out.data[o + c]! + (colour[c]! - out.data[o + c]!) * cover;
    }
  }
}
