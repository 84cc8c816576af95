import { yuvToRgb, type YuvToRgb } from './colour';
import type { Colour, ColourMatrix } from './frame';
import type { YuvPlanes } from './planes';
import { isClipped, rgbToI420, type RgbPicture } from './rgb-to-yuv';

/**
 * What Firefox converts with where it shows decoded pictures as RGB only: libyuv's 6-bit fixed point, of limited range.
 * Blue's factor ends at 128/64, though BT.709 and BT.2020 would need 135/64 and 137/64.
 *
 * Measured in Firefox ESR 153 on x86-64 Linux with cards of known planes, all 256 levels, 320x256 and 1280x720: every
 * byte is what these numbers say, and each 2x2 block of pixels has its one chroma sample. Full range is converted as if
 * it were limited, so what lies below 16 and above 235 is gone. The matrix is the bitstream's; the container's tags and
 * the decoder's `colorSpace` change nothing. Where the bitstream is silent, it is BT.709 for H.264 and VP9 and BT.601 for
 * VP8 at either size; for AV1, BT.601 at 256 lines and BT.709 at 720.
 */
const LIBYUV: Readonly<Record<ColourMatrix, YuvToRgb>> = {
  bt601: libyuv(18_997, 102, 25, 52),
  bt709: libyuv(18_997, 115, 14, 34),
  bt2020: libyuv(19_003, 107, 12, 42),
};
const MATRICES: readonly ColourMatrix[] = ['bt601', 'bt709', 'bt2020'];

/** Blocks looked at in one picture, spread evenly, and in all before the question is settled. */
const BLOCKS_A_PICTURE = 512;
const ENOUGH_BLOCKS = 2048;
/** The right conversion gives back nearly every pixel, a wrong one half of them. */
const LEAST_SHARE = 0.9;

/**
 * Finds the conversion with which a browser made its RGB. Browsers do not report it, and they ignore the tags. The pixels
 * identify it: only the right conversion reproduces the same pixels from planes of whole numbers. Where none does, the
 * stream's tags decide.
 */
export class RgbConversion {
  private readonly candidates: readonly YuvToRgb[];
  private readonly pixels: number[];
  private seen = 0;
  /** Of these, pixels with colour. Greys come out alike from several matrices, so they end no search. */
  private coloured = 0;

  constructor(private readonly colour: Colour) {
    const { matrix } = colour;
    const matrices = [matrix, ...MATRICES.filter((other) => other !== matrix)];
    const exact = [false, true].flatMap((fullRange) => matrices.map((each) => yuvToRgb({ matrix: each, fullRange })));
    this.candidates = [...matrices.map((each) => LIBYUV[each]), ...exact];
    this.pixels = this.candidates.map(() => 0);
  }

  /** The conversion that made this picture, by what is known so far. */
  of(picture: RgbPicture): YuvToRgb {
    if (this.coloured < 4 * ENOUGH_BLOCKS) this.look(picture);
    // The first of equals: on greys all of them agree.
    const most = Math.max(...this.pixels);
    if (most < LEAST_SHARE * this.seen) return yuvToRgb(this.colour);
    return this.candidates[this.pixels.indexOf(most)]!;
  }

  private look(picture: RgbPicture): void {
    const sample = cleanBlocks(picture);
    this.seen += 2 * sample.width;
    this.coloured += colouredPixels(sample);
    for (const [index, candidate] of this.candidates.entries()) {
      this.pixels[index]! += unchanged(sample, rgbToI420(sample, candidate), candidate);
    }
  }
}

function libyuv(luma: number, rv: number, gu: number, gv: number): YuvToRgb {
  const yScale = (luma * 257) / 65536 / 64;
  return { yOffset: 16, yScale, rv: rv / 64, gu: -gu / 64, gv: -gv / 64, bu: 2 };
}

/** 2x2 blocks of the picture without a clipped channel, side by side: two lines high. */
function cleanBlocks({ bytes, stride, width, height, red }: RgbPicture): RgbPicture {
  const columns = width >> 1;
  const count = columns * (height >> 1);
  const step = Math.max(1, Math.floor(count / BLOCKS_A_PICTURE));
  const rows: [number[], number[]] = [[], []];
  for (let block = 0; block < count; block += step) {
    const start = 2 * Math.floor(block / columns) * stride + 8 * (block % columns);
    const [upper, lower] = [bytes.subarray(start, start + 8), bytes.subarray(start + stride, start + stride + 8)];
    if ([...upper, ...lower].some((value, at) => (at & 3) !== 3 && isClipped(value))) continue;
    rows[0].push(...upper);
    rows[1].push(...lower);
  }
  return { bytes: Uint8Array.from(rows.flat()), stride: rows[0].length, width: rows[0].length / 4, height: 2, red };
}

function colouredPixels({ bytes }: RgbPicture): number {
  let count = 0;
  for (let i = 0; i < bytes.length; i += 4) {
    if (bytes[i] !== bytes[i + 1] || bytes[i + 1] !== bytes[i + 2]) count++;
  }
  return count;
}

/** Pixels that these planes give again. */
function unchanged({ bytes, stride, width, height, red }: RgbPicture, planes: YuvPlanes, matrix: YuvToRgb): number {
  const { yOffset, yScale, rv, gu, gv, bu } = matrix;
  let count = 0;
  for (let line = 0; line < height; line++) {
    for (let x = 0; x < width; x++) {
      const i = line * stride + 4 * x;
      const luma = yScale * (planes.y[line * width + x]! - yOffset);
      const [u, v] = [planes.u[x >> 1]! - 128, planes.v[x >> 1]! - 128];
      const same =
        Math.round(luma + rv * v) === bytes[i + red] &&
        Math.round(luma + gu * u + gv * v) === bytes[i + 1] &&
        Math.round(luma + bu * u) === bytes[i + 2 - red];
      if (same) count++;
    }
  }
  return count;
}
