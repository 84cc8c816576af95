import { createRandom } from '../base';
import type { PhotoShelf } from './content';
import { distortionType } from './distortions/index';
import type { Distortion } from './distortions/distortion-type';
import type { Appearance } from './appearance';
import { appearanceOf, worseAppearance } from './appearance';
import { resized, augment } from './augmentation';
import type { Base, ShownDistortion } from './psychometric';
import { perceivedStrength, regionOf, spanOf } from './psychometric';
import type { Footage } from './picture';
import { createPicture, crop } from './picture';
import type { ClipPlan, DistortionPlan } from './plan';
import { scaledPlan } from './plan';
import { recut } from './recut';
import { SCENE_FAMILIES, sceneFamily } from './scenes/index';
import { collageScene, photoScene } from './scenes/photo';
import type { Scene, SceneBrief } from './scenes/scene';
import { visibility } from './visibility';

export interface MadeClip {
  readonly footage: Footage;
  /** Its distortions, with the strength at which they show. */
  readonly tags: readonly ShownDistortion[];
  /** Factors of its scene or source, before distortions. */
  readonly base: Base;
  /** The worse appearance of before and after the distortions, without augmentation. */
  readonly appearance: Appearance;
  /** True motion in frame diagonals per second. */
  readonly speed: number;
}

/** Makes one clip from its plan: the same plan gives the same bytes. Ratings: judge.ts. */
export function makeClip(plan: ClipPlan, shelf: PhotoShelf): MadeClip {
  const filmedPlan = oversized(plan);
  const filmed = film(filmedPlan, shelf);
  const { footage } = filmed;
  const count = footage.frames.length;
  const intended = appearanceOf(footage, plan);
  let speed = filmed.speed;
  const tags: ShownDistortion[] = plan.distortions.map((distortion, index) => {
    const kind = distortionType(distortion.distortionType);
    const applied = distortionOf(filmedPlan, distortion, index, count, shelf);
    const before = [...footage.frames];
    kind.apply(footage, applied);
    const { width, height, frames: after } = footage;
    const seen = visibility(kind.id, { before, after, width, height }, applied);
    speed *= 1 + ((kind.motionFactor ?? 1) - 1) * distortion.severity;
    speed = Math.hypot(speed, (kind.motionAdded ?? 0) * distortion.severity * (distortion.to - distortion.from));
    return {
      distortionType: kind.id,
      tag: kind.tag,
      strength: perceivedStrength(distortion.severity, distortion.place, distortion.to - distortion.from) * seen,
      region: regionOf(distortion.place),
      span: spanOf(distortion.from, distortion.to),
    };
  });
  for (const artifact of artifactsOf(plan)) {
    if (artifact === 'single-image-move' && filmed.speed < 0.01) continue;
    tags.push({
      distortionType: artifact,
      tag: artifact,
      strength: ARTIFACT_STRENGTH,
      region: 'everywhere',
      span: 'throughout',
    });
  }
  if (speed < LITTLE_SPEED) tags.push(littleMotion(speed));
  const appearance = plan.distortions.length === 0 ? intended : worseAppearance(intended, appearanceOf(footage, plan));
  const arrived = filmedPlan === plan ? footage : resized(footage, plan.width, plan.height);
  augment(arrived, plan.augmentation, createRandom(`${plan.seed}/weather`));
  return { footage: arrived, tags, base: baseOf(plan), appearance, speed };
}

/** The plan at the size at which the clip is filmed and distorted. */
function oversized(plan: ClipPlan): ClipPlan {
  const { oversize } = plan.augmentation;
  return oversize === 1 ? plan : scaledPlan(plan, oversize);
}

/** Frame diagonals per second below which raters tick `little-motion`. */
const LITTLE_SPEED = 0.02;

/** It has no weight: the score of motion amplitude follows from the speed. */
function littleMotion(speed: number): ShownDistortion {
  const strength = 1 - speed / LITTLE_SPEED;
  return { distortionType: 'little-motion', tag: 'little-motion', strength, region: 'everywhere', span: 'throughout' };
}

/** Strength of the artifacts that a scene itself has. */
const ARTIFACT_STRENGTH = 0.5;

function artifactsOf({ source }: ClipPlan): readonly string[] {
  if (source.kind === 'photo') return ['single-image-move'];
  return source.kind === 'scene' ? (sceneFamily(source.family).artifacts ?? []) : [];
}

function baseOf(plan: ClipPlan): Base {
  if (plan.source.kind !== 'scene') {
    return {
      'content-quality': plan.source.kind === 'collage' ? 0.9 : 1,
      'clarity-quality': plan.source.kind === 'recut' ? 0.93 : 1,
    };
  }
  const { aesthetic, content } = sceneFamily(plan.source.family);
  return { 'aesthetic-quality': aesthetic, 'content-quality': content };
}

function distortionOf(
  plan: ClipPlan,
  distortion: DistortionPlan,
  index: number,
  count: number,
  shelf: PhotoShelf,
): Distortion {
  const from = Math.min(count - 1, Math.round(distortion.from * count));
  return {
    severity: distortion.severity,
    place: distortion.place,
    from,
    to: Math.max(from + 1, Math.min(count, Math.round(distortion.to * count))),
    random: createRandom(`${plan.seed}/harm/${index}`),
    other: () => film(elsewhere(plan, count), shelf, true).footage.frames,
    reframed: (factor, x, y) => film({ ...plan, frames: count }, shelf, true, { factor, x, y }).footage.frames,
  };
}

/** A clip of the same size and length of another scene. Photos are those of the plan, so they stay in its split. */
function elsewhere(plan: ClipPlan, frames: number): ClipPlan {
  const seed = `${plan.seed}/other`;
  const { source } = plan;
  if (source.kind === 'collage') return { ...plan, seed, frames, source: { kind: 'photo', photo: source.others[0]! } };
  if (source.kind === 'scene' && createRandom(`${seed}/source`).chance(0.5)) return { ...plan, seed, frames };
  const family = createRandom(`${seed}/family`).pick(SCENE_FAMILIES).id;
  return { ...plan, seed, frames, source: { kind: 'scene', family } };
}

/** A part of the view, enlarged to the frame (see Distortion.reframed). */
interface Framing {
  readonly factor: number;
  readonly x: number;
  readonly y: number;
}

const WHOLE: Framing = { factor: 1, x: 0, y: 0 };

/** The clip before distortions. `foreign` gives a procedural scene even where the plan has a real video. */
function film(
  plan: ClipPlan,
  shelf: PhotoShelf,
  foreign = false,
  framing = WHOLE,
): { footage: Footage; speed: number } {
  const random = createRandom(`${plan.seed}/film`);
  const { width, height, rate, frames, source } = plan;
  if (source.kind === 'recut' && !foreign) {
    const cut = recut(random, source.video, width, height, rate, frames);
    if (cut) return cut;
  }
  const wide = Math.round(width * framing.factor);
  const tall = Math.round(height * framing.factor);
  const pace = plan.pace / framing.factor;
  const scene = sceneOf(plan, { random, width: wide, height: tall, seconds: frames / rate, pace }, shelf);
  return shoot(scene, plan, wide, tall, framing);
}

function sceneOf(plan: ClipPlan, brief: SceneBrief, shelf: PhotoShelf): Scene {
  const { source } = plan;
  switch (source.kind) {
    case 'photo':
      return photoScene(brief, shelf.photo(source.photo));
    case 'collage':
      return collageScene(
        brief,
        shelf.photo(source.photo),
        source.others.map((item) => shelf.photo(item)),
      );
    case 'scene':
      return sceneFamily(source.family).build(brief);
    case 'recut':
      return sceneFamily('landscape').build(brief);
  }
}

function shoot(
  scene: Scene,
  plan: ClipPlan,
  wide: number,
  tall: number,
  framing: Framing,
): { footage: Footage; speed: number } {
  const { width, height, rate } = plan;
  const left = Math.round(((wide - width) / 2) * (1 + framing.x));
  const top = Math.round(((tall - height) / 2) * (1 + framing.y));
  const frames: Uint8Array[] = [];
  let speed = 0;
  for (let i = 0; i < plan.frames; i++) {
    const seen = createPicture(wide, tall);
    scene.paint(i / rate, seen);
    speed += scene.speed(i / rate) / plan.frames;
    frames.push(wide === width && tall === height ? seen.data : crop(seen, left, top, width, height).data);
  }
  return { footage: { width, height, rate, frames }, speed };
}
