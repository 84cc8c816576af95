import type { Random } from '../../base';
import type { Camera, Pose } from '../camera';
import { cameraSpeed, createCamera, project } from '../camera';
import { fractalField, at } from '../field';
import type { Picture, Sprite } from '../picture';
import { createPicture, luma, paintView } from '../picture';
import { paintSprite } from './paint';
import type { Scene, SceneBrief } from './scene';
import { subjectShare } from './scene';

/**
 * Source pixels per output pixel: at least 1, so that a photo is never magnified, and large enough for the camera's
 * path, so that the view seldom leaves the photo.
 */
function photoScale(brief: SceneBrief, camera: Camera, photo: Picture): number {
  const { random, width, height, seconds } = brief;
  const diagonal = Math.hypot(width, height);
  const poses = [0, 0.25, 0.5, 0.75, 1].map((share) => camera.pose(share * seconds));
  const reach = (offset: (pose: Pose) => number): number => 2 * diagonal * Math.max(...poses.map(offset));
  const wide = photo.width / (width + reach((pose) => Math.abs(pose.x)));
  const tall = photo.height / (height + reach((pose) => Math.abs(pose.y)));
  return Math.max(1.05, random.uniform(0.75, 1) * Math.min(wide, tall));
}

/** A real photo under a camera move: rigid motion of the whole picture. */
export function photoScene(brief: SceneBrief, photo: Picture): Scene {
  const { random, width, height, seconds, pace } = brief;
  const camera = createCamera(random, pace, seconds);
  const scale = photoScale(brief, camera, photo);
  const diagonal = Math.hypot(width, height);
  const startX = photo.width * random.uniform(0.45, 0.55);
  const startY = photo.height * random.uniform(0.45, 0.55);
  return {
    paint(t, out) {
      const pose = camera.pose(t);
      paintView(out, photo, {
        x: startX + pose.x * diagonal * scale,
        y: startY + pose.y * diagonal * scale,
        // A zoom starts wider, so that it ends at most at the photo's own resolution.
        scale: camera.zooms ? Math.max(1, (scale * 1.3) / pose.zoom) : scale,
        angle: pose.roll,
      });
    },
    speed: (t) => cameraSpeed(camera, t, width, height),
  };
}

/** Pieces of other photos that move and rotate over a photo: subjects with real texture. */
export function collageScene(brief: SceneBrief, photo: Picture, others: readonly Picture[]): Scene {
  const { random, width, height, seconds, pace } = brief;
  const camera = createCamera(random, random.chance(0.5) ? 0 : pace * 0.6, seconds);
  const scale = photoScale(brief, camera, photo);
  const diagonal = Math.hypot(width, height);
  const pieces = Array.from({ length: random.integer(1, 4) }, () => {
    const size = Math.round(height * random.uniform(0.3, 0.65) * 1.15);
    const heading = random.uniform(-0.5, 0.5) + (random.chance(0.5) ? Math.PI : 0);
    const speed = pace * diagonal * random.uniform(0.7, 1.4);
    return {
      sprite: cutOut(random, random.pick(others), size),
      size: size / 1.15,
      x: width * random.uniform(0.3, 0.7),
      y: height * random.uniform(0.35, 0.7),
      vx: Math.cos(heading) * speed,
      vy: Math.sin(heading) * speed,
      turn: random.chance(0.4) ? random.uniform(-1, 1) * Math.min(2, pace * 4) : 0,
      bob: random.chance(0.5) ? random.uniform(0.01, 0.05) * height : 0,
      rate: random.uniform(2, 8) * Math.min(1, pace * 6),
    };
  });
  const area = pieces.reduce((sum, p) => sum + (0.6 * p.size * p.size) / (width * height), 0);
  return {
    paint(t, out) {
      const pose = camera.pose(t);
      const dx = pose.x * diagonal;
      const dy = pose.y * diagonal;
      paintView(out, photo, {
        x: photo.width / 2 + dx * scale,
        y: photo.height / 2 + dy * scale,
        scale: Math.max(1, scale / pose.zoom),
        angle: pose.roll,
      });
      for (const p of pieces) {
        const away = t - seconds / 2;
        const y = bounce(p.y + p.vy * away, height) + p.bob * Math.sin(p.rate * t);
        const seen = project(pose, width, height, bounce(p.x + p.vx * away, width), y);
        paintSprite(out, p.sprite, { ...seen, scale: seen.zoom / 1.15, angle: p.turn * away + seen.roll });
      }
    },
    speed(t) {
      const own = pieces.reduce((sum, p) => sum + Math.hypot(p.vx, p.vy) + 0.5 * p.bob * p.rate, 0);
      return Math.hypot(cameraSpeed(camera, t, width, height), (own / pieces.length / diagonal) * subjectShare(area));
    },
  };
}

/** Moves to the edge and back. */
function bounce(value: number, size: number): number {
  const low = -0.15 * size;
  const span = 1.3 * size;
  const folded = (((value - low) % (2 * span)) + 2 * span) % (2 * span);
  return low + (folded < span ? folded : 2 * span - folded);
}

/** Cuts a lobed piece with a soft edge of one pixel from a photo. */
function cutOut(random: Random, photo: Picture, size: number): Sprite {
  const side = Math.min(size, photo.width - 2, photo.height - 2);
  const [left, top] = busiest(
    photo,
    side,
    Array.from({ length: 4 }, () => [random.integer(0, photo.width - side), random.integer(0, photo.height - side)]),
  );
  const picture = createPicture(side, side);
  const alpha = new Uint8Array(side * side);
  const outline = fractalField(random, 64, 4, 3, 0.5);
  const squeeze = random.uniform(0.6, 1);
  for (let y = 0, p = 0; y < side; y++) {
    for (let x = 0; x < side; x++, p++) {
      const dx = (x - side / 2) / squeeze;
      const dy = y - side / 2;
      const turn = Math.atan2(dy, dx);
      const edge = (side / 2 - 2) * (0.6 + 0.4 * at(outline, 20 * Math.cos(turn) + 32, 20 * Math.sin(turn) + 32));
      alpha[p] = 255 * Math.min(1, Math.max(0, edge - Math.hypot(dx, dy) + 0.5));
      const i = ((top + y) * photo.width + left + x) * 3;
      picture.data[p * 3] = photo.data[i]!;
      picture.data[p * 3 + 1] = photo.data[i + 1]!;
      picture.data[p * 3 + 2] = photo.data[i + 2]!;
    }
  }
  return { ...picture, alpha };
}

/** The square with the most contrast among some squares of a photo, to avoid flat areas. */
function busiest(photo: Picture, side: number, corners: readonly [number, number][]): [number, number] {
  const contrast = ([left, top]: [number, number]): number => {
    let sum = 0;
    let squares = 0;
    const step = Math.max(1, side >> 4);
    for (let y = 0, count = 0; y < side; y += step) {
      for (let x = 0; x < side; x += step, count++) {
        const value = luma(photo.data, (top + y) * photo.width + left + x);
        sum += value;
        squares += value * value;
      }
      if (y + step >= side) return squares / count - (sum / count) ** 2;
    }
    return 0;
  };
  return corners.reduce((best, corner) => (contrast(corner) > contrast(best) ? corner : best));
}
