import type { Random } from '../../base';
import type { Camera } from '../camera';
import { createCamera, project } from '../camera';
import type { Field } from '../field';
import { fractalField } from '../field';
import type { Rgb } from '../palette';
import { hsv, mix } from '../palette';
import type { Picture } from '../picture';
import { paintView } from '../picture';
import type { Limb } from './paint';
import { paintLimb } from './paint';
import type { Scene, SceneBrief, SceneFamily } from './scene';
import { totalSpeed } from './scene';
import { SUPERSAMPLE, material } from './texture';

/** A person speaking to the camera, head and shoulders. */
export const portrait: SceneFamily = {
  id: 'portrait',
  subject: true,
  aesthetic: 1,
  content: 1,
  build: (brief) => {
    const pace = brief.random.chance(0.6) ? 0 : brief.pace * 0.5;
    return personScene(brief, createCamera(brief.random, pace, brief.seconds, { level: true }), false);
  },
};

/** The same as a selfie: close, with an arm in the picture and an unsteady camera. */
export const selfie: SceneFamily = {
  id: 'selfie',
  subject: true,
  frequency: 0.8,
  aesthetic: 0.97,
  content: 1,
  artifacts: ['selfie'],
  build: (brief) =>
    personScene(brief, createCamera(brief.random, Math.max(0.03, brief.pace * 0.5), brief.seconds), true),
};

interface Person {
  readonly skin: Rgb;
  readonly hair: Rgb;
  readonly coat: Rgb;
  readonly lips: Rgb;
  readonly iris: Rgb;
  readonly grain: Field;
  readonly wide: number;
  readonly long: boolean;
  readonly phase: number;
}

function personScene({ random, width, height, pace }: SceneBrief, camera: Camera, arm: boolean): Scene {
  const ground = material(random, Math.round(width * 2), Math.round(height * 2));
  const person = createPerson(random);
  const diagonal = Math.hypot(width, height);
  const size = height * (arm ? random.uniform(0.5, 0.64) : random.uniform(0.34, 0.52));
  const nod = Math.min(0.25, 0.02 + pace * 0.8);
  const beat = 1.2 + Math.min(4, pace * 9);
  // The face stays in the picture: the background moves faster than the person.
  const follow = arm ? 0.2 : 0.35;
  const x = width * random.uniform(0.4, 0.6);
  const y = height * (arm ? 0.45 : 0.42);
  return {
    paint(t, out) {
      const pose = camera.pose(t);
      paintView(out, ground, {
        x: ground.width / 2 + pose.x * diagonal * SUPERSAMPLE,
        y: ground.height / 2 + pose.y * diagonal * SUPERSAMPLE,
        scale: SUPERSAMPLE / pose.zoom,
        angle: pose.roll,
      });
      const seen = project({ ...pose, x: pose.x * follow, y: pose.y * follow }, width, height, x, y);
      const head = size * seen.zoom;
      const sway = nod * head * Math.sin(beat * t + person.phase);
      const dip = 0.4 * nod * head * Math.sin(1.7 * beat * t);
      paintBody(out, person, seen.x + 0.3 * sway, seen.y, head, arm);
      paintHead(out, person, seen.x + sway, seen.y + dip, head, beat * t + person.phase);
    },
    speed: (t) => totalSpeed(camera, t, width, height, (nod * size * beat * 0.64) / diagonal, arm ? 0.4 : 0.25),
  };
}

function createPerson(random: Random): Person {
  const skin = hsv(random.uniform(0.03, 0.09), random.uniform(0.25, 0.6), random.uniform(0.4, 1));
  return {
    skin,
    hair: hsv(random.uniform(0.02, 0.13), random.uniform(0.1, 0.8), random.uniform(0.08, 0.7)),
    coat: hsv(random.next(), random.uniform(0.1, 0.8), random.uniform(0.25, 0.95)),
    lips: mix(skin, [190, 50, 60], 0.5),
    iris: hsv(random.uniform(0.05, 0.65), 0.6, random.uniform(0.2, 0.6)),
    grain: fractalField(random, 256, 32, 4, 0.8),
    wide: random.uniform(0.36, 0.44),
    long: random.chance(0.5),
    phase: random.uniform(0, 6.28),
  };
}

/** Shoulders, neck and, for a selfie, the arm that holds the camera. `s` is the head's height. */
function paintBody(out: Picture, person: Person, x: number, y: number, s: number, arm: boolean): void {
  const { coat, skin, hair, grain } = person;
  const put = (limb: Limb): void => paintLimb(out, limb, grain, 1.3);
  if (person.long) put({ ax: x, ay: y - 0.1 * s, bx: x, by: y + 0.55 * s, radius: 0.47 * s, colour: hair });
  put({ ax: x - 0.62 * s, ay: y + 1.15 * s, bx: x + 0.62 * s, by: y + 1.15 * s, radius: 0.42 * s, colour: coat });
  put({ ax: x, ay: y + 1.3 * s, bx: x, by: y + 2 * s, radius: 0.85 * s, colour: coat });
  put({
    ax: x,
    ay: y + 0.35 * s,
    bx: x,
    by: y + 0.7 * s,
    radius: 0.17 * s,
    colour: mix(skin, [0, 0, 0], 0.15),
    relief: 0.25,
  });
  if (!arm) return;
  put({ ax: x + 0.85 * s, ay: y + 1.2 * s, bx: x + 1.15 * s, by: y + 1.9 * s, radius: 0.26 * s, colour: coat });
}

function paintHead(out: Picture, person: Person, x: number, y: number, s: number, phase: number): void {
  const { skin, hair, lips, iris, grain, wide } = person;
  const put = (limb: Limb): void => paintLimb(out, { relief: 0.25, ...limb }, grain, 1.5);
  const flat = (dx: number, dy: number, half: number, radius: number, colour: Rgb): void =>
    put({
      ax: x + (dx - half) * s,
      ay: y + dy * s,
      bx: x + (dx + half) * s,
      by: y + dy * s,
      radius: radius * s,
      colour,
    });
  put({ ax: x, ay: y - 0.2 * s, bx: x, by: y - 0.12 * s, radius: (wide + 0.04) * s, colour: hair });
  put({ ax: x, ay: y - 0.06 * s, bx: x, by: y + 0.16 * s, radius: (wide - 0.05) * s, colour: skin });
  flat(0, -0.41, 0.22, 0.11, hair);
  // Eyes blink about every four seconds of phase.
  const open = Math.sin(phase * 0.9) > 0.97 ? 0.15 : 1;
  const gaze = 0.018 * Math.sin(phase * 0.37);
  for (const side of [-0.15, 0.15]) {
    flat(side, 0, 0.035, 0.045 * Math.max(0.4, open), open < 1 ? skin : [240, 238, 232]);
    if (open === 1) flat(side + gaze, 0, 0.002, 0.032, iris);
    if (open === 1) flat(side + gaze, 0, 0.001, 0.014, [12, 12, 14]);
    flat(side, -0.1, 0.06, 0.018, hair);
  }
  put({
    ax: x,
    ay: y + 0.02 * s,
    bx: x,
    by: y + 0.13 * s,
    radius: 0.045 * s,
    colour: mix(skin, [255, 255, 255], 0.12),
  });
  const talk = 0.5 + 0.5 * Math.sin(phase * 3.1) * Math.sin(phase * 1.3);
  flat(0, 0.27, 0.07, 0.028 + 0.03 * talk, lips);
  flat(0, 0.27, 0.055, 0.004 + 0.022 * talk, [60, 20, 24]);
}
