import type { Random } from '../base';
import type { ContentItem } from './content';
import { trackMotion } from './flow';
import { decodeFile } from './native';
import type { Footage, Picture } from './picture';
import { crop, luma, resize } from './picture';

export interface RecutClip {
  readonly footage: Footage;
  /** Motion by block matching, in frame diagonals per second: the true motion of real video is unknown. */
  readonly speed: number;
}

/** Frames used from the start of a long video, to limit decoding. */
const MAX_START_FRAME = 600;

const ATTEMPTS = 4;
const MIN_FRAMES = 12;
/** Mean change of grey that indicates a cut, and of a clip's brightness that indicates a fade. */
const CUT_CODES = 26;
const FADE_CODES = 40;

/** Cuts a short piece from a real video at a rate near the wanted one and reduces it to the wanted size. */
export function recut(
  random: Random,
  item: ContentItem,
  width: number,
  height: number,
  rate: number,
  count: number,
): RecutClip | undefined {
  const probe = decodeFile(item.path, 0, 1);
  if (!probe || probe.rate <= 0) return undefined;
  const stride = Math.max(1, Math.round(probe.rate / rate));
  const wanted = count * stride;
  let kept: Picture[] | undefined;
  for (let attempt = 0; attempt < ATTEMPTS && !kept; attempt++) {
    const start = attempt === ATTEMPTS - 1 ? 0 : random.integer(0, MAX_START_FRAME);
    const frames = decodeFile(item.path, start, wanted)?.frames.filter((_, i) => i % stride === 0) ?? [];
    if (frames.length >= Math.min(count, MIN_FRAMES) && isOneShot(frames)) kept = frames;
  }
  if (!kept) return undefined;
  const frames = reframe(random, kept, width, height);
  const footage: Footage = { width, height, rate: probe.rate / stride, frames };
  return { footage, speed: trackMotion(footage) };
}

/** One crop for all frames, of the output's aspect ratio, large enough that reducing hides the source's compression. */
function reframe(random: Random, frames: readonly Picture[], width: number, height: number): Uint8Array[] {
  const first = frames[0]!;
  const fit = Math.min(first.width / width, first.height / height);
  const zoom = fit > 1.5 ? random.uniform(1.4, fit) : fit;
  const cw = Math.min(first.width, Math.round(width * zoom));
  const ch = Math.min(first.height, Math.round(height * zoom));
  const left = random.integer(0, first.width - cw + 1);
  const top = random.integer(0, first.height - ch + 1);
  return frames.map((frame) => resize(crop(frame, left, top, cw, ch), width, height).data);
}

/** False where the piece has a cut or a fade, which the labels would not contain. */
function isOneShot(frames: readonly Picture[]): boolean {
  const greys = frames.map((frame) => {
    const small = resize(frame, 32, 18).data;
    return Float32Array.from({ length: 32 * 18 }, (_, p) => luma(small, p));
  });
  const means = greys.map((grey) => grey.reduce((sum, value) => sum + value, 0) / grey.length);
  if (Math.max(...means) - Math.min(...means) > FADE_CODES) return false;
  return greys.every((grey, i) => {
    const before = greys[i - 1];
    if (!before) return true;
    return grey.reduce((sum, value, p) => sum + Math.abs(value - before[p]!), 0) / grey.length < CUT_CODES;
  });
}
