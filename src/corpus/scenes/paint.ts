import type { Picture, Sprite } from '../picture';
import { mirror } from '../picture';
import type { Field } from '../field';
import { at } from '../field';
import type { Rgb } from '../palette';

/** Pose of a sprite: centre in output pixels, output pixels per sprite pixel, rotation in radians. */
export interface Stand {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly angle: number;
}

/** Paints a sprite over `out`, bilinear, with its coverage; parts outside are cut. */
export function paintSprite(out: Picture, sprite: Sprite, stand: Stand): void {
  const { width: sw, height: sh, data: src, alpha } = sprite;
  const reach = (Math.hypot(sw, sh) / 2) * stand.scale + 1;
  const x0 = Math.max(0, Math.floor(stand.x - reach));
  const x1 = Math.min(out.width - 1, Math.ceil(stand.x + reach));
  const y0 = Math.max(0, Math.floor(stand.y - reach));
  const y1 = Math.min(out.height - 1, Math.ceil(stand.y + reach));
  const cos = Math.cos(stand.angle) / stand.scale;
  const sin = Math.sin(stand.angle) / stand.scale;
  for (let py = y0; py <= y1; py++) {
    const dy = py - stand.y;
    for (let px = x0; px <= x1; px++) {
      const dx = px - stand.x;
      const u = cos * dx + sin * dy + (sw - 1) / 2;
      const v = -sin * dx + cos * dy + (sh - 1) / 2;
      if (u < 0 || v < 0 || u >= sw - 1 || v >= sh - 1) continue;
      const fu = u | 0;
      const fv = v | 0;
      const a = fv * sw + fu;
      const wx = u - fu;
      const wy = v - fv;
      const w00 = (1 - wx) * (1 - wy);
      const w10 = wx * (1 - wy);
      const w01 = (1 - wx) * wy;
      const w11 = wx * wy;
      const cover = (alpha[a]! * w00 + alpha[a + 1]! * w10 + alpha[a + sw]! * w01 + alpha[a + sw + 1]! * w11) / 255;
      if (cover < 0.004) continue;
      const o = (py * out.width + px) * 3;
      const i = a * 3;
      const j = i + sw * 3;
      for (let c = 0; c < 3; c++) {
        const value = src[i + c]! * w00 + src[i + 3 + c]! * w10 + src[j + c]! * w01 + src[j + 3 + c]! * w11;
        out.data[o + c] = out.data[o + c]! + (value - out.data[o + c]!) * cover + 0.5;
      }
    }
  }
}

/** A limb: a thick line with round ends, shaded across and textured by a field. Coordinates in output pixels. */
export interface Limb {
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
  readonly radius: number;
  readonly colour: Rgb;
  /** How much the texture darkens and lightens the colour; default 0.7. */
  readonly relief?: number;
}

export function paintLimb(out: Picture, limb: Limb, skin: Field, detail: number): void {
  const { ax, ay, bx, by, radius, relief = 0.7 } = limb;
  const x0 = Math.max(0, Math.floor(Math.min(ax, bx) - radius - 1));
  const x1 = Math.min(out.width - 1, Math.ceil(Math.max(ax, bx) + radius + 1));
  const y0 = Math.max(0, Math.floor(Math.min(ay, by) - radius - 1));
  const y1 = Math.min(out.height - 1, Math.ceil(Math.max(ay, by) + radius + 1));
  const lx = bx - ax;
  const ly = by - ay;
  const length = Math.hypot(lx, ly);
  const inverse = 1 / Math.max(1e-6, length * length);
  const ux = length > 1e-6 ? lx / length : 1;
  const uy = length > 1e-6 ? ly / length : 0;
  for (let y = y0; y <= y1; y++) {
    for (let x = x0; x <= x1; x++) {
      const px = x - ax;
      const py = y - ay;
      const t = Math.min(1, Math.max(0, (px * lx + py * ly) * inverse));
      const ox = px - t * lx;
      const oy = py - t * ly;
      const distance = Math.hypot(ox, oy);
      const cover = Math.min(1, Math.max(0, radius - distance + 0.5));
      if (cover === 0) continue;
      // The texture is fixed to the limb, so that it moves with it.
      const grain = at(skin, (px * ux + py * uy + 37) * detail, (py * ux - px * uy) * detail + 91);
      const shade =
        (0.55 + 0.45 * Math.sqrt(Math.max(0, 1 - (distance / (radius + 0.5)) ** 2))) * (0.95 + relief * (grain - 0.5));
      const o = (y * out.width + x) * 3;
      for (let c = 0; c < 3; c++) {
        const value = Math.min(255, limb.colour[c]! * shade);
        out.data[o + c] = out.data[o + c]! + (value - out.data[o + c]!) * cover + 0.5;
      }
    }
  }
}

export function fillRect(out: Picture, left: number, top: number, width: number, height: number, colour: Rgb): void {
  const x0 = Math.max(0, Math.round(left));
  const x1 = Math.min(out.width, Math.round(left + width));
  const y0 = Math.max(0, Math.round(top));
  const y1 = Math.min(out.height, Math.round(top + height));
  for (let y = y0; y < y1; y++) {
    for (let x = x0, o = (y * out.width + x0) * 3; x < x1; x++, o += 3) {
      out.data[o] = colour[0];
      out.data[o + 1] = colour[1];
      out.data[o + 2] = colour[2];
    }
  }
}

/** Paints each pixel of a picture from a function of its whole position. */
export function paintEach(out: Picture, colourAt: (x: number, y: number) => Rgb): void {
  let o = 0;
  for (let y = 0; y < out.height; y++) {
    for (let x = 0; x < out.width; x++, o += 3) {
      const colour = colourAt(x, y);
      out.data[o] = Math.min(255, Math.max(0, colour[0]));
      out.data[o + 1] = Math.min(255, Math.max(0, colour[1]));
      out.data[o + 2] = Math.min(255, Math.max(0, colour[2]));
    }
  }
}

/**
 * Paints a layer that slides sideways and covers only part of the picture: column x shows the strip's column
 * x * scale + offset (mirrored), vertically moved by `drop` output pixels; the strip's alpha is its silhouette.
 */
export function paintStrip(out: Picture, strip: Sprite, offset: number, drop: number, scale: number): void {
  const { width: sw, height: sh, data, alpha } = strip;
  const { width } = out;
  const left = new Int32Array(width);
  const right = new Int32Array(width);
  const share = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    const u = x * scale + offset;
    const fu = Math.floor(u);
    left[x] = mirror(fu, sw);
    right[x] = mirror(fu + 1, sw);
    share[x] = u - fu;
  }
  for (let y = 0; y < out.height; y++) {
    const v = (y - drop) * scale;
    const fv = Math.floor(v);
    if (fv < 0 || fv >= sh - 1) continue;
    const wy = v - fv;
    const row = fv * sw;
    for (let x = 0, o = y * width * 3; x < width; x++, o += 3) {
      const a = row + left[x]!;
      const b = row + right[x]!;
      const cornerSum = alpha[a]! + alpha[b]! + alpha[a + sw]! + alpha[b + sw]!;
      if (cornerSum === 0) continue;
      const wx = share[x]!;
      const w11 = wx * wy;
      const w10 = wx - w11;
      const w01 = wy - w11;
      const w00 = 1 - wx - w01;
      const cover =
        cornerSum === 1020
          ? 1
          : (alpha[a]! * w00 + alpha[b]! * w10 + alpha[a + sw]! * w01 + alpha[b + sw]! * w11) / 255;
      const p = a * 3;
      const q = b * 3;
      const r = p + sw * 3;
      const s = q + sw * 3;
      for (let c = 0; c < 3; c++) {
        const value = data[p + c]! * w00 + data[q + c]! * w10 + data[r + c]! * w01 + data[s + c]! * w11;
        out.data[o + c] = out.data[o + c]! + (value - out.data[o + c]!) * cover + 0.5;
      }
    }
  }
}
