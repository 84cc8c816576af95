import { clamp, fractal, hash, mix, noise, ramp } from './noise';

/** Linear light, 0..1 and beyond for what glows. */
export type Rgb = [red: number, green: number, blue: number];

/** Where the camera looks: metres to the right, and how much it has zoomed in. */
export interface Camera {
  readonly pan: number;
  readonly zoom: number;
}

const HORIZON = -0.12;
const RIDGES = [
  { depth: 0.25, base: 0.1, height: 0.44, rough: 1.5, colour: [0.2, 0.15, 0.27] },
  { depth: 0.5, base: 0.02, height: 0.3, rough: 2.4, colour: [0.085, 0.075, 0.155] },
  { depth: 0.9, base: -0.07, height: 0.19, rough: 4.2, colour: [0.024, 0.03, 0.066] },
] as const;

/**
 * A lake at dusk under hills, with paper lanterns rising. x runs -aspect..aspect, y -1..1 upwards, t in seconds; `soft`
 * is half a pixel in these units, over which edges are blended.
 */
export function lake(x: number, y: number, t: number, camera: Camera, soft: number): Rgb {
  x /= camera.zoom;
  y /= camera.zoom;
  if (y >= HORIZON) return above(x, y, t, camera.pan, soft);
  // The water mirrors what is above it, pushed about by ripples that grow towards the camera.
  const near = (HORIZON - y) / (1 + HORIZON);
  const ripple = noise(x * 3 + camera.pan * 2, (y * 26) / (0.25 + near) + t * 1.3) - 0.5;
  const mirrored = above(
    x + ripple * 0.05 * (0.3 + near),
    2 * HORIZON - y + ripple * 0.12 * near,
    t,
    camera.pan,
    soft * 3,
  );
  const glint = ramp(0.62, 0.95, noise(x * 9 + camera.pan * 6, y * 70 + t * 2)) * 0.05 * (1 - near);
  const dim = mix(0.78, 0.42, near);
  return [mirrored[0] * dim + glint, mirrored[1] * dim + glint + 0.004, mirrored[2] * dim + glint + 0.016];
}

function above(x: number, y: number, t: number, pan: number, soft: number): Rgb {
  let colour = sky(x, y, pan);
  for (const ridge of RIDGES) {
    const along = x + pan * ridge.depth;
    const top =
      HORIZON + ridge.base + ridge.height * fractal(along * ridge.rough + ridge.depth * 31, ridge.depth * 7, 4) * 0.92;
    const cover = ramp(top + soft, top - soft, y);
    if (cover <= 0) continue;
    // Mist gathers where a hill meets the water.
    const mist = 0.2 * ramp(HORIZON + 0.12, HORIZON, y) * (1.1 - ridge.depth);
    const [r, g, b] = ridge.colour;
    colour = blend(colour, [mix(r, 0.55, mist), mix(g, 0.34, mist), mix(b, 0.36, mist)], cover);
  }
  return addLanterns(colour, x, y, t, pan, soft);
}

function sky(x: number, y: number, pan: number): Rgb {
  const height = clamp((y - HORIZON) / (1 - HORIZON));
  const low = ramp(0.55, 0, height);
  const warm = ramp(0.34, 0, height);
  const colour: Rgb = [
    mix(0.02, 0.2, low) + 0.62 * warm * warm,
    mix(0.035, 0.12, low) + 0.27 * warm * warm,
    mix(0.115, 0.25, low) + 0.06 * warm,
  ];
  const cloud = ramp(0.5, 0.82, fractal(x * 1.1 + pan * 0.08, y * 5 + 3, 5)) * ramp(0.85, 0.25, height);
  colour[0] += 0.2 * cloud * (0.3 + warm);
  colour[1] += 0.09 * cloud * (0.3 + warm);
  colour[2] += 0.1 * cloud * (0.4 + low);
  return addMoon(addStars(colour, x, y, pan, height), x + pan * 0.03, y);
}

function addStars(colour: Rgb, x: number, y: number, pan: number, height: number): Rgb {
  const [u, v] = [(x + pan * 0.03) * 34, y * 34];
  const [cellX, cellY] = [Math.floor(u), Math.floor(v)];
  const chance = hash(cellX, cellY);
  if (chance < 0.86 || height < 0.35) return colour;
  const away = Math.hypot(u - cellX - 0.5, v - cellY - 0.5);
  const light = ramp(0.16, 0.02, away) * (chance - 0.84) * 3.4 * ramp(0.35, 0.7, height);
  return [colour[0] + light, colour[1] + light, colour[2] + light * 1.1];
}

function addMoon(colour: Rgb, x: number, y: number): Rgb {
  const away = Math.hypot(x - 0.78, y - 0.6);
  const disc = ramp(0.106, 0.098, away) * (0.75 + 0.25 * noise(x * 30, y * 30));
  const halo = 0.11 / (1 + (away / 0.14) ** 2.4);
  return [colour[0] + disc * 0.8 + halo, colour[1] + disc * 0.72 + halo * 0.85, colour[2] + disc * 0.58 + halo * 0.85];
}

const LANTERN_SPAN = 4.4;
const LANTERNS = Array.from({ length: 17 }, (_, i) => ({
  x: (hash(i, 1) - 0.5) * LANTERN_SPAN,
  y: -0.05 + hash(i, 2) * 0.8,
  size: 0.022 + 0.05 * hash(i, 3) ** 2.2,
  rise: 0.035 + 0.05 * hash(i, 4),
  phase: hash(i, 5) * 6.28,
}));

function addLanterns(colour: Rgb, x: number, y: number, t: number, pan: number, soft: number): Rgb {
  for (const { x: homeX, y: homeY, size, rise, phase } of LANTERNS) {
    // Larger ones are nearer: they rise and pass by faster.
    const near = size / 0.05;
    const dx = around(x + pan * (0.35 + 0.5 * near) - homeX) - 0.02 * Math.sin(t * 1.4 + phase);
    const dy = y - homeY - rise * near * t;
    const reach = size * 5;
    if (Math.abs(dx) > reach || Math.abs(dy) > reach) continue;
    colour = paper(colour, dx / size, dy / size, soft / size, 0.9 + 0.1 * Math.sin(t * 9 + phase * 3));
  }
  return colour;
}

/** Lanterns repeat sideways, so that no pan leaves them behind. */
function around(x: number): number {
  return x - LANTERN_SPAN * Math.round(x / LANTERN_SPAN);
}

/** One lantern of unit size around (0, 0): a lit paper barrel, its frame, and the light it sheds. */
export function paper(colour: Rgb, dx: number, dy: number, soft: number, flame: number): Rgb {
  const away = dx * dx + dy * dy;
  const glow = 0.2 * flame * Math.exp(-away / 2.6) + 0.05 * Math.exp(-away / 9);
  colour = [colour[0] + glow, colour[1] + glow * 0.46, colour[2] + glow * 0.12];
  const half = 0.62 + 0.2 * Math.cos(dy * 1.15);
  const cover = ramp(half + soft, half - soft, Math.abs(dx)) * ramp(1 + soft, 1 - soft, Math.abs(dy));
  if (cover <= 0) return colour;
  const heart = Math.exp(-(dx * dx * 1.6 + (dy + 0.5) ** 2 * 1.1)) * flame;
  const ribs = 1 - 0.16 * ramp(0.8, 1, Math.cos(dy * 16)) - 0.1 * (1 - Math.sqrt(Math.max(0, 1 - (dx / half) ** 2)));
  const rim = 1 - 0.6 * ramp(0.86, 0.93, Math.abs(dy));
  const shade = ribs * rim;
  return blend(
    colour,
    [shade * (0.52 + 0.62 * heart), shade * (0.17 + 0.5 * heart), shade * (0.035 + 0.2 * heart)],
    cover,
  );
}

function blend(under: Rgb, over: Rgb, cover: number): Rgb {
  return [mix(under[0], over[0], cover), mix(under[1], over[1], cover), mix(under[2], over[2], cover)];
}
