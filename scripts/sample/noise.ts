/** Value noise on an integer lattice: smooth, in 0..1, the same on every machine. */
export function noise(x: number, y: number): number {
  const [cellX, cellY] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [smooth(x - cellX), smooth(y - cellY)];
  const top = mix(hash(cellX, cellY), hash(cellX + 1, cellY), u);
  const bottom = mix(hash(cellX, cellY + 1), hash(cellX + 1, cellY + 1), u);
  return mix(top, bottom, v);
}

/** Octaves of noise, each half as strong and twice as fine as the one before. */
export function fractal(x: number, y: number, octaves: number): number {
  let sum = 0;
  let weight = 0.5;
  for (let i = 0; i < octaves; i++) {
    sum += weight * noise(x, y);
    x = x * 2 + 17.3;
    y = y * 2 + 9.1;
    weight /= 2;
  }
  return sum;
}

/** A number in 0..1 for a lattice point. */
export function hash(x: number, y: number): number {
  let h = Math.imul(x | 0, 374761393) + Math.imul(y | 0, 668265263);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

export function clamp(x: number): number {
  return x < 0 ? 0 : x > 1 ? 1 : x;
}

/** 0 below `low`, 1 above `high`, smooth between. */
export function ramp(low: number, high: number, x: number): number {
  return smooth(clamp((x - low) / (high - low)));
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}
