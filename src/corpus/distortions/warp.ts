import type { Random } from '../../base';
import { mirror } from '../picture';

/** A coarse grid of displacements in pixels, blended bilinearly between its nodes. */
export interface Lattice {
  readonly columns: number;
  readonly rows: number;
  /** Pixels between nodes. */
  readonly step: number;
  readonly dx: Float32Array;
  readonly dy: Float32Array;
}

export function createLattice(width: number, height: number, step: number): Lattice {
  const columns = Math.ceil(width / step) + 1;
  const rows = Math.ceil(height / step) + 1;
  return { columns, rows, step, dx: new Float32Array(columns * rows), dy: new Float32Array(columns * rows) };
}

/** A smooth wobble: each node moves on two sines. */
export function createWobble(random: Random, lattice: Lattice, rate: number): (time: number, reach: number) => void {
  const waves = Array.from({ length: lattice.dx.length * 2 }, () => ({
    f: rate * random.uniform(0.6, 1.4),
    p: random.uniform(0, 6.28),
    a: random.uniform(0.5, 1),
  }));
  return (time, reach) => {
    for (let i = 0; i < lattice.dx.length; i++) {
      const u = waves[2 * i]!;
      const v = waves[2 * i + 1]!;
      lattice.dx[i] = reach * u.a * Math.sin(6.28 * u.f * time + u.p);
      lattice.dy[i] = reach * v.a * Math.sin(6.28 * v.f * time + v.p);
    }
  };
}

/** Fills the lattice with new random displacements of about `reach` pixels. */
export function scatter(random: Random, lattice: Lattice, reach: number): void {
  for (let i = 0; i < lattice.dx.length; i++) {
    lattice.dx[i] = reach * random.normal();
    lattice.dy[i] = reach * random.normal();
  }
}

/** Paints `out` from `source` displaced by the lattice: bilinear, mirrored at the edges. */
export function warp(source: Uint8Array, out: Uint8Array, width: number, height: number, lattice: Lattice): void {
  const { columns, step, dx, dy } = lattice;
  for (let y = 0, o = 0; y < height; y++) {
    const gy = Math.floor(y / step);
    const wy = y / step - gy;
    for (let gx = 0; gx * step < width; gx++) {
      const n = gy * columns + gx;
      const m = Math.min(n + columns, dx.length - columns + gx);
      const ax = dx[n]! + (dx[m]! - dx[n]!) * wy;
      const bx = dx[n + 1]! + (dx[m + 1]! - dx[n + 1]!) * wy;
      const ay = dy[n]! + (dy[m]! - dy[n]!) * wy;
      const by = dy[n + 1]! + (dy[m + 1]! - dy[n + 1]!) * wy;
      const end = Math.min(width, (gx + 1) * step);
      for (let x = gx * step; x < end; x++, o += 3) {
        const t = (x - gx * step) / step;
        sample(source, width, height, x + ax + (bx - ax) * t, y + ay + (by - ay) * t, out, o);
      }
    }
  }
}

/** One bilinear sample into out[o..o+2]. */
export function sample(
  source: Uint8Array,
  width: number,
  height: number,
  u: number,
  v: number,
  out: Uint8Array,
  o: number,
): void {
  const fu = Math.floor(u);
  const fv = Math.floor(v);
  const wx = u - fu;
  const wy = v - fv;
  let x0 = fu;
  let x1 = fu + 1;
  let y0 = fv;
  let y1 = fv + 1;
  if (x0 < 0 || x1 >= width) {
    x0 = mirror(x0, width);
    x1 = mirror(x1, width);
  }
  if (y0 < 0 || y1 >= height) {
    y0 = mirror(y0, height);
    y1 = mirror(y1, height);
  }
  const a = (y0 * width + x0) * 3;
  const b = (y0 * width + x1) * 3;
  const c = (y1 * width + x0) * 3;
  const d = (y1 * width + x1) * 3;
  const wb = wx * (1 - wy);
  const wc = (1 - wx) * wy;
  const wd = wx * wy;
  const wa = 1 - wb - wc - wd;
  out[o] = source[a]! * wa + source[b]! * wb + source[c]! * wc + source[d]! * wd + 0.5;
  out[o + 1] = source[a + 1]! * wa + source[b + 1]! * wb + source[c + 1]! * wc + source[d + 1]! * wd + 0.5;
  out[o + 2] = source[a + 2]! * wa + source[b + 2]! * wb + source[c + 2]! * wc + source[d + 2]! * wd + 0.5;
}
