import type { Observation, Region, Severity, Span, TrainedDimension } from './clip';
import { TRAINED_DIMENSIONS } from './clip';
import { STAGES } from './distortions/distortion-type';
import type { Place } from './distortions/distortion-type';

/** Weights w of one distortion: the share of a dimension's four points that level 1 removes, before LENIENCY. */
export type Weights = Partial<Record<TrainedDimension, number>>;

/**
 * Two psychometric functions. The first four dimensions are those of UltraVQA: any video, where noise, blocking and
 * exposure count as much as blur. `visual-quality` and `dynamic-quality` are those of Q-Save: generated video, where
 * raters look for sharpness and structure, and hardly notice compression, grain, exposure or colour casts. These two
 * also depend on appearance (appearance.ts), so distortions that remove detail or add jerks have smaller weights there.
 */
// prettier-ignore
export const WEIGHTS: Readonly<Record<string, Weights>> = {
  // Time: motion only. Held frames leave each picture intact, so clarity is not affected.
  choppy: { 'motion-quality': 0.8, 'dynamic-quality': 0.5 },
  freeze: { 'motion-quality': 0.75, 'dynamic-quality': 0.55 },
  'unnatural-motion': { 'motion-quality': 0.85, 'dynamic-quality': 0.75 },
  fragmented: { 'motion-quality': 0.85, 'dynamic-quality': 0.75, 'content-quality': 0.2, 'visual-quality': 0.2 },
  // A cut affects the content more than the picture.
  'scene-jump': { 'motion-quality': 0.75, 'dynamic-quality': 0.75, 'content-quality': 0.4 },
  transition: { 'motion-quality': 0.4, 'dynamic-quality': 0.45, 'content-quality': 0.3, 'aesthetic-quality': 0.2 },
  // Frames generated independently: the worst distortion of motion, and each frame is slightly wrong as well.
  regeneration: { 'motion-quality': 0.9, 'dynamic-quality': 0.75, 'visual-quality': 0.4, 'clarity-quality': 0.2, 'aesthetic-quality': 0.15 },
  boiling: { 'motion-quality': 0.8, 'dynamic-quality': 0.7, 'visual-quality': 0.4, 'clarity-quality': 0.3 },
  'dynamic-warping': { 'motion-quality': 0.85, 'dynamic-quality': 0.75, 'visual-quality': 0.3, 'content-quality': 0.2 },
  'local-collapse': { 'motion-quality': 0.7, 'dynamic-quality': 0.7, 'visual-quality': 0.6, 'content-quality': 0.35, 'aesthetic-quality': 0.25 },
  'large-collapse': { 'motion-quality': 0.9, 'dynamic-quality': 0.85, 'visual-quality': 0.75, 'content-quality': 0.6, 'aesthetic-quality': 0.45 },
  melting: { 'motion-quality': 0.75, 'dynamic-quality': 0.8, 'visual-quality': 0.7, 'content-quality': 0.35, 'aesthetic-quality': 0.3 },
  'identity-drift': { 'motion-quality': 0.5, 'dynamic-quality': 0.65, 'visual-quality': 0.35, 'content-quality': 0.3 },
  ghosting: { 'motion-quality': 0.6, 'dynamic-quality': 0.65, 'visual-quality': 0.55, 'clarity-quality': 0.45 },
  // The same in every frame: the picture is wrong, motion is not.
  'structure-defect': { 'visual-quality': 0.8, 'content-quality': 0.5, 'aesthetic-quality': 0.35, 'dynamic-quality': 0.3 },
  smear: { 'visual-quality': 0.75, 'clarity-quality': 0.75, 'aesthetic-quality': 0.3, 'dynamic-quality': 0.1 },
  'over-smoothing': { 'visual-quality': 0.65, 'clarity-quality': 0.65, 'aesthetic-quality': 0.2 },
  // The camera.
  shake: { 'motion-quality': 0.85, 'dynamic-quality': 0.45 },
  flicker: { 'motion-quality': 0.75, 'dynamic-quality': 0.55, 'aesthetic-quality': 0.15 },
  tint: { 'motion-quality': 0.65, 'dynamic-quality': 0.45, 'aesthetic-quality': 0.4 },
  blur: { 'clarity-quality': 0.95, 'visual-quality': 0.75, 'aesthetic-quality': 0.3 },
  'motion-blur': { 'clarity-quality': 0.85, 'visual-quality': 0.65, 'motion-quality': 0.15, 'aesthetic-quality': 0.2 },
  'low-resolution': { 'clarity-quality': 0.9, 'visual-quality': 0.7, 'aesthetic-quality': 0.2 },
  noise: { 'clarity-quality': 0.85, 'visual-quality': 0.08, 'aesthetic-quality': 0.15 },
  'pixel-jitter': { 'clarity-quality': 0.8, 'visual-quality': 0.5, 'motion-quality': 0.5, 'dynamic-quality': 0.35 },
  'exposure-error': { 'aesthetic-quality': 0.8, 'clarity-quality': 0.25, 'visual-quality': 0.08 },
  'abnormal-colour': { 'aesthetic-quality': 0.8, 'content-quality': 0.1, 'visual-quality': 0.06 },
  // Coding and display.
  blocking: { 'clarity-quality': 0.9, 'visual-quality': 0.15, 'aesthetic-quality': 0.2 },
  mosaic: { 'clarity-quality': 0.9, 'visual-quality': 0.6, 'content-quality': 0.3, 'aesthetic-quality': 0.3 },
  aliasing: { 'clarity-quality': 0.75, 'visual-quality': 0.35 },
  interlacing: { 'clarity-quality': 0.6, 'visual-quality': 0.2, 'motion-quality': 0.3, 'dynamic-quality': 0.2 },
  // Edits: the picture below is intact.
  overlay: { 'content-quality': 0.8, 'aesthetic-quality': 0.35, 'visual-quality': 0.05 },
  borders: { 'content-quality': 0.75, 'aesthetic-quality': 0.35, 'visual-quality': 0.05 },
  // Snow changes in every frame and so disturbs motion slightly; highlights are still.
  snow: { 'content-quality': 0.75, 'clarity-quality': 0.5, 'aesthetic-quality': 0.35, 'motion-quality': 0.2, 'visual-quality': 0.25, 'dynamic-quality': 0.15 },
  highlights: { 'content-quality': 0.65, 'aesthetic-quality': 0.5, 'clarity-quality': 0.2, 'visual-quality': 0.2 },
  // Editing effects: a still one affects the content, a moving one the motion; pixels stay sharp.
  'special-effects': { 'content-quality': 0.7, 'aesthetic-quality': 0.5, 'visual-quality': 0.4 },
  'dynamic-effect': { 'motion-quality': 0.5, 'dynamic-quality': 0.35, 'content-quality': 0.35, 'aesthetic-quality': 0.2 },
  // Drawn, filmed from a screen or pasted together: content, independent of sharpness.
  'toon-filter': { 'content-quality': 0.6, 'aesthetic-quality': 0.35, 'visual-quality': 0.5, 'clarity-quality': 0.3 },
  'screen-filming': { 'content-quality': 0.85, 'clarity-quality': 0.55, 'aesthetic-quality': 0.45, 'visual-quality': 0.4, 'motion-quality': 0.1 },
  'cut-out-background': { 'content-quality': 0.75, 'aesthetic-quality': 0.45, 'visual-quality': 0.5, 'dynamic-quality': 0.15 },
  'low-quality-scene': { 'content-quality': 0.6, 'aesthetic-quality': 0.6, 'clarity-quality': 0.2, 'visual-quality': 0.15 },
  // Composition and subject: mostly aesthetic quality; an unidentifiable subject lowers clarity instead.
  'incomplete-subject': { 'aesthetic-quality': 0.7, 'content-quality': 0.35, 'visual-quality': 0.1 },
  'unattractive-subject': { 'aesthetic-quality': 0.75, 'content-quality': 0.3, 'visual-quality': 0.35 },
  'illegible-composition': { 'aesthetic-quality': 0.8, 'content-quality': 0.5, 'visual-quality': 0.5, 'clarity-quality': 0.2 },
  'unidentifiable-subject': { 'clarity-quality': 0.85, 'visual-quality': 0.65, 'content-quality': 0.4, 'aesthetic-quality': 0.4 },
  // Objects that appear, jerk and vanish: motion is wrong, single frames are almost intact.
  'rule-violation': { 'motion-quality': 0.75, 'dynamic-quality': 0.7, 'content-quality': 0.3, 'visual-quality': 0.25 },
  'broken-frames': { 'content-quality': 0.9, 'visual-quality': 0.7, 'motion-quality': 0.5, 'dynamic-quality': 0.5, 'clarity-quality': 0.4, 'aesthetic-quality': 0.3 },
  // A still picture under a camera move is intact, but nothing in it moves.
  'single-image-move': { 'motion-quality': 0.25, 'dynamic-quality': 0.06 },
  // Artifacts of the content, which come with the scene.
  'meaningless-close-up': { 'content-quality': 0.4, 'aesthetic-quality': 0.2 },
  'game-interface': { 'content-quality': 0.5, 'aesthetic-quality': 0.3 },
  'vector-animation': { 'content-quality': 0.55, 'aesthetic-quality': 0.25, 'visual-quality': 0.1 },
  selfie: { 'content-quality': 0.4, 'aesthetic-quality': 0.25 },
};

/** Stevens' power law for perceived impairment; below 1, since faint distortions already disturb. */
const EXPONENT = 0.8;

/** Factor on the four points that a distortion of perceived strength s leaves: 1 - w s^0.8. */
export function remaining(weight: number, strength: number): number {
  return 1 - weight * Math.max(0, strength) ** EXPONENT;
}

/** Perceived strength of a distortion in a part of the frame or of the clip: lower, but less than in proportion. */
export function perceivedStrength(severity: number, place: Place | undefined, spanFraction: number): number {
  const area = place ? Math.min(1, Math.PI * place.rx * place.ry) : 1;
  return severity * (0.45 + 0.55 * Math.sqrt(area)) * (0.55 + 0.45 * Math.min(1, spanFraction));
}

/**
 * Raters of generated video use the upper part of the scale. The exponent brings the means of the corpus, 3.5 and 3.2,
 * near those of people on FETV, 3.7 and 3.3, and changes no order.
 */
const LENIENCY: Partial<Record<TrainedDimension, number>> = { 'visual-quality': 0.6, 'dynamic-quality': 0.6 };

/** One distortion as raters perceive it. */
export interface ShownDistortion {
  readonly distortionType: string;
  readonly tag: string;
  /** 0..1 after place and span (see `perceivedStrength`). */
  readonly strength: number;
  readonly region: Region;
  readonly span: Span;
}

/** Factors of a clip before its distortions on the four points of a dimension. */
export type Base = Partial<Record<TrainedDimension, number>>;

/** True score on 1..5 of each dimension: 1 + 4 prod(1 - w s^0.8); motion amplitude follows the speed. */
export function trueScores(
  base: Base,
  tags: readonly ShownDistortion[],
  speed: number,
): Record<TrainedDimension, number> {
  const score = (dimension: TrainedDimension): number => {
    const product = tags.reduce(
      (left, c) => left * remaining(WEIGHTS[c.distortionType]?.[dimension] ?? 0, c.strength),
      base[dimension] ?? 1,
    );
    return 1 + 4 * product ** (LENIENCY[dimension] ?? 1);
  };
  const scores = Object.fromEntries(TRAINED_DIMENSIONS.map((id) => [id, score(id)])) as Record<
    TrainedDimension,
    number
  >;
  scores['motion-amplitude'] = amplitude(speed);
  // Q-Save's overall quality is a mean of its two parts; raters of generated video weight motion slightly more.
  scores['overall-quality'] = 0.48 * scores['visual-quality'] + 0.52 * scores['dynamic-quality'];
  return scores;
}

const STILL_SPEED = 0.012;
const FAST_SPEED = 0.9;

/** Motion amplitude on 1..5 from true motion in frame diagonals a second: logarithmic between still and very fast. */
export function amplitude(speed: number): number {
  const place = Math.log1p(speed / STILL_SPEED) / Math.log1p(FAST_SPEED / STILL_SPEED);
  return 1 + 4 * Math.min(1, Math.max(0, place));
}

/** Artifacts for the rationale, those that lower the dimensions most first. */
export function observationsOf(base: Base, tags: readonly ShownDistortion[], speed: number): Observation[] {
  const full = trueScores(base, tags, speed);
  const observations = tags.map((tag, index) => {
    const without = trueScores(
      base,
      tags.filter((_, other) => other !== index),
      speed,
    );
    const cost: Partial<Record<TrainedDimension, number>> = {};
    for (const dimension of TRAINED_DIMENSIONS) {
      const points = without[dimension] - full[dimension];
      if (points > 0.02) cost[dimension] = Number(points.toFixed(4));
    }
    return {
      tag: tag.tag,
      strength: Number(tag.strength.toFixed(4)),
      severity: severityOf(tag.strength),
      region: tag.region,
      span: tag.span,
      cost,
    };
  });
  const worst = (observation: Observation): number => Math.max(0, ...Object.values(observation.cost));
  return observations.sort((a, b) => worst(b) - worst(a));
}

export function severityOf(strength: number): Severity {
  return strength < 0.3 ? 'slight' : strength < 0.6 ? 'clear' : 'severe';
}

export function regionOf(place: Place | undefined): Region {
  if (!place || Math.PI * place.rx * place.ry > 0.5) return 'everywhere';
  const dx = place.x - 0.5;
  const dy = place.y - 0.5;
  if (Math.hypot(dx, dy) < 0.17) return 'centre';
  if (Math.abs(dx) > Math.abs(dy)) return dx < 0 ? 'left' : 'right';
  return dy < 0 ? 'top' : 'bottom';
}

/** From and to are fractions of the clip. */
export function spanOf(from: number, to: number): Span {
  if (to - from > 0.7) return 'throughout';
  const middle = (from + to) / 2;
  return middle < 0.38 ? 'early' : middle > 0.62 ? 'late' : 'midway';
}

/** The order in which a clip's distortions are applied. */
export function stageRank(stage: (typeof STAGES)[number]): number {
  return STAGES.indexOf(stage);
}
