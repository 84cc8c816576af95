import type { Random } from '../../base';
import type { Picture } from '../picture';
import type { Camera } from '../camera';
import { cameraSpeed } from '../camera';

/** What a family gets to build one scene from. All randomness comes from `random`. */
export interface SceneBrief {
  readonly random: Random;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  /** Wanted speed in frame diagonals a second: 0 still, 0.05 calm, 0.3 lively, 1 very fast. */
  readonly pace: number;
}

/** One scene, ready to be painted at any instant: a pure function of its brief and the time. */
export interface Scene {
  /** Paints the whole of `out` as it looks t seconds into the clip. */
  paint(t: number, out: Picture): void;
  /** True motion at t: mean displacement of what is seen, frame diagonals a second, subjects weighed by their size. */
  speed(t: number): number;
}

export interface SceneFamily {
  readonly id: string;
  /** What raters think of clean clips of this family, 0..1: mild differences, so that defects decide. */
  readonly aesthetic: number;
  readonly content: number;
  /** True where one or a few things are plainly what the clip is about. */
  readonly subject?: true;
  /** How often it is drawn, relative to the others; default 1. */
  readonly frequency?: number;
  /** Faults that come with the family, as keys of WEIGHTS in opinions.ts that are tag ids too. */
  readonly artifacts?: readonly string[];
  build(brief: SceneBrief): Scene;
}

/** A subject's share in the amplitude: raters notice a moving subject well beyond its area. */
export function subjectShare(areaFraction: number): number {
  return Math.min(1, 1.6 * Math.sqrt(Math.max(0, areaFraction)));
}

/** Speed of a camera and of subjects that move through the picture at `subject` diagonals a second. */
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
