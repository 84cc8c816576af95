import type { Random } from '../../base';
import { cameraSpeed, createCamera, project } from '../camera';
import type { Field } from '../field';
import { at, fractalField } from '../field';
import { ramp, table } from '../palette';
import type { Picture } from '../picture';
import { clampByte, paintView } from '../picture';
import type { SceneFamily } from './scene';
import { subjectShare } from './scene';
import { SUPERSAMPLE, material } from './texture';

/** A full turn in radians, precise enough to wrap a texture. */
const TURN = 6.2832;

interface Ball {
  readonly radius: number;
  readonly x: number;
  readonly y: number;
  readonly orbitX: number;
  readonly orbitY: number;
  readonly rate: number;
  readonly phase: number;
  readonly spin: number;
  readonly tilt: number;
  readonly colours: Uint8Array;
  readonly relief: Field;
  readonly striped: boolean;
}

/** Textured balls that rotate and move under one light: motion in depth. */
export const solids: SceneFamily = {
  id: 'solids',
  subject: true,
  aesthetic: 0.92,
  content: 0.9,
  build({ random, width, height, seconds, pace }) {
    const floor = material(random, Math.round(width * 2), Math.round(height * 2));
    const camera = createCamera(random, random.chance(0.6) ? 0 : pace * 0.5, seconds);
    const diagonal = Math.hypot(width, height);
    const balls = Array.from({ length: random.integer(1, 5) }, () =>
      createBall(random, width, height, pace * diagonal),
    );
    const area = balls.reduce((sum, b) => sum + (3.1 * b.radius * b.radius) / (width * height), 0);
    return {
      paint(t, out) {
        const pose = camera.pose(t);
        paintView(out, floor, {
          x: floor.width / 2 + pose.x * diagonal * SUPERSAMPLE,
          y: floor.height / 2 + pose.y * diagonal * SUPERSAMPLE,
          scale: SUPERSAMPLE / pose.zoom,
          angle: pose.roll,
        });
        for (const ball of balls) {
          const seen = project(pose, width, height, ...centreOf(ball, t));
          paintBall(out, ball, t, seen.x, seen.y, ball.radius * seen.zoom);
        }
      },
      speed(t) {
        const own = balls.reduce((sum, b) => {
          const travel = Math.hypot(b.orbitX, b.orbitY) * b.rate * 0.7;
          return sum + travel + 0.5 * Math.abs(b.spin) * b.radius;
        }, 0);
        const subject = own / balls.length / diagonal;
        return Math.hypot(cameraSpeed(camera, t, width, height), subject * subjectShare(area));
      },
    };
  },
};

function createBall(random: Random, width: number, height: number, pxPerSecond: number): Ball {
  const radius = height * random.uniform(0.12, 0.32);
  const orbitX = width * random.uniform(0.05, 0.4);
  const orbitY = height * random.uniform(0, 0.3);
  return {
    radius,
    x: width * random.uniform(0.25, 0.75),
    y: height * random.uniform(0.3, 0.7),
    orbitX,
    orbitY,
    rate: Math.min(7, pxPerSecond / Math.max(10, Math.hypot(orbitX, orbitY) * 0.7)),
    phase: random.uniform(0, 6.28),
    spin: Math.min(6, (pxPerSecond * random.uniform(0, 1)) / radius) * (random.chance(0.5) ? 1 : -1),
    tilt: random.uniform(-0.8, 0.8),
    colours: table(ramp(random, 5)),
    relief: fractalField(random, 128, 4, 6, 0.75),
    striped: random.chance(0.4),
  };
}

function centreOf(b: Ball, t: number): [number, number] {
  return [b.x + b.orbitX * Math.cos(b.rate * t + b.phase), b.y + b.orbitY * Math.sin(b.rate * t + b.phase)];
}

function paintBall(out: Picture, b: Ball, t: number, cx: number, cy: number, radius: number): void {
  const turn = b.spin * t;
  const ct = Math.cos(b.tilt);
  const st = Math.sin(b.tilt);
  const x0 = Math.max(0, Math.floor(cx - radius - 1));
  const x1 = Math.min(out.width - 1, Math.ceil(cx + radius + 1));
  const y0 = Math.max(0, Math.floor(cy - radius - 1));
  const y1 = Math.min(out.height - 1, Math.ceil(cy + radius + 1));
  for (let y = y0; y <= y1; y++) {
    for (let x = x0; x <= x1; x++) {
      const nx = (x - cx) / radius;
      const ny = (y - cy) / radius;
      const flat = nx * nx + ny * ny;
      const cover = Math.min(1, Math.max(0, (1 - Math.sqrt(flat)) * radius + 0.5));
      if (cover === 0) continue;
      const nz = Math.sqrt(Math.max(0, 1 - flat));
      const rx = nx * ct + ny * st;
      const ry = Math.max(-1, Math.min(1, -nx * st + ny * ct));
      const longitude = Math.atan2(rx, nz) + turn;
      const latitude = Math.asin(ry);
      const grain = at(b.relief, (longitude * 128) / TURN, (latitude * 64) / (TURN / 2));
      const stripe = b.striped ? (Math.sin(longitude * 7) > 0 ? 0.35 : -0.15) : 0;
      const k = Math.min(255, Math.max(0, ((grain * 0.8 + 0.1 + stripe) * 255) | 0)) * 3;
      const light = Math.max(0.15, -0.45 * nx - 0.6 * ny + 0.66 * nz);
      const gleam = light > 0.93 ? (light - 0.93) * 1400 : 0;
      const o = (y * out.width + x) * 3;
      for (let c = 0; c < 3; c++) {
        const value = clampByte(b.colours[k + c]! * light * 1.15 + gleam);
        out.data[o + c] = out.data[o + c]! + (value - out.data[o + c]!) * cover + 0.5;
      }
    }
  }
}
