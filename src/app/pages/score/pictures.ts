import type { Thumbnail } from '../../../scoring';
import type { Picture } from './queue';

const QUALITY = 0.8;

/** Compresses a thumbnail's pixels to an image that lives in this tab; undefined where the browser refuses. */
export async function toPicture(thumbnail: Thumbnail): Promise<Picture | undefined> {
  const canvas = document.createElement('canvas');
  canvas.width = thumbnail.width;
  canvas.height = thumbnail.height;
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  // The pixels crossed from a worker: ImageData wants them over a plain ArrayBuffer.
  const pixels = new Uint8ClampedArray(thumbnail.rgba);
  context.putImageData(new ImageData(pixels, thumbnail.width, thumbnail.height), 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', QUALITY));
  if (blob === null) return undefined;
  return { url: URL.createObjectURL(blob), columns: 1, rows: 1, cell: 0 };
}

/** Gives an item's pictures back to the browser; those of a sample are plain addresses and stay. */
export function releasePictures(pictures: ReadonlyMap<number, Picture>): void {
  for (const { url } of pictures.values()) {
    if (url.startsWith('blob:')) URL.revokeObjectURL(url);
  }
}

/** CSS that shows a picture's own cell of its image in a box of any size. */
export function pictureStyle({ url, columns, rows, cell }: Picture): Record<string, string> {
  const along = (index: number, count: number): string => `${count > 1 ? (index / (count - 1)) * 100 : 0}%`;
  return {
    'background-image': `url("${url}")`,
    'background-size': `${columns * 100}% ${rows * 100}%`,
    'background-position': `${along(cell % columns, columns)} ${along(Math.floor(cell / columns), rows)}`,
  };
}
