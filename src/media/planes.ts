import type { Result } from '../base';
import { fail, ok } from '../base';
import { chromaHeight, chromaWidth } from './frame';

/** Layout of a decoder's bytes: chroma subsampling, planar or interleaved UV, and the width of a sample. */
export interface PixelFormat {
  readonly name: string;
  readonly chroma: '420' | '422' | '444' | '400';
  readonly interleaved: boolean;
  /** Significant bits of a sample. Samples of more than 8 bits are little-endian 16-bit words. */
  readonly depth: number;
  /** Unused low bits of a word. P010 and similar formats store the significant bits in the high bits. */
  readonly shift: number;
}

export interface PlaneView {
  readonly bytes: Uint8Array;
  readonly stride: number;
}

/** One decoded picture, cropped to its visible size, in its decoder's format. */
export interface PlanarLayout {
  readonly format: PixelFormat;
  readonly width: number;
  readonly height: number;
  /** Y, U, V or Y, UV, without alpha. */
  readonly planes: readonly PlaneView[];
  /** Sentences for the report that describe changes of the samples by the platform. */
  readonly remarks?: readonly string[];
}

export interface YuvPlanes {
  readonly width: number;
  readonly height: number;
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
}

/** Format of a WebCodecs name (`I420`, `NV12`, `I422P10`, `I420A`...); undefined for RGB and unknown ones. */
export function webCodecsFormat(name: string): PixelFormat | undefined {
  if (name === 'NV12') return { name, chroma: '420', interleaved: true, depth: 8, shift: 0 };
  const match = /^I(420|422|444)A?(?:P(10|12))?$/.exec(name);
  if (match === null) return undefined;
  const chroma = match[1] as '420' | '422' | '444';
  return { name, chroma, interleaved: false, depth: Number(match[2] ?? 8), shift: 0 };
}

/** Format of an FFmpeg name (`yuv420p`, `yuvj422p`, `yuv420p10le`, `nv12`, `p010le`, `gray`); undefined for others. */
export function ffmpegFormat(name: string): PixelFormat | undefined {
  if (name === 'nv12') return { name, chroma: '420', interleaved: true, depth: 8, shift: 0 };
  const semi = /^p0(10|12|16)le$/.exec(name);
  if (semi !== null) {
    const depth = Number(semi[1]);
    return { name, chroma: '420', interleaved: true, depth, shift: 16 - depth };
  }
  const grey = /^gray(?:(9|10|12|14|16)le)?$/.exec(name);
  if (grey !== null) return { name, chroma: '400', interleaved: false, depth: Number(grey[1] ?? 8), shift: 0 };
  const planar = /^yuv(?:j|a)?(420|422|444)p(?:(9|10|12|14|16)le)?$/.exec(name);
  if (planar === null) return undefined;
  const chroma = planar[1] as '420' | '422' | '444';
  return { name, chroma, interleaved: false, depth: Number(planar[2] ?? 8), shift: 0 };
}

/** A sentence that describes the loss of the conversion to 8-bit 4:2:0. Undefined where nothing is lost. */
export function reductionWarning(format: PixelFormat): string | undefined {
  const reduced: string[] = [];
  if (format.depth > 8) reduced.push(`${format.depth}-bit samples were rounded to 8 bits`);
  if (format.chroma === '422' || format.chroma === '444') {
    reduced.push(`${format.chroma.split('').join(':')} colour was averaged to 4:2:0`);
  }
  if (reduced.length === 0) return undefined;
  return `${reduced.join(' and ')} before judging.`.replace(/^./, (first) => first.toUpperCase());
}

/** Converts to 8-bit 4:2:0 planes without padding. Fails when a plane holds fewer bytes than its size requires. */
export function toI420(layout: PlanarLayout): Result<YuvPlanes> {
  const { format, width, height } = layout;
  const sizes = planeSizes(format, width, height);
  for (const [index, size] of sizes.entries()) {
    const plane = layout.planes[index];
    const row = size.width * (format.depth > 8 ? 2 : 1);
    if (plane === undefined || plane.stride < row || plane.bytes.length < (size.height - 1) * plane.stride + row) {
      return fail('damaged-file', `The decoder returned an incomplete ${format.name} picture; re-encode the video.`);
    }
  }
  const cw = chromaWidth(width);
  const ch = chromaHeight(height);
  const y = narrow(layout.planes[0]!, width, height, format, 1, 0);
  if (format.chroma === '400') return ok({ width, height, y, u: grey(cw * ch), v: grey(cw * ch) });
  const u0 = sizes[1]!;
  const step = format.interleaved ? 2 : 1;
  const uPlane = layout.planes[1]!;
  const vPlane = format.interleaved ? uPlane : layout.planes[2]!;
  const native = { width: format.interleaved ? cw : u0.width, height: u0.height };
  const u = narrow(uPlane, native.width, native.height, format, step, 0);
  const v = narrow(vPlane, native.width, native.height, format, step, step - 1);
  if (format.chroma === '420') return ok({ width, height, y, u, v });
  return ok({ width, height, y, u: average(u, native, cw, ch), v: average(v, native, cw, ch) });
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Size of each plane in samples of that plane (an interleaved UV plane counts both). */
export function planeSizes(format: PixelFormat, width: number, height: number): Size[] {
  const luma = { width, height };
  if (format.chroma === '400') return [luma];
  const cw = format.chroma === '444' ? width : chromaWidth(width);
  const ch = format.chroma === '420' ? chromaHeight(height) : height;
  if (format.interleaved) return [luma, { width: 2 * cw, height: ch }];
  return [luma, { width: cw, height: ch }, { width: cw, height: ch }];
}

function grey(length: number): Uint8Array {
  return new Uint8Array(length).fill(128);
}

/** Every `step`th sample from `first` of each row, as bytes. Samples above 8 bits are rounded and clamped to 255. */
function narrow(
  plane: PlaneView,
  width: number,
  height: number,
  format: PixelFormat,
  step: number,
  first: number,
): Uint8Array {
  const { bytes, stride } = plane;
  const out = new Uint8Array(width * height);
  if (format.depth === 8 && step === 1) {
    if (stride === width) out.set(bytes.subarray(0, width * height));
    else for (let r = 0; r < height; r++) out.set(bytes.subarray(r * stride, r * stride + width), r * width);
    return out;
  }
  if (format.depth === 8) {
    for (let r = 0, o = 0; r < height; r++) {
      for (let c = 0, i = r * stride + first; c < width; c++, i += step) out[o++] = bytes[i]!;
    }
    return out;
  }
  const drop = format.depth - 8;
  const half = 1 << (drop - 1);
  for (let r = 0, o = 0; r < height; r++) {
    for (let c = 0, i = r * stride + 2 * first; c < width; c++, i += 2 * step) {
      const word = (bytes[i]! | (bytes[i + 1]! << 8)) >> format.shift;
      const byte = (word + half) >> drop;
      out[o++] = byte > 255 ? 255 : byte;
    }
  }
  return out;
}

/** Averages chroma of 4:2:2 or 4:4:4 to cw x ch samples. At an odd edge the last sample counts twice. */
function average(plane: Uint8Array, from: Size, cw: number, ch: number): Uint8Array {
  const out = new Uint8Array(cw * ch);
  const halveWidth = from.width > cw;
  const halveHeight = from.height > ch;
  for (let r = 0, o = 0; r < ch; r++) {
    const top = (halveHeight ? 2 * r : r) * from.width;
    const bottom = halveHeight ? Math.min(2 * r + 1, from.height - 1) * from.width : top;
    for (let c = 0; c < cw; c++) {
      const left = halveWidth ? 2 * c : c;
      const right = halveWidth ? Math.min(left + 1, from.width - 1) : left;
      const sum = plane[top + left]! + plane[top + right]! + plane[bottom + left]! + plane[bottom + right]!;
      out[o++] = (sum + 2) >> 2;
    }
  }
  return out;
}
