import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Result } from '../../base';
import { fail, ok } from '../../base';
import { encodeJpeg } from '../../media/node';
import type { ContentItem } from '../content';
import { PhotoShelf, listContent } from '../content';
import { CORPUS_VERSION } from '../generate';
import { rateClip } from '../judge';
import { makeClip } from '../make';
import type { Footage, Picture } from '../picture';
import { createPicture, resize } from '../picture';
import { createPool } from '../raters';
import { planExhibits } from './exhibits';
import type { Shown } from './page';
import { contactSheet } from './page';

export interface GalleryOptions {
  readonly seed: string | number;
  /** Folders of photos and videos; can be empty. */
  readonly content: readonly string[];
  /** The HTML file to write. */
  readonly file: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

const SHOWN_FRAMES = 6;
const FRAME_WIDTH_PX = 208;
const GAP_PX = 3;

/**
 * Writes a contact sheet of the corpus: every scene family at several paces and every distortion at several levels,
 * with true scores. Takes about a second per clip.
 */
export async function writeGallery(options: GalleryOptions): Promise<Result<{ file: string; clips: number }>> {
  let content: ContentItem[];
  try {
    content = listContent(options.content);
  } catch {
    return fail('unreadable-file', 'A content folder cannot be read: check the paths given with --content.');
  }
  const exhibits = planExhibits(options.seed, content);
  const shelf = new PhotoShelf();
  const pool = createPool(options.seed);
  const shown: Shown[] = [];
  for (const exhibit of exhibits) {
    // A turn of the event loop for signals, because making a clip blocks the thread.
    await new Promise((resume) => setImmediate(resume));
    if (options.signal?.aborted) return fail('cancelled', 'The gallery was stopped; nothing was written.');
    const made = makeClip(exhibit.plan, shelf);
    const strip = encodeJpeg(stripOf(made.footage));
    shown.push({ exhibit, strip, speed: made.speed, ...rateClip(exhibit.plan, made, pool) });
    options.onProgress?.(shown.length, exhibits.length);
  }
  mkdirSync(dirname(options.file), { recursive: true });
  writeFileSync(options.file, contactSheet(`Corpus ${CORPUS_VERSION}, seed ${options.seed}`, shown));
  return ok({ file: options.file, clips: shown.length });
}

/** The gallery file of a cache folder. */
export function galleryFile(cache: string): string {
  return join(cache, 'corpus', 'gallery.html');
}

/** A few frames side by side in time order. The last ones are consecutive, to show flicker and jitter. */
function stripOf({ width, height, frames }: Footage): Picture {
  const last = frames.length - 1;
  const spread = SHOWN_FRAMES - 2;
  const picks = Array.from({ length: spread }, (_, k) => Math.round((k * (last - 2)) / (spread - 1)));
  const tall = Math.round((FRAME_WIDTH_PX * height) / width);
  const strip = createPicture((FRAME_WIDTH_PX + GAP_PX) * SHOWN_FRAMES - GAP_PX, tall);
  strip.data.fill(255);
  [...picks, last - 1, last].forEach((index, column) => {
    const small = resize({ width, height, data: frames[index]! }, FRAME_WIDTH_PX, tall);
    for (let y = 0; y < tall; y++) {
      const row = small.data.subarray(y * FRAME_WIDTH_PX * 3, (y + 1) * FRAME_WIDTH_PX * 3);
      strip.data.set(row, (y * strip.width + column * (FRAME_WIDTH_PX + GAP_PX)) * 3);
    }
  });
  return strip;
}
