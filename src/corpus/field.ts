import type { Random } from '../base';

/** A square field of numbers that repeats in both directions; its size is a power of two. */
export interface Field {
  readonly size: number;
  readonly data: Float32Array;
}

/**
 * Fractal noise in 0..1 (value noise, quintic blend): octave k has `base * 2^k` cells across and `roughness^k` times
 * the amplitude of the first.
 */
export function fractalField(random: Random, size: number, base: number, octaves: number, roughness: number): Field {
  const data = new Float32Array(size * size);
  let amplitude = 1;
  for (let k = 0; k < octaves; k++) {
    const cells = base << k;
    if (cells > size) break;
    addOctave(data, size, cells, amplitude, random);
    amplitude *= roughness;
  }
  return { size, data: normalise(data) };
}

function addOctave(data: Float32Array, size: number, cells: number, amplitude: number, random: Random): void {
  const lattice = new Float32Array(cells * cells);
  for (let i = 0; i < lattice.length; i++) lattice[i] = (random.next() - 0.5) * amplitude;
  const step = size / cells;
  for (let y = 0; y < size; y++) {
    const cy = Math.floor(y / step);
    const fy = blend(y / step - cy);
    const top = cy * cells;
    const bottom = ((cy + 1) % cells) * cells;
    for (let cx = 0, o = y * size; cx < cells; cx++) {
      const right = (cx + 1) % cells;
      const a = lattice[top + cx]! + (lattice[bottom + cx]! - lattice[top + cx]!) * fy;
      const b = lattice[top + right]! + (lattice[bottom + right]! - lattice[top + right]!) * fy;
      for (let i = 0; i < step; i++, o++) data[o] = data[o]! + a + (b - a) * blend(i / step);
    }
  }
}

const blend = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10);

/** Spreads the values over 0..1 between the 1st and 99th percentile, so that every field has contrast. */
function normalise(data: Float32Array): Float32Array {
  const sample = new Float32Array(Math.min(data.length, 4096));
  const step = data.length / sample.length;
  for (let i = 0; i < sample.length; i++) sample[i] = data[Math.floor(i * step)]!;
  sample.sort();
  const low = sample[Math.floor(sample.length * 0.01)]!;
  const high = sample[Math.floor(sample.length * 0.99)]!;
  const scale = 1 / Math.max(1e-6, high - low);
  for (let i = 0; i < data.length; i++) data[i] = Math.min(1, Math.max(0, (data[i]! - low) * scale));
  return data;
}

/** The value at a real position, bilinear, repeating. */
export function at(field: Field, x: number, y: number): number {
  const mask = field.size - 1;
  const fx = Math.floor(x);
  const fy = Math.floor(y);
  const ax = x - fx;
  const ay = y - fy;
  const x0 = fx & mask;
  const x1 = (fx + 1) & mask;
  const y0 = (fy & mask) * field.size;
  const y1 = ((fy + 1) & mask) * field.size;
  const d = field.data;
  const top = d[y0 + x0]! + (d[y0 + x1]! - d[y0 + x0]!) * ax;
  const bottom = d[y1 + x0]! + (d[y1 + x1]! - d[y1 + x0]!) * ax;
  return top + (bottom - top) * ay;
}

/** The value at a whole position, repeating. */
export function cell(field: Field, x: number, y: number): number {
  const mask = field.size - 1;
  return field.data[(y & mask) * field.size + (x & mask)]!;
}
