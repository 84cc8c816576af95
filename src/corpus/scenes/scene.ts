import type { Random } from '../../base';
import type { Picture } from '../picture';
import type { Camera } from '../camera';
import { cameraSpeed } from '../camera';

/** Input of a family to build one scene. All randomness comes from `random`. */
export interface SceneBrief {
  readonly random: Random;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  /** Speed in frame diagonals per second: 0 still, 0.05 slow, 0.3 fast, 1 very fast. */
  readonly pace: number;
}

/** One scene: a pure function of its brief and the time. */
export interface Scene {
  /** Paints the whole of `out` at t seconds. */
  paint(t: number, out: Picture): void;
  /** True motion at t: mean displacement in frame diagonals per second, subjects weighted by size. */
  speed(t: number): number;
}

export interface SceneFamily {
  readonly id: string;
  /** Factors of clean clips of this family, 0..1; the differences are small compared with distortions. */
  readonly aesthetic: number;
  readonly content: number;
  /** True where the clip has a clear subject. */
  readonly subject?: true;
  /** Relative frequency; default 1. */
  readonly frequency?: number;
  /** Artifacts of the family: keys of WEIGHTS in psychometric.ts that are also tag ids. */
  readonly artifacts?: readonly string[];
  build(brief: SceneBrief): Scene;
}

/** A subject's share in the amplitude: raters notice a moving subject more than its area suggests. */
export function subjectShare(areaFraction: number): number {
  return Math.min(1, 1.6 * Math.sqrt(Math.max(0, areaFraction)));
}

/** Speed of camera and subjects that move through the picture at `subject` diagonals per second. */
export function totalSpeed(
  camera: Camera,
  t: number,
  width: number,
  height: number,
  subject: number,
  areaFraction: number,
): number {
  const own = subject * subjectShare(areaFraction);
  return Math.hypot(cameraSpeed(camera, t, width, height), own);
}
