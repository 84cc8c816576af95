import type { EncodeJpeg } from './config';

/** Faults of the coder must not look like faults of the video. */
const QUALITY = 0.95;

/** Encodes with the browser's own coder, in a page or a worker. */
export const encodeJpegInBrowser: EncodeJpeg = async (rgb, { width, height }) => {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser gives no 2D canvas.');
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let at = 0, out = 0; at < rgb.length; at += 3, out += 4) {
    rgba[out] = rgb[at]!;
    rgba[out + 1] = rgb[at + 1]!;
    rgba[out + 2] = rgb[at + 2]!;
  }
  context.putImageData(new ImageData(rgba, width, height), 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  return new Uint8Array(await blob.arrayBuffer());
};
