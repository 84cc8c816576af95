import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { WindowFrames } from '../judge';
import { pictureRgb } from '../pictures/picture-rgb';
import { pictureSize } from '../pictures/picture-size';
import type { SentFrame } from './adapters/adapter';
import type { EncodeJpeg } from './config';

/** Side in pixels of the square that one token of the budget stands for: patch 14, merge 2, as in Qwen2.5-VL. */
export const CELL = 28;

/** `String.fromCharCode` takes its bytes as arguments, of which engines allow some ten thousands. */
const CHUNK = 8192;

export interface EncodedWindow {
  readonly frames: readonly SentFrame[];
  /** Cells of each frame. The server's own count may differ. */
  readonly frameTokens: readonly number[];
}

/** Encodes the frames of a window once, for all questions about it. */
export async function encodeFrames({ frames }: WindowFrames, encodeJpeg: EncodeJpeg): Promise<Result<EncodedWindow>> {
  const sent: SentFrame[] = [];
  const frameTokens: number[] = [];
  // Everything is taken from the pictures before the first wait, after which the caller may change them.
  const pictures = frames.map(({ record, picture, tokens }) => {
    const size = pictureSize(picture, tokens, CELL);
    return { record, size, rgb: pictureRgb(picture, size) };
  });
  try {
    for (const { record, size, rgb } of pictures) {
      const { width, height, rows, columns } = size;
      const jpeg = base64(await encodeJpeg(rgb, { width, height }));
      sent.push({ jpeg, width, height, pathway: record.pathway, time: record.instant, index: record.index });
      frameTokens.push(rows * columns);
    }
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return fail('internal', `A frame could not be encoded as JPEG (${cause}). Choose another judge.`);
  }
  return ok({ frames: sent, frameTokens });
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}
