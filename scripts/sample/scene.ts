import type { Rgb } from './lake';
import { lake } from './lake';
import { lanterns } from './lanterns';
import { clamp, hash, ramp } from './noise';

export const WIDTH = 640;
export const HEIGHT = 360;
export const FRAME_RATE = 24;
export const FRAMES = 84;

/** Seconds at which the three shots of the clip begin and at which the last one comes to rest. */
const CLOSE_UP = 1.25;
const SWEEP = 2.25;
const REST = 3.1;

/**
 * Frame i of the sample clip as 8-bit RGB, rows tightly packed. Three shots with slow and fast
 * frames: a slow pan over a lake, a cut to lanterns close up, a cut to a sweep over the hills that comes to rest.
 */
export function drawRgb(i: number): Uint8Array {
  const t = i / FRAME_RATE;
  const rgb = new Uint8Array(WIDTH * HEIGHT * 3);
  const soft = 1 / HEIGHT;
  for (let row = 0, at = 0; row < HEIGHT; row++) {
    for (let column = 0; column < WIDTH; column++) {
      const x = (column + 0.5 - WIDTH / 2) / (HEIGHT / 2);
      const y = (HEIGHT / 2 - row - 0.5) / (HEIGHT / 2);
      for (const light of shot(x, y, t, soft)) rgb[at++] = encode(light, column, row, i);
    }
  }
  return rgb;
}

function shot(x: number, y: number, t: number, soft: number): Rgb {
  if (t < CLOSE_UP) return lake(x, y, t, { pan: 0.28 * t, zoom: 1.05 }, soft);
  if (t < SWEEP) return lanterns(x, y, t - CLOSE_UP, soft);
  // Time stops with the camera, so the last frames repeat.
  const clock = Math.min(t, REST);
  const way = ramp(SWEEP - 0.9, REST, clock);
  return lake(x, y, clock + 2, { pan: 1.2 + 2.2 * way, zoom: 1.3 }, soft);
}

/** Linear light to sRGB code values; a little ordered noise keeps slow gradients from banding. */
function encode(light: number, column: number, row: number, frame: number): number {
  const soft = light / (1 + 0.35 * Math.max(0, light - 0.6));
  const curve = soft <= 0.0031308 ? soft * 12.92 : 1.055 * clamp(soft) ** (1 / 2.4) - 0.055;
  return Math.max(0, Math.min(255, Math.floor(clamp(curve) * 255 + hash(column + frame * 7, row) * 0.9)));
}
