import type { Random } from '../../base';
import { createCamera } from '../camera';
import { hsv, mix } from '../palette';
import type { Picture } from '../picture';
import { createPicture, paintView } from '../picture';
import { fillRect } from './paint';
import type { SceneFamily } from './scene';
import { totalSpeed } from './scene';
import { SUPERSAMPLE, material } from './texture';

/** A page of text with figures, scrolled or panned: sharp edges on a flat background. */
export const slide: SceneFamily = {
  id: 'slide',
  aesthetic: 0.95,
  content: 0.95,
  artifacts: ['game-interface'],
  build({ random, width, height, seconds, pace }) {
    const page = writePage(random, Math.round(width * 2.2), Math.round(height * 2.2));
    const camera = createCamera(random, pace, seconds, { level: true });
    const diagonal = Math.hypot(width, height);
    return {
      paint(t, out) {
        const pose = camera.pose(t);
        paintView(out, page, {
          x: page.width / 2 + pose.x * diagonal * SUPERSAMPLE,
          y: page.height / 2 + pose.y * diagonal * SUPERSAMPLE,
          scale: SUPERSAMPLE / pose.zoom,
          angle: 0,
        });
      },
      speed: (t) => totalSpeed(camera, t, width, height, 0, 0),
    };
  },
};

function writePage(random: Random, width: number, height: number): Picture {
  const page = createPicture(width, height);
  const dark = random.chance(0.35);
  const paper = hsv(
    random.next(),
    random.uniform(0, 0.15),
    dark ? random.uniform(0.08, 0.25) : random.uniform(0.85, 1),
  );
  const ink = mix(paper, dark ? [255, 255, 255] : [10, 10, 20], random.uniform(0.75, 1));
  fillRect(page, 0, 0, width, height, paper);
  const line = Math.round(random.uniform(14, 30));
  for (let y = line; y < height - line;) {
    if (random.chance(0.18)) {
      const tall = Math.round(line * random.uniform(3, 6));
      const figure = material(random, Math.round(width * random.uniform(0.25, 0.6)), tall);
      const left = random.integer(0, width - figure.width);
      for (let row = 0; row < tall && y + row < height; row++) {
        page.data.set(
          figure.data.subarray(row * figure.width * 3, (row + 1) * figure.width * 3),
          ((y + row) * width + left) * 3,
        );
      }
      y += tall + line;
      continue;
    }
    const heading = random.chance(0.1);
    const colour = heading ? hsv(random.next(), 0.8, dark ? 0.9 : 0.55) : ink;
    writeLine(random, page, y, heading ? line * 1.4 : line, colour);
    y += Math.round(line * (heading ? 2.2 : 1.5));
  }
  return page;
}

/** A line of made-up letters: upright strokes with bars. */
export function writeLine(
  random: Random,
  page: Picture,
  top: number,
  size: number,
  colour: readonly [number, number, number],
): void {
  const glyph = Math.max(4, size * 0.55);
  const pen = Math.max(1, Math.round(size * 0.1));
  let x = Math.round(glyph);
  while (x < page.width - glyph * 2) {
    const letters = random.integer(2, 9);
    for (let i = 0; i < letters && x < page.width - glyph; i++, x += Math.round(glyph * 0.95)) {
      writeGlyph(random, page, x, top, glyph, size, pen, colour);
    }
    x += Math.round(glyph * 0.8);
    if (random.chance(0.04)) break;
  }
}

export function writeGlyph(
  random: Random,
  page: Picture,
  x: number,
  top: number,
  glyph: number,
  size: number,
  pen: number,
  colour: readonly [number, number, number],
): void {
  const tall = random.chance(0.3) ? size : size * 0.68;
  const y = top + size - tall;
  const wide = glyph * 0.7;
  fillRect(page, x, y, pen, tall, colour);
  if (random.chance(0.7)) fillRect(page, x + wide - pen, top + size * 0.32, pen, size * 0.68, colour);
  if (random.chance(0.6)) fillRect(page, x, top + size * 0.32, wide, pen, colour);
  if (random.chance(0.4)) fillRect(page, x, top + size * 0.65, wide, pen, colour);
  if (random.chance(0.5)) fillRect(page, x, top + size - pen, wide, pen, colour);
}
