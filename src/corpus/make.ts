import { createRandom } from '../base';
import type { PhotoShelf } from './content';
import { distortionType } from './distortions/index';
import type { Distortion } from './distortions/distortion-type';
import type { Appearance } from './appearance';
import { appearanceOf, worseAppearance } from './appearance';
import { resized, weather } from './augmentation';
import type { Base, Problem } from './psychometric';
import { felt, regionOf, spanOf } from './psychometric';
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
  /** What is wrong with it. */
  readonly tags: readonly Problem[];
  /** What its scene or source is worth without that. */
  readonly base: Base;
  /** The worse of its looks before and after its faults. What it suffers on its way to the viewer does not count. */
  readonly appearance: Appearance;
  /** True motion, frame diagonals a second. */
  readonly speed: number;
}

/** Makes one clip from its plan alone: the same plan gives the same bytes. What raters say of it: judge.ts. */
export function makeClip(plan: ClipPlan, shelf: PhotoShelf): MadeClip {
  const set = oversized(plan);
  const filmed = film(set, shelf);
  const { footage } = filmed;
  const count = footage.frames.length;
  const meant = appearanceOf(footage, plan);
  let speed = filmed.speed;
  const tags: Problem[] = plan.distortions.map((distortion, index) => {
    const kind = distortionType(distortion.distortionType);
    const strike = distortionOf(set, distortion, index, count, shelf);
    const before = [...footage.frames];
    kind.apply(footage, strike);
    const { width, height, frames: after } = footage;
    const seen = visibility(kind.id, { before, after, width, height }, strike);
    speed *= 1 + ((kind.motionFactor ?? 1) - 1) * distortion.severity;
    speed = Math.hypot(speed, (kind.motionAdded ?? 0) * distortion.severity * (distortion.to - distortion.from));
    return {
      distortionType: kind.id,
      tag: kind.tag,
      strength: felt(distortion.severity, distortion.place, distortion.to - distortion.from) * seen,
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
  const appearance = plan.distortions.length === 0 ? meant : worseAppearance(meant, appearanceOf(footage, plan));
  const arrived = set === plan ? footage : resized(footage, plan.width, plan.height);
  weather(arrived, plan.augmentation, createRandom(`${plan.seed}/weather`));
  return { footage: arrived, tags, base: baseOf(plan), appearance, speed };
}

/** The plan at the size at which the clip is filmed and spoilt. */
function oversized(plan: ClipPlan): ClipPlan {
  const { oversize } = plan.augmentation;
  return oversize === 1 ? plan : scaledPlan(plan, oversize);
}

/** Frame diagonals a second below which a clip strikes raters as hardly moving. */
const LITTLE_SPEED = 0.02;

/** It bears no weight: the opinion of the amplitude follows from the speed itself, the name only goes with it. */
function littleMotion(speed: number): Problem {
  const strength = 1 - speed / LITTLE_SPEED;
  return { distortionType: 'little-motion', tag: 'little-motion', strength, region: 'everywhere', span: 'throughout' };
}

/** A scene's own faults have no severity to draw: they are plain to see, and no more. */
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

/** A clip of the same size and length from another place. Photos stay within the plan's own, that is, in its split. */
function elsewhere(plan: ClipPlan, frames: number): ClipPlan {
  const seed = `${plan.seed}/other`;
  const { source } = plan;
  if (source.kind === 'collage') return { ...plan, seed, frames, source: { kind: 'photo', photo: source.others[0]! } };
  if (source.kind === 'scene' && createRandom(`${seed}/source`).chance(0.5)) return { ...plan, seed, frames };
  const family = createRandom(`${seed}/family`).pick(SCENE_FAMILIES).id;
  return { ...plan, seed, frames, source: { kind: 'scene', family } };
}

/** A part of what the camera saw, blown up to the frame (see Harm.reframed). */
interface Framing {
  readonly factor: number;
  readonly x: number;
  readonly y: number;
}

const WHOLE: Framing = { factor: 1, x: 0, y: 0 };

/** The clip before anything goes wrong. `foreign` asks for a painted scene even where the plan has a real video. */
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
