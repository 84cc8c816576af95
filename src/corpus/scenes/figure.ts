import type { Random } from '../../base';
import type { Field } from '../field';
import { fractalField } from '../field';
import type { Rgb } from '../palette';
import { hsv } from '../palette';
import type { Picture } from '../picture';
import { paintLimb } from './paint';

/** A figure with jointed limbs, on two legs or four. Lengths in output pixels, speed in pixels a second. */
export interface Walker {
  readonly size: number;
  readonly start: number;
  readonly ground: number;
  readonly speed: number;
  readonly phase: number;
  readonly stride: number;
  readonly legs: number;
  readonly coat: Rgb;
  readonly trousers: Rgb;
  readonly skinColour: Rgb;
  readonly skin: Field;
}

/** A figure that walks at about `pxPerSecond`; `index` spreads several over the picture. */
export function createWalker(
  random: Random,
  width: number,
  height: number,
  pxPerSecond: number,
  index: number,
): Walker {
  const size = height * random.uniform(0.35, 0.8);
  const direction = random.chance(0.5) ? 1 : -1;
  const speed = direction * pxPerSecond * random.uniform(0.7, 1.3);
  return {
    size,
    start: width * (0.5 + 0.28 * (index % 2 === 0 ? -1 : 1) * (index > 0 ? 1 : 0.2)),
    ground: height * random.uniform(0.8, 0.98),
    speed,
    phase: random.uniform(0, 6.28),
    stride: Math.min(2.6, Math.abs(speed) / (size * 0.55)),
    legs: random.chance(0.6) ? 2 : 4,
    coat: hsv(random.next(), random.uniform(0.2, 0.9), random.uniform(0.4, 1)),
    trousers: hsv(random.next(), random.uniform(0.1, 0.6), random.uniform(0.25, 0.7)),
    skinColour: hsv(random.uniform(0.03, 0.1), random.uniform(0.3, 0.6), random.uniform(0.45, 1)),
    skin: fractalField(random, 128, 8, 4, 0.8),
  };
}

/** Paints the figure at t with its feet at (x, y). */
export function paintWalker(out: Picture, w: Walker, t: number, x: number, y: number): void {
  const s = w.size;
  const swing = w.stride === 0 ? 0.08 : Math.min(0.65, 0.25 + 0.25 * w.stride);
  const cycle = 6.28 * w.stride * t + w.phase;
  const facing = Math.sign(w.speed) || 1;
  const bob = Math.abs(Math.sin(cycle)) * 0.02 * s;
  if (w.legs === 4) return paintBeast(out, w, cycle, swing, facing, x, y - bob);
  const hip = y - 0.48 * s - bob;
  const shoulder = hip - 0.3 * s;
  for (const side of [-1, 1]) {
    leg(out, w, x, hip, cycle + (side > 0 ? Math.PI : 0), swing, facing, 0.24 * s, 0.055 * s, w.trousers);
    leg(
      out,
      w,
      x,
      shoulder + 0.03 * s,
      cycle + (side > 0 ? 0 : Math.PI),
      swing * 0.9,
      -facing,
      0.17 * s,
      0.035 * s,
      w.coat,
    );
  }
  limb(out, w, x, hip, x + facing * 0.02 * s, shoulder, 0.09 * s, w.coat);
  const head = shoulder - 0.13 * s;
  limb(out, w, x + facing * 0.02 * s, head, x + facing * 0.03 * s, head - 0.03 * s, 0.07 * s, w.skinColour);
}

function paintBeast(out: Picture, w: Walker, cycle: number, swing: number, facing: number, x: number, y: number): void {
  const s = w.size * 0.75;
  const back = y - 0.42 * s;
  const front = x + facing * 0.32 * s;
  const rear = x - facing * 0.32 * s;
  leg(out, w, rear, back, cycle, swing, facing, 0.21 * s, 0.045 * s, w.trousers);
  leg(out, w, front, back, cycle + 2, swing, facing, 0.21 * s, 0.045 * s, w.trousers);
  limb(out, w, rear, back - 0.03 * s, front, back - 0.05 * s, 0.13 * s, w.coat);
  leg(out, w, rear, back, cycle + Math.PI, swing, facing, 0.21 * s, 0.05 * s, w.coat);
  leg(out, w, front, back, cycle + 2 + Math.PI, swing, facing, 0.21 * s, 0.05 * s, w.coat);
  const nod = 0.03 * s * Math.sin(cycle * 2);
  limb(out, w, front, back - 0.08 * s, front + facing * 0.16 * s, back - 0.3 * s + nod, 0.07 * s, w.coat);
  limb(
    out,
    w,
    front + facing * 0.14 * s,
    back - 0.32 * s + nod,
    front + facing * 0.3 * s,
    back - 0.26 * s + nod,
    0.06 * s,
    w.coat,
  );
  limb(out, w, rear, back - 0.1 * s, rear - facing * 0.15 * s, back + 0.05 * s - 2 * nod, 0.02 * s, w.trousers);
}

/** A limb of two parts: the upper one swings, the lower one follows with a bent knee. */
function leg(
  out: Picture,
  w: Walker,
  x: number,
  y: number,
  cycle: number,
  swing: number,
  facing: number,
  length: number,
  radius: number,
  colour: Rgb,
): void {
  const upper = swing * Math.sin(cycle);
  const knee = upper - Math.max(0, swing * Math.cos(cycle)) * 1.1 * facing * Math.sign(facing);
  const kx = x + facing * Math.sin(upper) * length;
  const ky = y + Math.cos(upper) * length;
  const fx = kx + facing * Math.sin(knee) * length;
  const fy = ky + Math.cos(knee) * length;
  limb(out, w, x, y, kx, ky, radius, colour);
  limb(out, w, kx, ky, fx, fy, radius * 0.85, colour);
}

function limb(
  out: Picture,
  w: Walker,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  radius: number,
  colour: Rgb,
): void {
  paintLimb(out, { ax, ay, bx, by, radius, colour }, w.skin, 1.3);
}
