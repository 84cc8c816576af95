import type { Rgb } from './lake';
import { paper } from './lake';
import { fractal, hash, ramp } from './noise';

const FAR_LIGHTS = Array.from({ length: 22 }, (_, i) => ({
  x: (hash(i, 11) - 0.5) * 4,
  y: (hash(i, 12) - 0.5) * 2.1,
  size: 0.05 + 0.11 * hash(i, 13),
  light: 0.04 + 0.1 * hash(i, 14),
}));

const NEAR = [
  { x: -0.86, y: 0.12, size: 0.42, phase: 0 },
  { x: 0.72, y: -0.22, size: 0.56, phase: 2.1 },
  { x: 0.02, y: 0.5, size: 0.24, phase: 4 },
];

/**
 * Three lanterns close up on a pale morning, the others out of focus behind them. Coordinates as in `lake`. Bright and
 * grey where the lake is dark and blue: the published similarity measure sees that cut.
 */
export function lanterns(x: number, y: number, t: number, soft: number): Rgb {
  const haze = fractal(x * 1.4 + 5, y * 1.4 + t * 0.1, 3);
  const low = ramp(0.4, -1, y);
  let colour: Rgb = [0.42 + 0.24 * haze + 0.12 * low, 0.49 + 0.2 * haze + 0.08 * low, 0.55 + 0.16 * haze + 0.03 * low];
  for (const { x: atX, y: atY, size, light } of FAR_LIGHTS) {
    const away = Math.hypot(x - atX - 0.03 * t, y - atY - 0.05 * t);
    // A point out of focus is a disc with a brighter rim.
    const disc = ramp(size + 0.012, size - 0.012, away) * light * (0.7 + 0.5 * ramp(size * 0.6, size, away));
    colour = [colour[0] + disc * 0.5, colour[1] - disc * 0.5, colour[2] - disc * 1.7];
  }
  for (const { x: atX, y: atY, size, phase } of NEAR) {
    const swing = 0.035 * Math.sin(t * 2.2 + phase);
    const dx = (x - atX - swing) / size;
    const dy = (y - atY - 0.07 * t) / size;
    const tilt = swing * 1.6;
    colour = paper(colour, dx + dy * tilt, dy - dx * tilt, soft / size, 0.92 + 0.08 * Math.sin(t * 11 + phase * 5));
  }
  return colour;
}
