import type { Random } from '../base';

/** Camera pose: offset in frame diagonals, magnification, roll in radians. */
export interface Pose {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly roll: number;
}

export interface Camera {
  /** The pose t seconds into the clip. */
  pose(t: number): Pose;
  /** True when its magnification changes. */
  readonly zooms: boolean;
}

const KINDS = ['pan', 'pan', 'tilt', 'sway', 'zoom', 'orbit', 'drift', 'hand-held'] as const;
/** Moves without roll. */
const LEVEL_KINDS = KINDS.filter((kind) => kind !== 'orbit' && kind !== 'hand-held');

const STILL: Pose = { x: 0, y: 0, zoom: 1, roll: 0 };

/**
 * A smooth camera move of about `pace` frame diagonals a second: still, pan, tilt, sway, zoom, orbit, drift or
 * hand-held. Zoom stays within 1..2, the magnification that scenes are made for.
 * `level` excludes moves that roll.
 */
export function createCamera(random: Random, pace: number, seconds: number, { level = false } = {}): Camera {
  if (pace < 0.004) return { pose: () => STILL, zooms: false };
  const kind = random.pick(level ? LEVEL_KINDS : KINDS);
  return { pose: createPose(random, kind, pace, seconds), zooms: kind === 'zoom' };
}

function createPose(random: Random, kind: (typeof KINDS)[number], pace: number, seconds: number): (t: number) => Pose {
  const slant = random.chance(0.5) ? 0 : random.uniform(-0.6, 0.6);
  const heading = slant + (kind === 'tilt' ? Math.PI / 2 : 0) + (random.chance(0.5) ? 0 : Math.PI);
  const dx = Math.cos(heading);
  const dy = Math.sin(heading);
  switch (kind) {
    case 'pan':
    case 'tilt': {
      const ease = random.uniform(-0.25, 0.25);
      return (t) => along(t - seconds / 2 + (ease * (t * t - (seconds * seconds) / 4)) / seconds, pace, dx, dy);
    }
    case 'sway': {
      const turns = random.uniform(0.4, 1.1);
      const reach = pace / (4 * turns);
      return (t) => along(Math.sin(2 * Math.PI * turns * t), reach, dx, dy);
    }
    case 'zoom': {
      // A zoom of factor z moves the frame's points by about 0.27 ln z diagonals on average.
      const growth = Math.min(0.65, pace * 3.2 * seconds) / seconds;
      const inward = random.chance(0.5);
      return (t) => ({ ...STILL, zoom: Math.exp(growth * (inward ? t : seconds - t)) });
    }
    case 'orbit': {
      const turn = Math.min(1.2, pace * 1.8) * (random.chance(0.5) ? 1 : -1);
      return (t) => ({ ...along(t - seconds / 2, pace * 0.6, dx, dy), roll: turn * (t - seconds / 2) });
    }
    case 'drift': {
      const sway = createSway(random, [0.31, 0.53, 0.83]);
      return (t) => ({ ...STILL, x: 0.8 * pace * sway(t, 0), y: 0.5 * pace * sway(t, 2) });
    }
    case 'hand-held': {
      // Slow sway and a faint tremor, far below visible shake.
      const sway = createSway(random, [0.4, 0.9, 1.7]);
      const tremor = createSway(random, [3.1, 4.7]);
      const faint = Math.min(0.05, 0.25 * pace);
      return (t) => ({
        x: 0.7 * pace * sway(t, 0) + faint * tremor(t, 0),
        y: 0.5 * pace * sway(t, 2) + faint * tremor(t, 2),
        zoom: 1,
        roll: 0.25 * Math.min(0.3, pace) * sway(t, 4),
      });
    }
  }
}

/** A sum of sines of unit speed: position over time, different for each shift. */
function createSway(random: Random, rates: readonly number[]): (t: number, shift: number) => number {
  const waves = rates.map((f) => ({ f, a: random.uniform(0.5, 1), p: random.uniform(0, 6.28) }));
  return (t, shift) =>
    waves.reduce((total, w) => total + (w.a * Math.sin(6.28 * w.f * t + w.p + shift)) / (6.28 * w.f), 0);
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
      const p = seenAt(a, x, y);
      const q = seenAt(b, x, y);
      sum += Math.hypot(p[0] - q[0], p[1] - q[1]);
    }
  }
  return sum / 9 / step;
}

function seenAt(pose: Pose, x: number, y: number): [number, number] {
  const cos = Math.cos(pose.roll) / pose.zoom;
  const sin = Math.sin(pose.roll) / pose.zoom;
  return [pose.x + cos * x - sin * y, pose.y + sin * x + cos * y];
}

/** Position of a scene point in the picture; x and y in output pixels at pose 0. */
export function project(
  pose: Pose,
  width: number,
  height: number,
  x: number,
  y: number,
): { readonly x: number; readonly y: number; readonly zoom: number; readonly roll: number } {
  const diagonal = Math.hypot(width, height);
  const dx = x - width / 2 - pose.x * diagonal;
  const dy = y - height / 2 - pose.y * diagonal;
  const cos = Math.cos(pose.roll) * pose.zoom;
  const sin = Math.sin(pose.roll) * pose.zoom;
  return { x: width / 2 + cos * dx + sin * dy, y: height / 2 - sin * dx + cos * dy, zoom: pose.zoom, roll: -pose.roll };
}
