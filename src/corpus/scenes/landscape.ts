import type { Random } from '../../base';
import { createCamera } from '../camera';
import type { Field } from '../field';
import { at, cell, fractalField } from '../field';
import type { Rgb } from '../palette';
import { hsv, mix, ramp, table } from '../palette';
import type { Picture, Sprite } from '../picture';
import { clampByte, createPicture } from '../picture';
import { paintStrip } from './paint';
import type { SceneFamily } from './scene';
import { totalSpeed } from './scene';
import { SUPERSAMPLE } from './texture';

/** Hills at several depths under clouds, with parallax. */
export const landscape: SceneFamily = {
  id: 'landscape',
  aesthetic: 1,
  content: 1,
  build({ random, width, height, seconds, pace }) {
    const sw = Math.round(width * 2.4);
    const sh = Math.round(height * 1.8);
    const haze = hsv(random.uniform(0.5, 0.7), random.uniform(0.05, 0.4), random.uniform(0.7, 1));
    const sky = skyPicture(random, sw, sh, haze);
    const count = random.integer(3, 6);
    const layers = Array.from({ length: count }, (_, i) => ({
      strip: ridge(random, sw, sh, (i + 1) / count, haze),
      depth: 0.12 + 0.88 * ((i + 1) / count) ** 1.6,
    }));
    const camera = createCamera(random, pace, seconds, { level: true });
    const diagonal = Math.hypot(width, height);
    return {
      paint(t, out) {
        const pose = camera.pose(t);
        const shift = (pose.x + pose.y * 0.6 + Math.log(pose.zoom) * 0.4) * diagonal * SUPERSAMPLE;
        paintStrip(out, sky, sw / 2 + shift * 0.08 + t * 2, 0, SUPERSAMPLE);
        for (const { strip, depth } of layers) {
          paintStrip(out, strip, sw / 2 + shift * depth, -pose.y * diagonal * depth * 0.3, SUPERSAMPLE);
        }
      },
      speed: (t) => 0.7 * totalSpeed(camera, t, width, height, 0, 0),
    };
  },
};

function skyPicture(random: Random, width: number, height: number, haze: Rgb): Sprite {
  const clouds = fractalField(random, 512, 2, 7, 0.55);
  const zenith = hsv(random.uniform(0.52, 0.68), random.uniform(0.3, 0.8), random.uniform(0.4, 0.95));
  const picture = createPicture(width, height);
  const amount = random.uniform(0.2, 1);
  for (let y = 0, o = 0; y < height; y++) {
    const base = mix(zenith, haze, Math.min(1, (y / height) * 1.6));
    for (let x = 0; x < width; x++, o += 3) {
      const cloud = Math.max(0, at(clouds, x * 0.8, y * 1.6) - 0.45) * 1.8 * amount;
      picture.data[o] = clampByte(base[0] + (250 - base[0]) * cloud);
      picture.data[o + 1] = clampByte(base[1] + (250 - base[1]) * cloud);
      picture.data[o + 2] = clampByte(base[2] + (252 - base[2]) * cloud);
    }
  }
  return { ...picture, alpha: new Uint8Array(width * height).fill(255) };
}

/** One ridge: a noisy skyline, trees and rocks below it, paler with distance. `near` is 0 (far) to 1. */
function ridge(random: Random, width: number, height: number, near: number, haze: Rgb): Sprite {
  const colours = table(ramp(random, 4, random.uniform(0.15, 0.45), random.uniform(0.3, 0.7)));
  const relief = fractalField(random, 512, 8, 7, 0.75);
  const outline = fractalField(random, 512, 2, 7, 0.5 + 0.1 * near);
  const picture: Picture = createPicture(width, height);
  const alpha = new Uint8Array(width * height);
  const level = height * (0.28 + 0.45 * near + random.uniform(-0.05, 0.05));
  const rise = height * random.uniform(0.15, 0.4);
  const spikes = random.chance(0.6) ? random.uniform(4, 14) : 0;
  const skyline = skylineOf(outline, width, level, rise, spikes, relief);
  const fade = 0.75 * (1 - near) ** 1.2;
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      const depth = y - skyline[x]!;
      if (depth < -1) continue;
      alpha[p] = Math.min(255, (depth + 1) * 255);
      const grain = cell(relief, x, y);
      const slope = (grain - cell(relief, x + 1, y + 1)) * 220;
      const k = Math.min(255, Math.max(0, (grain * 200 + at(outline, x * 2, y * 2) * 55) | 0)) * 3;
      for (let c = 0; c < 3; c++) {
        const value = colours[k + c]! * 0.8 + slope;
        picture.data[p * 3 + c] = clampByte(value + (haze[c]! - value) * fade);
      }
    }
  }
  return { ...picture, alpha };
}

function skylineOf(
  outline: Field,
  width: number,
  level: number,
  rise: number,
  spikes: number,
  relief: Field,
): Float32Array {
  const out = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    out[x] = level - rise * (at(outline, x * 0.5, 7) - 0.4) - spikes * Math.abs(cell(relief, x, 99) - 0.5) * 2;
  }
  return out;
}
