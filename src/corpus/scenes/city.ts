import type { Random } from '../../base';
import { createCamera } from '../camera';
import { cell, fractalField } from '../field';
import type { Rgb } from '../palette';
import { hsv, mix } from '../palette';
import type { Picture, Sprite } from '../picture';
import { createPicture } from '../picture';
import { fillRect, paintEach, paintSprite, paintStrip } from './paint';
import type { SceneFamily } from './scene';
import { totalSpeed } from './scene';
import { SUPERSAMPLE } from './texture';

/** A street front: rows of houses with windows at two or three depths, and vehicles that drive past. */
export const city: SceneFamily = {
  id: 'city',
  aesthetic: 0.97,
  content: 1,
  build({ random, width, height, seconds, pace }) {
    const sw = Math.round(width * 2.4);
    const sh = Math.round(height * 1.7);
    const night = random.chance(0.25);
    const sky = backdrop(random, sw, sh, night);
    const rows = random.integer(2, 4);
    const fronts = Array.from({ length: rows }, (_, i) => ({
      strip: houses(random, sw, sh, (i + 1) / rows, night),
      depth: 0.3 + 0.7 * ((i + 1) / rows),
    }));
    const camera = createCamera(random, random.chance(0.35) ? 0 : pace, seconds, { level: true });
    const diagonal = Math.hypot(width, height);
    const cars = Array.from({ length: random.integer(1, 5) }, (_, i) => ({
      sprite: vehicle(random, Math.round(height * random.uniform(0.2, 0.36) * SUPERSAMPLE)),
      speed: (i % 2 === 0 ? 1 : -1) * pace * diagonal * random.uniform(0.6, 1.6),
      x: random.uniform(0.1, 0.9) * width,
      y: height * random.uniform(0.82, 0.95),
    }));
    return {
      paint(t, out) {
        const pose = camera.pose(t);
        const shift = (pose.x + 0.5 * pose.y + 0.4 * Math.log(pose.zoom)) * diagonal;
        paintStrip(out, sky, sw / 2 + shift * 0.1, 0, SUPERSAMPLE);
        for (const { strip, depth } of fronts)
          paintStrip(out, strip, sw / 2 + shift * depth * SUPERSAMPLE, 0, SUPERSAMPLE);
        const lane = width * 1.8;
        for (const car of cars) {
          const raw = car.x + car.speed * t - shift + 0.4 * width;
          const x = raw - Math.floor(raw / lane) * lane - 0.4 * width;
          paintSprite(out, car.sprite, { x, y: car.y, scale: 1 / SUPERSAMPLE, angle: 0 });
        }
      },
      speed(t) {
        const drive = cars.reduce((sum, car) => sum + Math.abs(car.speed), 0) / cars.length / diagonal;
        return totalSpeed(camera, t, width, height, drive, 0.03 * cars.length);
      },
    };
  },
};

function backdrop(random: Random, width: number, height: number, night: boolean): Sprite {
  const top = hsv(random.uniform(0.52, 0.68), random.uniform(0.2, 0.7), night ? 0.12 : random.uniform(0.6, 0.95));
  const low = hsv(random.uniform(0, 0.15), random.uniform(0.1, 0.4), night ? 0.25 : random.uniform(0.8, 1));
  const clouds = fractalField(random, 256, 4, 6, 0.6);
  const picture = createPicture(width, height);
  paintEach(picture, (x, y) => {
    const base = mix(top, low, y / height);
    return mix(base, [235, 235, 240], (night ? 0.15 : 0.5) * Math.max(0, cell(clouds, x, y) - 0.4));
  });
  return { ...picture, alpha: new Uint8Array(width * height).fill(255) };
}

function houses(random: Random, width: number, height: number, near: number, night: boolean): Sprite {
  const picture = createPicture(width, height);
  const alpha = new Uint8Array(width * height);
  const plaster = fractalField(random, 256, 32, 4, 0.9);
  let left = -random.integer(0, 40);
  while (left < width) {
    const span = Math.round(random.uniform(0.1, 0.26) * height * (0.7 + near));
    const tall = height * random.uniform(0.35, 0.85) * (1.1 - 0.35 * near);
    house(random, picture, alpha, left, Math.round(height - tall), span, night, near);
    left += span + (random.chance(0.3) ? random.integer(2, 30) : 0);
  }
  const street = Math.round(height * (1 - 0.12 * near));
  if (near === 1) {
    fillRect(picture, 0, street, width, height - street, hsv(0.1, 0.05, night ? 0.15 : 0.38));
    alpha.fill(255, street * width);
  }
  for (let p = 0, o = 0; p < width * height; p++) {
    const grain = 0.72 + 0.56 * cell(plaster, p % width, (p / width) | 0);
    for (let c = 0; c < 3; c++, o++) picture.data[o] = Math.min(255, picture.data[o]! * grain);
  }
  return { ...picture, alpha };
}

function house(
  random: Random,
  out: Picture,
  alpha: Uint8Array,
  left: number,
  top: number,
  span: number,
  night: boolean,
  near: number,
): void {
  const wall = hsv(
    random.uniform(0, 0.16),
    random.uniform(0.05, 0.55),
    (night ? 0.35 : 1) * random.uniform(0.45, 0.95),
  );
  fillRect(out, left, top, span, out.height - top, wall);
  const x0 = Math.max(0, left);
  const x1 = Math.min(out.width, left + span);
  for (let y = Math.max(0, top); y < out.height; y++)
    if (x1 > x0) alpha.fill(255, y * out.width + x0, y * out.width + x1);
  const pane = Math.max(4, Math.round(random.uniform(0.018, 0.04) * out.height * (0.6 + near)));
  const gapX = Math.round(pane * random.uniform(0.6, 1.4));
  const gapY = Math.round(pane * random.uniform(0.5, 1.3));
  const glass: Rgb = hsv(0.58, 0.3, random.uniform(0.15, 0.5));
  const frame = mix(wall, random.chance(0.5) ? [255, 255, 255] : [20, 20, 20], 0.6);
  for (let y = top + gapY; y < out.height; y += Math.round(pane * 1.5) + gapY) {
    for (let x = left + gapX; x + pane < left + span - 2; x += pane + gapX) {
      const lit = random.chance(night ? 0.45 : 0.12);
      fillRect(out, x - 1, y - 1, pane + 2, pane * 1.5 + 2, frame);
      fillRect(out, x, y, pane, pane * 1.5, lit ? hsv(0.13, 0.5, 0.95) : glass);
      fillRect(out, x + pane / 2 - 0.5, y, 1, pane * 1.5, frame);
    }
  }
}

/** A car or van from the side: body, windows, wheels. */
export function vehicle(random: Random, height: number): Sprite {
  const width = Math.round(height * random.uniform(1.7, 2.6));
  const picture = createPicture(width, height);
  const alpha = new Uint8Array(width * height);
  const body = hsv(random.next(), random.uniform(0.1, 0.95), random.uniform(0.4, 0.95));
  const roof = random.uniform(0.15, 0.35);
  const van = random.chance(0.4);
  const shine = fractalField(random, 64, 4, 4, 0.7);
  const wheel = 0.2 * height;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = x / width;
      const v = y / height;
      const p = y * width + x;
      const cabin = v > 0.08 && v < 0.45 && u > (van ? 0.05 : roof) && u < 0.95 - roof * (1 - v);
      const hull = v >= 0.4 && v < 0.82 && u > 0.02 && u < 0.98;
      const rim = Math.min(
        Math.hypot(x - 0.22 * width, y - 0.8 * height),
        Math.hypot(x - 0.78 * width, y - 0.8 * height),
      );
      const isWheel = rim < wheel;
      if (!cabin && !hull && !isWheel) continue;
      const window = cabin && v > 0.14 && v < 0.4 && (u * 6) % 1 > 0.12;
      const base: Rgb = isWheel ? (rim < wheel * 0.5 ? [170, 170, 175] : [25, 25, 28]) : window ? [50, 65, 80] : body;
      const light = 0.65 + 0.35 * (1 - v) + 0.5 * (cell(shine, x, y) - 0.5);
      for (let c = 0; c < 3; c++) picture.data[p * 3 + c] = Math.min(255, base[c]! * light);
      alpha[p] = 255;
    }
  }
  return { ...picture, alpha };
}
