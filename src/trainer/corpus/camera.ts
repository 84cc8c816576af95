import type { Random } from '../../base/random';

/** Where the camera stands at an instant: offset in frame diagonals, magnification and roll in radians. */
export interface Pose {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly roll: number;
}

export interface Camera {
  /** The pose t seconds into the clip. */
  pose(t: number): Pose;
}

const STILL: Pose = { x: 0, y: 0, zoom: 1, roll: 0 };

/**
 * A smooth camera move of about `pace` frame diagonals a second: still, pan, sway, zoom, orbit or hand-held drift.
 * Zoom stays within 1..2 so that a view never magnifies its source beyond what the scene was made for.
 */
export function createCamera(random: Random, pace: number, seconds: number): Camera {
  if (pace < 0.004) return { pose: () => STILL };
  const kind = random.pick(['pan', 'pan', 'pan', 'sway', 'zoom', 'orbit', 'drift'] as const);
  const heading = random.chance(0.6) ? (random.chance(0.5) ? 0 : Math.PI) : random.uniform(0, 2 * Math.PI);
  const dx = Math.cos(heading);
  const dy = Math.sin(heading);
  switch (kind) {
    case 'pan': {
      const ease = random.uniform(-0.25, 0.25);
      return { pose: (t) => along(t + (ease * t * t) / seconds, pace, dx, dy) };
    }
    case 'sway': {
      const turns = random.uniform(0.4, 1.1);
      const reach = pace / (4 * turns);
      return { pose: (t) => along(Math.sin(2 * Math.PI * turns * t), reach, dx, dy) };
    }
    case 'zoom': {
      // A zoom of factor z moves the frame's points by about 0.27 ln z diagonals on average.
      const growth = Math.min(0.65, pace * 3.2 * seconds) / seconds;
      const inward = random.chance(0.5);
      return { pose: (t) => ({ ...STILL, zoom: Math.exp(growth * (inward ? t : seconds - t)) }) };
    }
    case 'orbit': {
      const turn = Math.min(1.2, pace * 1.8) * (random.chance(0.5) ? 1 : -1);
      return { pose: (t) => ({ ...along(t, pace * 0.6, dx, dy), roll: turn * (t - seconds / 2) }) };
    }
    case 'drift': {
      const waves = [0.31, 0.53, 0.83].map((f) => ({ f, a: random.uniform(0.5, 1), p: random.uniform(0, 6.28) }));
      const sum = (t: number, shift: number): number =>
        waves.reduce((total, w) => total + (w.a * Math.sin(6.28 * w.f * t + w.p + shift)) / (6.28 * w.f), 0);
      return { pose: (t) => ({ x: 0.8 * pace * sum(t, 0), y: 0.5 * pace * sum(t, 2), zoom: 1, roll: 0 }) };
    }
  }
}

function along(distance: number, pace: number, dx: number, dy: number): Pose {
  return { x: pace * distance * dx, y: pace * distance * dy, zoom: 1, roll: 0 };
}

/** Mean speed of the frame's points under the camera at t, in frame diagonals a second (true motion, not pixels). */
export function cameraSpeed(camera: Camera, t: number, width: number, height: number): number {
  const step = 0.05;
  const a = camera.pose(t);
  const b = camera.pose(t + step);
  const diagonal = Math.hypot(width, height);
  let sum = 0;
  const places = [-0.35, 0, 0.35];
  for (const px of places) {
    for (const py of places) {
      const x = (px * width) / diagonal;
      const y = (py * height) / diagonal;
      const p = project(a, x, y);
      const q = project(b, x, y);
      sum += Math.hypot(p[0] - q[0], p[1] - q[1]);
    }
  }
  return sum / 9 / step;
}

function project(pose: Pose, x: number, y: number): [number, number] {
  const cos = Math.cos(pose.roll) / pose.zoom;
  const sin = Math.sin(pose.roll) / pose.zoom;
  return [pose.x + cos * x - sin * y, pose.y + sin * x + cos * y];
}
