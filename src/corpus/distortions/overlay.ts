import type { Random } from '../../base';
import { hsv } from '../palette';
import { createPicture } from '../picture';
import { writeGlyph } from '../scenes/slide';
import type { DistortionType } from './distortion-type';
import { applyEffect } from './distortion-type';

/** Subtitles, a channel mark or a stamp over the picture. */
export const overlay: DistortionType = {
  id: 'overlay',
  tag: 'overlay',
  stage: 'edit',
  frequency: 1.4,
  reach: 'whole',
  partial: true,
  apply(footage, distortion) {
    const { width, height } = footage;
    const { random, severity } = distortion;
    const layer = createPicture(width, height);
    const cover = new Uint8Array(width * height);
    const size = Math.max(8, Math.round(height * (0.05 + 0.09 * severity)));
    const lines = 1 + Math.round(severity * random.uniform(0, 4));
    const tiled = severity > 0.6 && random.chance(0.5);
    for (let k = 0; k < lines; k++) {
      const top = tiled
        ? (k + 0.3) * (height / lines)
        : random.chance(0.7)
          ? height - (k + 1.4) * size
          : size * (k + 0.4);
      const letters = Math.round(random.uniform(4, 8 + 14 * severity));
      const left = random.uniform(0.03, 0.3) * width;
      writeWord(random, layer, cover, left, Math.max(0, top), size, letters);
    }
    const opacity = 0.45 + 0.55 * random.next();
    applyEffect(footage, distortion, (source, out) => {
      out.set(source);
      for (let p = 0, o = 0; p < cover.length; p++, o += 3) {
        if (cover[p] === 0) continue;
        for (let c = 0; c < 3; c++) out[o + c] = source[o + c]! + (layer.data[o + c]! - source[o + c]!) * opacity;
      }
    });
  },
};

function writeWord(
  random: Random,
  layer: { width: number; height: number; data: Uint8Array },
  cover: Uint8Array,
  left: number,
  top: number,
  size: number,
  letters: number,
): void {
  const mark = createPicture(layer.width, layer.height);
  const pen = Math.max(1, Math.round(size * 0.13));
  for (let i = 0; i < letters; i++) {
    if (random.chance(0.15)) continue;
    writeGlyph(random, mark, left + i * size * 0.58, top, size * 0.55, size, pen, [255, 255, 255]);
  }
  const colour = random.chance(0.6) ? hsv(0, 0, 1) : hsv(random.next(), 0.8, 1);
  for (let p = 0; p < cover.length; p++) {
    if (mark.data[p * 3] === 0) continue;
    cover[p] = 255;
    layer.data.set([colour[0], colour[1], colour[2]], p * 3);
  }
}
