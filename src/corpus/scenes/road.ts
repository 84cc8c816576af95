import type { Random } from '../../base';
import { at, fractalField } from '../field';
import type { Field } from '../field';
import type { Rgb } from '../palette';
import { hsv, mix } from '../palette';
import type { Picture, Sprite } from '../picture';
import { clampByte, createPicture } from '../picture';
import { paintSprite } from './paint';
import type { SceneFamily } from './scene';
import { SUPERSAMPLE } from './texture';

/** Focal length in frame heights: a wide lens. */
const FOCUS = 0.9;
/** Height of the camera above the road, and half the road's width, in the same unit. */
const EYE = 1;
const HALF_ROAD = 2.6;
/** Distance over which haze removes a third of the colour. */
const HAZE = 30;

interface Thing {
  readonly sprite: Sprite;
  /** Sideways from the middle of the road; height of the sprite. */
  readonly x: number;
  readonly tall: number;
  /** Position at time 0 and own speed, in lengths per second. */
  readonly z: number;
  readonly own: number;
}

/** A drive down a road between trees, behind and towards other vehicles: fast, smooth motion in depth. */
export const road: SceneFamily = {
  id: 'road',
  subject: true,
  frequency: 1.4,
  aesthetic: 0.97,
  content: 1,
  build({ random, width, height, pace }) {
    const horizon = height * random.uniform(0.36, 0.5);
    const sky = createSky(random, width, height);
    const haze = hsv(random.uniform(0.5, 0.65), random.uniform(0.05, 0.3), random.uniform(0.7, 0.95));
    const ground = createGround(random, haze);
    const focus = FOCUS * height;
    const reach = (height - horizon) / focus;
    // Ground points move by (y - horizon)^2 / focus per length driven: a third of its maximum on average.
    const drive = (pace * Math.hypot(width, height)) / Math.max(1, (focus * reach * reach) / 3 / EYE) / 1.4;
    const things = createThings(random, drive);
    const sway = random.uniform(0.1, 0.5);
    return {
      paint(t, out) {
        const bend = sway * Math.sin(0.8 * t);
        paintSky(out, sky, horizon, bend * 6);
        paintGround(out, ground, horizon, focus, drive * t, bend);
        const seen = things
          .map((thing) => ({ thing, z: ahead(thing.z + (thing.own - drive) * t) }))
          .sort((a, b) => b.z - a.z);
        for (const { thing, z } of seen) {
          const size = (thing.tall * focus) / z;
          const x = width / 2 + ((thing.x - bend) * focus) / z;
          const y = horizon + (EYE * focus) / z - size / 2;
          if (size < 2 || size > height * 3 || x < -size * 2 || x > width + size * 2) continue;
          paintSprite(out, thing.sprite, { x, y, scale: size / thing.sprite.height, angle: 0 });
        }
      },
      speed: () => pace,
    };
  },
};

/** Objects behind the camera re-enter far ahead, in the haze. */
const DEPTH = 42;
function ahead(z: number): number {
  const from = 1.2;
  return z - Math.floor((z - from) / DEPTH) * DEPTH;
}

function createSky(random: Random, width: number, height: number): Picture {
  const clouds = fractalField(random, 256, 4, 6, 0.55);
  const sky = createPicture(width, height);
  const top = hsv(random.uniform(0.5, 0.68), random.uniform(0.2, 0.7), random.uniform(0.45, 0.95));
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 3) {
      const cloud = Math.max(0, at(clouds, (x * 200) / height, (y * 500) / height) - 0.4) * 1.4;
      const colour = mix(top, [240, 240, 245], Math.min(1, cloud + (0.5 * y) / height));
      for (let c = 0; c < 3; c++) sky.data[o + c] = colour[c]!;
    }
  }
  return sky;
}

function paintSky(out: Picture, sky: Picture, horizon: number, shift: number): void {
  const { width } = out;
  for (let y = 0, o = 0; y < Math.min(out.height, Math.ceil(horizon) + 1); y++) {
    for (let x = 0; x < width; x++, o += 3) {
      const i = (y * width + ((((x + Math.round(shift)) % width) + width) % width)) * 3;
      for (let c = 0; c < 3; c++) out.data[o + c] = sky.data[i + c]!;
    }
  }
}

interface Ground {
  readonly grain: Field;
  readonly tar: Rgb;
  readonly verge: Rgb;
  readonly haze: Rgb;
}

function createGround(random: Random, haze: Rgb): Ground {
  return {
    grain: fractalField(random, 256, 16, 5, 0.8),
    tar: hsv(random.uniform(0.05, 0.65), 0.06, random.uniform(0.25, 0.5)),
    verge: hsv(random.uniform(0.1, 0.4), random.uniform(0.3, 0.7), random.uniform(0.35, 0.65)),
    haze,
  };
}

function paintGround(out: Picture, ground: Ground, horizon: number, focus: number, way: number, bend: number): void {
  const { width, height } = out;
  for (let y = Math.ceil(horizon); y < height; y++) {
    const z = (EYE * focus) / Math.max(0.5, y - horizon);
    // Texture finer than a pixel would alias, so it fades out.
    const crisp = Math.min(1, (6 * (y - horizon)) / height);
    const clear = HAZE / (HAZE + Math.max(0, z - 4));
    const forward = z + way;
    const dash = forward / 4 - Math.floor(forward / 4) < 0.45;
    const edge = z / focus;
    for (let x = 0, o = y * width * 3; x < width; x++, o += 3) {
      const side = ((x - width / 2) * z) / focus + bend;
      const from = Math.abs(side);
      const grain = 1 + (at(ground.grain, side * 40, forward * 40) - 0.5) * 0.9 * crisp;
      const line = (from < 0.09 + edge && dash) || Math.abs(from - HALF_ROAD + 0.25) < 0.07 + 0.5 * edge;
      const base = line ? WHITE : from < HALF_ROAD ? ground.tar : ground.verge;
      for (let c = 0; c < 3; c++) {
        const value = base[c]! * grain;
        out.data[o + c] = clampByte(ground.haze[c]! + (value - ground.haze[c]!) * clear);
      }
    }
  }
}

const WHITE: Rgb = [225, 225, 220];

function createThings(random: Random, drive: number): Thing[] {
  const trees = Array.from({ length: 3 }, () => tree(random, 150));
  const cars = Array.from({ length: 3 }, () => rearView(random, Math.round(90 * SUPERSAMPLE)));
  const things: Thing[] = [];
  for (let z = 2; z < DEPTH; z += random.uniform(1.5, 5)) {
    const side = random.chance(0.5) ? 1 : -1;
    const tall = random.uniform(1.2, 4);
    things.push({ sprite: random.pick(trees), x: side * random.uniform(3.2, 7), tall, z, own: 0 });
  }
  for (let i = random.integer(1, 5); i > 0; i--) {
    const towards = random.chance(0.4);
    const own = towards ? -drive * random.uniform(0.3, 0.8) : drive * random.uniform(0.75, 1.2);
    things.push({ sprite: random.pick(cars), x: towards ? -1.2 : 1.2, tall: 1.1, z: random.uniform(2.5, 18), own });
  }
  return things;
}

function tree(random: Random, height: number): Sprite {
  const width = Math.round(height * random.uniform(0.5, 0.9));
  const picture = createPicture(width, height);
  const alpha = new Uint8Array(width * height);
  const leaves = fractalField(random, 128, 8, 4, 0.8);
  const green = hsv(random.uniform(0.12, 0.42), random.uniform(0.3, 0.8), random.uniform(0.25, 0.7));
  const bark: Rgb = [70, 52, 40];
  for (let y = 0, p = 0; y < height; y++) {
    const v = y / height;
    for (let x = 0; x < width; x++, p++) {
      const u = (x - width / 2) / (width / 2);
      const grain = at(leaves, x, y);
      const crown = Math.hypot(u, (v - 0.4) / 0.4) < 0.7 + 0.3 * grain;
      const trunk = v > 0.6 && Math.abs(u) < 0.1;
      if (!crown && !trunk) continue;
      alpha[p] = 255;
      const light = (0.5 + 0.9 * grain) * (1 - 0.25 * u);
      for (let c = 0; c < 3; c++) picture.data[p * 3 + c] = clampByte((crown ? green : bark)[c]! * light);
    }
  }
  return { ...picture, alpha };
}

/** A car or van from behind: body, rear window, lamps, plate, wheels and its shadow. */
function rearView(random: Random, height: number): Sprite {
  const width = Math.round(height * random.uniform(1.1, 1.4));
  const picture = createPicture(width, height);
  const alpha = new Uint8Array(width * height);
  const body = hsv(random.next(), random.uniform(0.1, 0.9), random.uniform(0.4, 0.95));
  const roof = random.uniform(0.02, 0.3);
  for (let y = 0, p = 0; y < height; y++) {
    const v = y / height;
    for (let x = 0; x < width; x++, p++) {
      const u = Math.abs(x / width - 0.5) * 2;
      const taper = v < 0.5 ? 0.95 - roof * (1 - v / 0.5) : 0.95;
      const colour = rearColour(u, v, taper, body);
      if (colour === undefined) continue;
      alpha[p] = v > 0.94 ? 150 : 255;
      const light = 1.1 - 0.4 * v - 0.15 * u;
      for (let c = 0; c < 3; c++) picture.data[p * 3 + c] = clampByte(colour[c]! * light);
    }
  }
  return { ...picture, alpha };
}

/** Colour at u (0 middle, 1 side) and v (0 top, 1 ground); undefined: nothing there. */
function rearColour(u: number, v: number, taper: number, body: Rgb): Rgb | undefined {
  if (v > 0.94) return u < 0.9 ? [15, 15, 18] : undefined;
  if (v > 0.78 && u > 0.62 && u < 0.9) return [28, 28, 30];
  if (v > 0.86 || u > taper) return undefined;
  if (v > 0.08 && v < 0.42 && u < taper - 0.12) return [50, 62, 78];
  if (v > 0.48 && v < 0.6 && u > 0.72) return [225, 40, 35];
  if (v > 0.62 && v < 0.71 && u < 0.25) return [235, 235, 220];
  return body;
}
