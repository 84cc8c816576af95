import { FLAT_BELOW, LOW_PX, areaSums } from '../slowfast';
import type { Base } from './psychometric';
import { remaining } from './psychometric';
import type { Footage, Picture } from './picture';
import { resize } from './picture';

/**
 * Appearance statistics of any clip, distorted or not. Raters of generated video prefer rich detail to flat areas and
 * smooth motion to jerky motion, beyond the effect of any artifact; raters of other video do not.
 */
export interface Appearance {
  /** Mean share of pixels that hardly differ from their neighbours, 0..1. */
  readonly flatness: number;
  /** Change of the frame-to-frame change, 0 (steady) to 1 (as between unrelated frames). */
  readonly jerk: number;
}

type Size = Pick<Footage, 'width' | 'height'>;

/** The share of a dimension's four points that the worst appearance removes. */
const WEIGHTS = { flatness: 0.9, jerk: 0.95 };

/** Change, in codes of 0..255, that masks jerks: grain and coding noise of a still camera are not jerky. */
const UNFELT_CODES = 4;

/**
 * Independent frames have sqrt(3) times more second than first difference; with the floor, about so much of an excess.
 */
const MOST_EXCESS = 0.7;

/** An excess that steady motion has as well. */
const LEAST_EXCESS = 0.05;

/** Frames, spread over the clip, that flatness is measured on. */
const FLAT_FRAMES = 4;

/** Appearance of footage at the size at which it is shown. */
export function appearanceOf(footage: Footage, shown: Size = footage): Appearance {
  return { flatness: flatnessOf(footage, shown), jerk: jerkOf(footage) };
}

/** The worse of both values: a distortion can add detail (grain) or calm (blur), but does not improve a clip. */
export function worseAppearance(one: Appearance, other: Appearance): Appearance {
  return { flatness: Math.max(one.flatness, other.flatness), jerk: Math.max(one.jerk, other.jerk) };
}

function flatnessOf({ width, height, frames }: Footage, shown: Size): number {
  let flat = 0;
  for (let k = 0; k < FLAT_FRAMES; k++) {
    const frame = { width, height, data: frames[Math.round((k * (frames.length - 1)) / (FLAT_FRAMES - 1))]! };
    const same = shown.width === width && shown.height === height;
    flat += flatShare(same ? frame : resize(frame, shown.width, shown.height)) / FLAT_FRAMES;
  }
  return flat;
}

/** The share of pixels that differ from their right and lower neighbours by less than FLAT_BELOW. */
function flatShare(picture: Picture): number {
  const { width, height } = picture;
  const plane = lumaCodes(picture);
  const below = FLAT_BELOW / CODES_PER_STEP;
  let flat = 0;
  for (let y = 0; y < height - 1; y++) {
    for (let i = y * width; i < (y + 1) * width - 1; i++) {
      if (Math.abs(plane[i + 1]! - plane[i]!) < below && Math.abs(plane[i + width]! - plane[i]!) < below) flat++;
    }
  }
  return flat / ((width - 1) * (height - 1));
}

/** From the means of |d1| and |d2|, in codes: their difference relative to the change (Weber's law). */
function jerkOf({ width, height, frames }: Footage): number {
  const [first, second] = meanDifferences(frames.map((data) => lowLuma({ width, height, data })));
  const excess = (second - first) / (first + UNFELT_CODES);
  return Math.min(1, Math.max(0, (excess - LEAST_EXCESS) / (MOST_EXCESS - LEAST_EXCESS)));
}

/** Mean sizes of the first and second differences of successive frames, over all that have both. */
function meanDifferences(frames: readonly Float32Array[]): [number, number] {
  let first = 0;
  let second = 0;
  let count = 0;
  for (let t = 2; t < frames.length; t++) {
    const [now, before, earlier] = [frames[t]!, frames[t - 1]!, frames[t - 2]!];
    for (let i = 0; i < now.length; i++) {
      const change = now[i]! - before[i]!;
      first += Math.abs(change);
      second += Math.abs(change - (before[i]! - earlier[i]!));
    }
    count += now.length;
  }
  return [first / Math.max(1, count), second / Math.max(1, count)];
}

/** Luma of the fast pathway: area means of LOW_PX x LOW_PX cells, in codes of 0..255. */
function lowLuma(picture: Picture): Float32Array {
  const { sums, counts } = areaSums(lumaCodes(picture), picture.width, picture.height, LOW_PX);
  return Float32Array.from(sums, (sum, cell) => (CODES_PER_STEP * sum) / counts[cell]!);
}

/** Codes of 0..255 in one step of video luma, which has 219 from black to white. */
const CODES_PER_STEP = 255 / 219;

/** Luma in steps above black, rounded as it is in a video (BT.601). */
function lumaCodes({ width, height, data }: Picture): Uint8Array {
  const plane = new Uint8Array(width * height);
  for (let p = 0, i = 0; p < plane.length; p++, i += 3) {
    plane[p] = (66 * data[i]! + 129 * data[i + 1]! + 25 * data[i + 2]! + 128) >> 8;
  }
  return plane;
}

/** The factor of appearance on the four points of Q-Save's two own dimensions. */
export function baseOfAppearance({ flatness, jerk }: Appearance): Base {
  return { 'visual-quality': remaining(WEIGHTS.flatness, flatness), 'dynamic-quality': remaining(WEIGHTS.jerk, jerk) };
}
