import type { Random } from '../../base';
import type { Picture } from '../picture';
import { clampByte, createPicture } from '../picture';
import type { Field } from '../field';
import { at, cell, fractalField } from '../field';
import { ramp, table } from '../palette';

/** Textures are this much larger than shown, so that motion by part of a pixel keeps them sharp. */
export const SUPERSAMPLE = 1.5;

/** A material: a picture of rock, bark, cloth or ground with detail down to the pixel. */
export function material(random: Random, width: number, height: number, hue?: number): Picture {
  const colours = table(ramp(random, 4, hue));
  const broad = fractalField(random, 256, 4, 5, 0.6);
  const fine = fractalField(random, 256, 16, 5, 0.85);
  const stretchX = random.uniform(0.3, 1);
  const stretchY = random.uniform(0.3, 1);
  const kind = random.pick(['rough', 'veins', 'weave', 'marble', 'cells'] as const);
  const grain = random.uniform(0.15, 0.6);
  const out = createPicture(width, height);
  // Always with relief, because a smooth ground would look out of focus.
  const light = 80 + 190 * random.next() ** 1.4;
  const pattern = patternOf(kind, random, broad, fine);
  let o = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 3) {
      const value = pattern(x * stretchX, y * stretchY) * (1 - grain) + cell(fine, x, y) * grain;
      // Relief lighting: the slope of the fine field brightens one side of every bump.
      const relief = (cell(fine, x, y) - cell(fine, x + 1, y + 1)) * light;
      const k = Math.min(255, Math.max(0, (value * 255) | 0)) * 3;
      out.data[o] = clampByte(colours[k]! + relief);
      out.data[o + 1] = clampByte(colours[k + 1]! + relief);
      out.data[o + 2] = clampByte(colours[k + 2]! + relief);
    }
  }
  return out;
}

type Kind = 'rough' | 'veins' | 'weave' | 'marble' | 'cells';

function patternOf(kind: Kind, random: Random, broad: Field, fine: Field): (x: number, y: number) => number {
  const period = random.uniform(6, 22);
  switch (kind) {
    case 'rough':
      return (x, y) => at(broad, x * 0.6, y * 0.6);
    case 'veins':
      return (x, y) => Math.abs(2 * at(broad, x * 0.5, y * 0.5) - 1);
    case 'weave':
      return (x, y) =>
        0.5 + 0.25 * Math.sin((6.28 * x) / period) * Math.cos((6.28 * y) / period) + 0.25 * (at(fine, x, y) - 0.5);
    case 'marble':
      return (x, y) => 0.5 + 0.5 * Math.sin((x + 90 * at(broad, x * 0.4, y * 0.4)) / period);
    case 'cells':
      return (x, y) => {
        const gx = Math.floor(x / period);
        const gy = Math.floor(y / period);
        const edge = Math.min(x / period - gx, y / period - gy);
        return edge < 0.08 ? 0.1 : 0.3 + 0.6 * cell(fine, gx * 17, gy * 29);
      };
  }
}
