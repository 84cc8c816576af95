import { readdirSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { createRandom } from '../base';
import type { Split } from './clip';
import { decodeFile } from './native';
import type { Picture } from './picture';
import { resize } from './picture';

export interface ContentItem {
  readonly id: string;
  readonly kind: 'photo' | 'video';
  readonly path: string;
  readonly split: Split;
}

/** Wider photos are reduced to this when they are read. */
export const MAX_PHOTO_WIDTH_PX = 1280;

const PHOTOS = new Set(['.png']);
const VIDEOS = new Set(['.mp4', '.mkv', '.webm', '.mov']);

/** Every photo and video under the folders, each always in the same split: about 80/10/10 of each kind. */
export function listContent(folders: readonly string[]): ContentItem[] {
  const found: Omit<ContentItem, 'split'>[] = [];
  for (const folder of folders) walk(folder, basename(folder), found);
  found.sort((a, b) => (a.id < b.id ? -1 : 1));
  return (['photo', 'video'] as const).flatMap((kind) => deal(found.filter((item) => item.kind === kind)));
}

function walk(folder: string, prefix: string, found: Omit<ContentItem, 'split'>[]): void {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    const id = `${prefix}/${name}`;
    if (statSync(path).isDirectory()) walk(path, id, found);
    else if (PHOTOS.has(extname(name).toLowerCase())) found.push({ id, kind: 'photo', path });
    else if (VIDEOS.has(extname(name).toLowerCase())) found.push({ id, kind: 'video', path });
  }
}

/** The order depends on the ids only, so that the splits are the same for every seed. */
function deal(items: readonly Omit<ContentItem, 'split'>[]): ContentItem[] {
  const order = createRandom('content splits').shuffle(items);
  return order.map((item, i) => ({ ...item, split: i % 10 === 3 ? 'validation' : i % 10 === 7 ? 'test' : 'train' }));
}

/** Cache of decoded photos: a worker uses each of them many times. */
export class PhotoShelf {
  private readonly photos = new Map<string, Picture>();

  photo(item: ContentItem): Picture {
    const known = this.photos.get(item.id);
    if (known) return known;
    const picture = decodeFile(item.path, 0, 1)?.frames[0];
    if (!picture) throw new Error(`${item.path} cannot be decoded. Remove it from the content folder.`);
    const fit = Math.min(1, MAX_PHOTO_WIDTH_PX / picture.width);
    const shown = fit < 1 ? resize(picture, MAX_PHOTO_WIDTH_PX, Math.round(picture.height * fit)) : picture;
    this.photos.set(item.id, shown);
    return shown;
  }
}
