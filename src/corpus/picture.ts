/** An RGB picture in memory: 8 bits a channel, interleaved, rows tightly packed. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A picture with coverage: 0 transparent, 255 opaque. */
export interface Sprite extends Picture {
  readonly alpha: Uint8Array;
}

/** Frames of one clip in time order, all of one size and evenly spaced. */
export interface Footage {
  readonly width: number;
  readonly height: number;
  /** Frames per second. */
  readonly rate: number;
  readonly frames: Uint8Array[];
}

export function createPicture(width: number, height: number): Picture {
  return { width, height, data: new Uint8Array(width * height * 3) };
}

export function clampByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

/**
 * Mapping from an output picture to a source: source x = x + scale * (rotated offset from the output's centre), in
 * source pixels. A scale above 1 shrinks the source.
 */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly angle: number;
}

/** Reflects a coordinate into 0..size-1, so that a camera can leave a picture without a visible edge. */
export function mirror(index: number, size: number): number {
  if (size === 1) return 0;
  const period = 2 * (size - 1);
  let folded = index % period;
  if (folded < 0) folded += period;
  return folded < size ? folded : period - folded;
}

/** Paints `source` as seen through `view` over the whole of `out`: bilinear, mirrored beyond the edges. */
export function paintView(out: Picture, source: Picture, view: View): void {
  const { width, height, data } = out;
  const { width: sw, height: sh, data: src } = source;
  const cos = Math.cos(view.angle) * view.scale;
  const sin = Math.sin(view.angle) * view.scale;
  let o = 0;
  for (let py = 0; py < height; py++) {
    const oy = py - (height - 1) / 2;
    let u = view.x - (cos * (width - 1)) / 2 - sin * oy;
    let v = view.y - (sin * (width - 1)) / 2 + cos * oy;
    for (let px = 0; px < width; px++, o += 3, u += cos, v += sin) {
      const fu = Math.floor(u);
      const fv = Math.floor(v);
      const ax = u - fu;
      const ay = v - fv;
      let x0 = fu;
      let x1 = fu + 1;
      let y0 = fv;
      let y1 = fv + 1;
      if (x0 < 0 || x1 >= sw) {
        x0 = mirror(x0, sw);
        x1 = mirror(x1, sw);
      }
      if (y0 < 0 || y1 >= sh) {
        y0 = mirror(y0, sh);
        y1 = mirror(y1, sh);
      }
      const a = (y0 * sw + x0) * 3;
      const b = (y0 * sw + x1) * 3;
      const c = (y1 * sw + x0) * 3;
      const d = (y1 * sw + x1) * 3;
      const wb = ax * (1 - ay);
      const wc = (1 - ax) * ay;
      const wd = ax * ay;
      const wa = 1 - wb - wc - wd;
      data[o] = src[a]! * wa + src[b]! * wb + src[c]! * wc + src[d]! * wd + 0.5;
      data[o + 1] = src[a + 1]! * wa + src[b + 1]! * wb + src[c + 1]! * wc + src[d + 1]! * wd + 0.5;
      data[o + 2] = src[a + 2]! * wa + src[b + 2]! * wb + src[c + 2]! * wc + src[d + 2]! * wd + 0.5;
    }
  }
}

/** Resizes by averaging whole source areas when shrinking and bilinearly when growing. */
export function resize(source: Picture, width: number, height: number): Picture {
  const across = resampleAxis(source.data, source.width, source.height, width, 3, 3 * source.width);
  const rows = createPicture(width, height);
  resampleColumns(across, width, source.height, rows);
  return rows;
}

/** Taps of one output sample: a triangle filter as wide as the step (an antialiased bilinear filter). */
function taps(position: number, sizeIn: number, sizeOut: number): { first: number; weights: number[] } {
  const step = sizeIn / sizeOut;
  const centre = (position + 0.5) * step - 0.5;
  const radius = Math.max(1, step);
  const first = Math.max(0, Math.ceil(centre - radius));
  const last = Math.min(sizeIn - 1, Math.floor(centre + radius));
  const weights: number[] = [];
  let sum = 0;
  for (let i = first; i <= last; i++) {
    const weight = Math.max(0, 1 - Math.abs(i - centre) / radius);
    weights.push(weight);
    sum += weight;
  }
  if (sum === 0) return { first: Math.min(sizeIn - 1, Math.max(0, Math.round(centre))), weights: [1] };
  return { first, weights: weights.map((weight) => weight / sum) };
}

function resampleAxis(
  src: Uint8Array,
  widthIn: number,
  height: number,
  widthOut: number,
  channels: number,
  stride: number,
): Float32Array {
  const out = new Float32Array(widthOut * height * channels);
  for (let x = 0; x < widthOut; x++) {
    const { first, weights } = taps(x, widthIn, widthOut);
    for (let y = 0; y < height; y++) {
      let r = 0;
      let g = 0;
      let b = 0;
      let i = y * stride + first * 3;
      for (let k = 0; k < weights.length; k++, i += 3) {
        const weight = weights[k]!;
        r += weight * src[i]!;
        g += weight * src[i + 1]!;
        b += weight * src[i + 2]!;
      }
      const o = (y * widthOut + x) * 3;
      out[o] = r;
      out[o + 1] = g;
      out[o + 2] = b;
    }
  }
  return out;
}

function resampleColumns(src: Float32Array, width: number, heightIn: number, out: Picture): void {
  const row = width * 3;
  for (let y = 0; y < out.height; y++) {
    const { first, weights } = taps(y, heightIn, out.height);
    const base = y * row;
    for (let x = 0; x < row; x++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * src[(first + k) * row + x]!;
      out.data[base + x] = clampByte(sum + 0.5);
    }
  }
}

/** A rectangle of a picture; the rectangle must lie inside. */
export function crop(source: Picture, left: number, top: number, width: number, height: number): Picture {
  const out = createPicture(width, height);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * source.width + left) * 3;
    out.data.set(source.data.subarray(from, from + width * 3), y * width * 3);
  }
  return out;
}

export function luma(data: Uint8Array, pixel: number): number {
  const i = pixel * 3;
  return 0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]!;
}
