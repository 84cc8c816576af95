import type { Random } from '../../base';
import type { Footage } from '../picture';
import { clampByte, paintView } from '../picture';
import type { DistortionType, Distortion } from './distortion-type';
import { applyEffect } from './distortion-type';
import { gaussian, lumaPlane } from './filters';

/** Flat areas with dark outlines, as in a cartoon filter. */
export const toonFilter: DistortionType = {
  id: 'toon-filter',
  tag: 'vector-animation',
  stage: 'edit',
  frequency: 0.9,
  reach: 'whole',
  partial: false,
  apply(footage, distortion) {
    const { width, height } = footage;
    const { severity } = distortion;
    const step = 255 / (9 - 6 * severity);
    const share = 0.35 + 0.65 * severity;
    const ink = 0.25 + 0.75 * severity;
    const flat = new Uint8Array(width * height * 3);
    applyEffect(footage, distortion, (source, out) => {
      gaussian(source, flat, width, height, 0.8 + 1.2 * severity);
      const light = lumaPlane(flat);
      for (let y = 0, p = 0, o = 0; y < height; y++) {
        for (let x = 0; x < width; x++, p++, o += 3) {
          const level = (Math.floor(light[p]! / step) + 0.5) * step;
          const right = light[x + 1 < width ? p + 1 : p]!;
          const below = light[y + 1 < height ? p + width : p]!;
          const slope = Math.abs(right - light[p]!) + Math.abs(below - light[p]!);
          const line = 1 - ink * Math.min(1, Math.max(0, slope - 9) / 10);
          for (let c = 0; c < 3; c++) {
            const wanted = clampByte((level + (flat[o + c]! - light[p]!) * 1.5) * line);
            out[o + c] = source[o + c]! + (wanted - source[o + c]!) * share;
          }
        }
      }
    });
  },
};

/** A moving editing effect: the picture pulses, a light moves across, or sparks fly. */
export const dynamicEffect: DistortionType = {
  id: 'dynamic-effect',
  tag: 'dynamic-effect',
  stage: 'edit',
  frequency: 1.2,
  reach: 'whole',
  partial: true,
  apply(footage, distortion) {
    const kind = distortion.random.pick(['pump', 'sweep', 'sparks'] as const);
    if (kind === 'pump') pump(footage, distortion);
    else if (kind === 'sweep') sweep(footage, distortion);
    else sparks(footage, distortion);
  },
};

function pump(footage: Footage, distortion: Distortion): void {
  const { width, height } = footage;
  const beat = distortion.random.uniform(1.5, 3.5);
  const reach = 0.06 + 0.4 * distortion.severity;
  const turn = distortion.random.chance(0.5) ? 0.3 * distortion.severity : 0;
  applyEffect(footage, distortion, (source, out, { time }) => {
    const phase = beat * time - Math.floor(beat * time);
    const punch = reach * (1 - phase) ** 2;
    const view = { x: (width - 1) / 2, y: (height - 1) / 2, scale: 1 / (1 + punch), angle: turn * punch };
    paintView({ width, height, data: out }, { width, height, data: source }, view);
  });
}

function sweep(footage: Footage, distortion: Distortion): void {
  const { width, height } = footage;
  const { random, severity } = distortion;
  const lean = random.uniform(-0.8, 0.8);
  const rate = random.uniform(0.6, 1.6);
  const colour = [0, 1, 2].map(() => random.uniform(0.5, 1) * (60 + 195 * severity));
  const wide = (0.08 + 0.12 * severity) * width;
  applyEffect(footage, distortion, (source, out, { time }) => {
    const way = rate * time;
    const centre = (way - Math.floor(way)) * width * 1.6 - 0.3 * width;
    for (let y = 0, o = 0; y < height; y++) {
      for (let x = 0; x < width; x++, o += 3) {
        const light = Math.max(0, 1 - Math.abs(x + lean * (y - height / 2) - centre) / wide);
        for (let c = 0; c < 3; c++) out[o + c] = clampByte(source[o + c]! + colour[c]! * light);
      }
    }
  });
}

function sparks(footage: Footage, distortion: Distortion): void {
  const { width, height } = footage;
  const { random, severity } = distortion;
  const size = Math.max(2, Math.round(height * (0.012 + 0.022 * severity)));
  const flakes = Array.from({ length: Math.round(10 + 60 * severity) }, () => spark(random, width, height));
  applyEffect(footage, distortion, (source, out, { time }) => {
    out.set(source);
    for (const flake of flakes) {
      const x = wrap(flake.x + flake.vx * time, width);
      const y = wrap(flake.y + flake.vy * time, height);
      const glow = 0.5 + 0.5 * Math.sin(flake.blink * time + flake.x);
      for (let dy = -size; dy <= size; dy++) {
        for (let dx = -size; dx <= size; dx++) {
          const px = Math.round(x + dx);
          const py = Math.round(y + dy);
          if (px < 0 || py < 0 || px >= width || py >= height) continue;
          // Four points: bright along the axes, dark between them.
          const light =
            glow * Math.max(0, 1 - (Math.abs(dx) + Math.abs(dy) + 3 * Math.min(Math.abs(dx), Math.abs(dy))) / size);
          const o = (py * width + px) * 3;
          for (let c = 0; c < 3; c++) out[o + c] = out[o + c]! + (flake.colour[c]! - out[o + c]!) * light;
        }
      }
    }
  });
}

function spark(random: Random, width: number, height: number) {
  return {
    x: random.next() * width,
    y: random.next() * height,
    vx: random.uniform(-0.25, 0.25) * width,
    vy: random.uniform(-0.5, 0.8) * height,
    blink: random.uniform(5, 20),
    colour: [255, random.uniform(120, 240), random.uniform(20, 200)],
  };
}

function wrap(value: number, size: number): number {
  return value - Math.floor(value / size) * size;
}
