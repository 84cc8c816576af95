import type { Random } from '../../base/random';
import type { ContentItem } from './content';
import { trackMotion } from './flow';
import { decodeFile } from './native';
import type { Footage, Picture } from './picture';
import { crop, resize } from './picture';

export interface RecutClip {
  readonly footage: Footage;
  /** Motion found by block matching, frame diagonals a second: real video has no true motion on record. */
  readonly speed: number;
}

/** Frames looked at from the start of a long video: beyond it decoding would cost more than it teaches. */
const MAX_START_FRAME = 600;

/** Cuts a short piece out of a real video at a rate near the wanted one and shrinks it to the wanted size. */
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
  let decoded = decodeFile(item.path, random.integer(0, MAX_START_FRAME), wanted);
  if (!decoded || decoded.frames.length < wanted) decoded = decodeFile(item.path, 0, wanted);
  if (!decoded) return undefined;
  const kept = decoded.frames.filter((_, i) => i % stride === 0).slice(0, count);
  if (kept.length < 12) return undefined;
  const frames = reframe(random, kept, width, height);
  const footage: Footage = { width, height, rate: probe.rate / stride, frames };
  return { footage, speed: trackMotion(footage) };
}

/** One crop for all frames, of the output's shape, large enough that shrinking hides the source's own compression. */
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
