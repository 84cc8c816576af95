import type { Random } from '../base';
import { createRandom } from '../base';
import type { Split } from './clip';
import type { ContentItem } from './content';
import type { DistortionType, Place } from './distortions/distortion-type';
import { DISTORTION_TYPES } from './distortions/index';
import { stageRank } from './psychometric';
import { SCENE_FAMILIES, sceneFamily } from './scenes/index';

export interface DistortionPlan {
  readonly distortionType: string;
  readonly severity: number;
  readonly place: Place | undefined;
  /** Fractions of the clip. */
  readonly from: number;
  readonly to: number;
}

/** Label-preserving augmentation. */
export interface Augmentation {
  /** Levels per channel of a dithered palette; 0: no palette. */
  readonly palette: number;
  /** Rate factor of a mild compression; 0: none. */
  readonly rateFactor: number;
  /** Reduced to this fraction and enlarged again; 1: not. */
  readonly rescale: number;
  /** Filmed and distorted at a size larger by this factor, then resized once; 1: not. */
  readonly oversize: number;
}

export type Source =
  | { readonly kind: 'scene'; readonly family: string }
  | { readonly kind: 'photo'; readonly photo: ContentItem }
  | { readonly kind: 'collage'; readonly photo: ContentItem; readonly others: readonly ContentItem[] }
  | { readonly kind: 'recut'; readonly video: ContentItem };

/** Everything about one clip, before it is made. */
export interface ClipPlan {
  readonly id: string;
  readonly seed: string;
  readonly split: Split;
  readonly content: string;
  readonly source: Source;
  readonly width: number;
  readonly height: number;
  readonly rate: number;
  readonly frames: number;
  readonly pace: number;
  readonly distortions: readonly DistortionPlan[];
  readonly augmentation: Augmentation;
}

/** Sizes and their frequency: most are small, as generated clips are; some are larger, as users' clips are. */
const SIZES: readonly (readonly [number, number, number])[] = [
  [256, 256, 24],
  [240, 240, 10],
  [288, 160, 12],
  [320, 180, 10],
  [320, 240, 10],
  [384, 216, 8],
  [320, 320, 6],
  [448, 256, 6],
  [512, 288, 5],
  [512, 512, 3],
  [640, 360, 5],
  [256, 448, 2],
  [854, 480, 1],
];

const RATES: readonly (readonly [number, number])[] = [
  [8, 26],
  [10, 22],
  [12, 12],
  [15, 10],
  [24, 14],
  [25, 8],
  [30, 8],
];

/** Of every ten clips, eight are for training, one for validation and one for testing. */
const PLACES: Readonly<Record<Split, readonly number[]>> = {
  train: [0, 1, 2, 3, 5, 6, 7, 8],
  validation: [4],
  test: [9],
};

/** Split of the clip with this number. */
export function splitOf(index: number): Split {
  const place = index % 10;
  return PLACES.test.includes(place) ? 'test' : PLACES.validation.includes(place) ? 'validation' : 'train';
}

/** Number of the n-th clip of a split, counted from 0. */
export function numberIn(split: Split, n: number): number {
  const places = PLACES[split];
  return 10 * Math.floor(n / places.length) + places[n % places.length]!;
}

export function planClip(seed: string | number, index: number, content: readonly ContentItem[]): ClipPlan {
  const random = createRandom(`${seed}/clip/${index}`);
  const split = splitOf(index);
  const [width, height] = weighted(random, SIZES, (row) => row[2]);
  const [rate] = weighted(random, RATES, (row) => row[1]);
  const seconds = random.uniform(1.6, rate >= 24 ? 2.3 : 3);
  const source = chooseSource(random, split, content);
  const own = `${seed}/clip/${index}`;
  return {
    id: String(index).padStart(5, '0'),
    seed: own,
    split,
    content: contentName(source, own),
    source,
    width,
    height,
    rate,
    frames: Math.min(60, Math.max(16, Math.round(seconds * rate))),
    pace: choosePace(random),
    distortions: chooseDistortions(random, hasSubject(source)),
    augmentation: chooseAugmentation(random),
  };
}

/**
 * Shares of the sources where all are available. Photos are few, because each is a single image under a camera move.
 */
const PHOTO_SHARE = 0.12;
const COLLAGE_SHARE = 0.24;
const RECUT_SHARE = 0.13;

function chooseSource(random: Random, split: Split, content: readonly ContentItem[]): Source {
  const photos = content.filter((item) => item.kind === 'photo' && item.split === split);
  const videos = content.filter((item) => item.kind === 'video' && item.split === split);
  const draw = random.next();
  if (photos.length > 0 && draw < PHOTO_SHARE) return { kind: 'photo', photo: random.pick(photos) };
  if (photos.length > 1 && draw < PHOTO_SHARE + COLLAGE_SHARE) {
    const photo = random.pick(photos);
    const others = photos.filter((item) => item.id !== photo.id);
    return { kind: 'collage', photo, others: [random.pick(others), random.pick(others)] };
  }
  if (videos.length > 0 && draw < PHOTO_SHARE + COLLAGE_SHARE + RECUT_SHARE)
    return { kind: 'recut', video: random.pick(videos) };
  return { kind: 'scene', family: weighted(random, SCENE_FAMILIES, (family) => family.frequency ?? 1).id };
}

function hasSubject(source: Source): boolean {
  return source.kind === 'collage' || (source.kind === 'scene' && sceneFamily(source.family).subject === true);
}

function contentName(source: Source, seed: string): string {
  switch (source.kind) {
    case 'scene':
      return `${source.family}/${seed}`;
    case 'recut':
      return source.video.id;
    case 'photo':
    case 'collage':
      return source.photo.id;
  }
}

/**
 * Speed in frame diagonals per second: a few clips are still, one in eight is fast, the rest are uniform on a log
 * scale. Fast motion is independent of the distortions, so that it also occurs in clean clips.
 */
function choosePace(random: Random): number {
  const draw = random.next();
  if (draw < 0.07) return 0;
  if (draw < 0.19) return random.uniform(0.45, 1.1);
  return Math.exp(random.uniform(Math.log(0.02), Math.log(0.9)));
}

/**
 * 14 % clean, 22 % with one distortion, 64 % with two or three. Each distortion lowers a few dimensions only; with
 * fewer, most clips would be tied at the top of every dimension. Distortions of generated motion are drawn most often,
 * because they are common in users' clips and the hardest to detect.
 */
function chooseDistortions(random: Random, subject: boolean): DistortionPlan[] {
  const draw = random.next();
  const count = draw < 0.14 ? 0 : draw < 0.36 ? 1 : random.chance(0.5) ? 2 : 3;
  const possible = subject ? DISTORTION_TYPES : DISTORTION_TYPES.filter((candidate) => candidate.needs !== 'subject');
  const chosen: DistortionType[] = [];
  while (chosen.length < count) {
    const next = weighted(random, possible, (candidate) => candidate.frequency);
    if (!chosen.some((other) => other.tag === next.tag)) chosen.push(next);
  }
  chosen.sort((a, b) => stageRank(a.stage) - stageRank(b.stage));
  return chosen.map((distortionType) => planDistortion(random, distortionType));
}

/** From hardly visible to unwatchable. */
export const SEVERITIES = { least: 0.08, most: 1 };

export function planDistortion(random: Random, distortionType: DistortionType): DistortionPlan {
  const local = distortionType.reach === 'part' || (distortionType.reach === 'either' && random.chance(0.35));
  const brief = distortionType.partial && random.chance(0.25);
  const length = brief ? random.uniform(0.3, 0.6) : 1;
  const from = random.uniform(0, 1 - length);
  return {
    distortionType: distortionType.id,
    severity: random.uniform(SEVERITIES.least, SEVERITIES.most),
    place: local
      ? {
          x: random.uniform(0.2, 0.8),
          y: random.uniform(0.2, 0.8),
          rx: random.uniform(0.18, 0.45),
          ry: random.uniform(0.2, 0.5),
        }
      : undefined,
    from,
    to: from + length,
  };
}

function chooseAugmentation(random: Random): Augmentation {
  // Sites shrink uploaded videos; this must not change a rating.
  const oversize = random.chance(0.25) ? random.uniform(1.04, 1.4) : 1;
  if (random.chance(0.45)) return { palette: 0, rateFactor: 0, rescale: 1, oversize };
  return {
    palette: random.chance(0.55) ? random.integer(9, 20) : 0,
    rateFactor: random.chance(0.6) ? random.integer(16, 28) : 0,
    rescale: random.chance(0.35) ? random.uniform(0.8, 0.97) : 1,
    oversize,
  };
}

/** The plan at a size larger by a factor, with even sides for codecs. */
export function scaledPlan(plan: ClipPlan, factor: number): ClipPlan {
  const even = (side: number): number => 2 * Math.round((side * factor) / 2);
  return { ...plan, width: even(plan.width), height: even(plan.height) };
}

function weighted<T>(random: Random, items: readonly T[], weight: (item: T) => number): T {
  let left = random.next() * items.reduce((sum, item) => sum + weight(item), 0);
  for (const item of items) {
    left -= weight(item);
    if (left < 0) return item;
  }
  return items[items.length - 1]!;
}
