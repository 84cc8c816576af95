import type { Random } from '../base';

export type Rgb = readonly [number, number, number];

/** Hue 0..1, saturation 0..1, value 0..1 to 8-bit RGB. */
export function hsv(hue: number, saturation: number, value: number): Rgb {
  const h = (hue - Math.floor(hue)) * 6;
  const part = (n: number): number => {
    const k = (n + h) % 6;
    return 255 * value * (1 - saturation * Math.max(0, Math.min(1, k, 4 - k)));
  };
  return [part(5), part(3), part(1)];
}

export function mix(a: Rgb, b: Rgb, t: number): Rgb {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

/** A ramp of `count` colours around one hue, dark to light. */
export function ramp(
  random: Random,
  count: number,
  hue = random.next(),
  saturation = random.uniform(0.15, 0.7),
): Rgb[] {
  const drift = random.uniform(-0.12, 0.12);
  const low = random.uniform(0.05, 0.3);
  const high = random.uniform(0.7, 1);
  return Array.from({ length: count }, (_, i) => {
    const t = count === 1 ? 0.5 : i / (count - 1);
    return hsv(hue + drift * t, saturation * (1 - 0.4 * t), low + (high - low) * t);
  });
}

/** A ramp as a lookup table of 256 colours (RGB interleaved). */
export function table(colours: readonly Rgb[]): Uint8Array {
  const out = new Uint8Array(256 * 3);
  for (let i = 0; i < 256; i++) {
    const t = (i / 255) * (colours.length - 1);
    const k = Math.min(colours.length - 2, Math.floor(t));
    const colour = colours.length === 1 ? colours[0]! : mix(colours[k]!, colours[k + 1]!, t - k);
    out.set([colour[0], colour[1], colour[2]], i * 3);
  }
  return out;
}
