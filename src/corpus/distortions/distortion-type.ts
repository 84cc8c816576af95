import type { Random } from '../../base';
import type { Footage } from '../picture';

/** Where a distortion occurs, in the order of application: framing, timing, generator, camera, edit, codec. */
export type Stage = 'framing' | 'timing' | 'camera' | 'generator' | 'edit' | 'codec';

export const STAGES: readonly Stage[] = ['framing', 'timing', 'generator', 'camera', 'edit', 'codec'];

/** An ellipse in fractions of the frame; the effect fades to zero at its edge. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
}

/** One distortion of one clip. */
export interface Distortion {
  /** Level, 0 (invisible) to 1 (unwatchable). */
  readonly severity: number;
  /** Undefined: everywhere. */
  readonly place: Place | undefined;
  /** Frames from `from` up to, not including, `to`. */
  readonly from: number;
  readonly to: number;
  readonly random: Random;
  /** Frames of another scene, of the same size and number, for cuts and transitions. */
  readonly other: () => readonly Uint8Array[];
  /**
   * The same scene from `factor` times nearer, in a window of the frame's size; (x, y) from -1 to 1 move it from the
   * middle to the edges of the original view.
   */
  readonly reframed: (factor: number, x: number, y: number) => readonly Uint8Array[];
}

export interface DistortionType {
  /** Stable name; several types can share a tag. */
  readonly id: string;
  /** A tag id of src/quality/tags.ts. */
  readonly tag: string;
  readonly stage: Stage;
  /** Relative frequency. */
  readonly frequency: number;
  /** Where it can be applied: the whole frame, a part, or either. */
  readonly reach: 'whole' | 'part' | 'either';
  /** True where it can be applied to a part of the clip's duration. */
  readonly partial: boolean;
  /** What the picture must contain. */
  readonly needs?: 'subject';
  /** Factor on the amount of motion at level 1 (1: no change). */
  readonly motionFactor?: number;
  /** Motion that it adds at level 1, in frame diagonals per second (0: none). */
  readonly motionAdded?: number;
  /** Replaces entries of `footage.frames`. */
  apply(footage: Footage, distortion: Distortion): void;
}

/** Weight of the effect at each pixel, 0..1: 1 inside, falling to exactly 0 at the ellipse's edge. */
export function maskOf(place: Place, width: number, height: number): Float32Array {
  const mask = new Float32Array(width * height);
  for (let y = 0, p = 0; y < height; y++) {
    const v = ((y + 0.5) / height - place.y) / place.ry;
    for (let x = 0; x < width; x++, p++) {
      const u = ((x + 0.5) / width - place.x) / place.rx;
      const d = u * u + v * v;
      if (d < 1) mask[p] = Math.min(1, (1 - d) * 2.5);
    }
  }
  return mask;
}

/** Time of the frame. `progress` runs from 0 to 1 over the span of the distortion. */
export interface Instant {
  readonly index: number;
  /** Seconds from the clip's start. */
  readonly time: number;
  readonly progress: number;
}

/**
 * Applies an effect to the frames of the span, within the place. `paint` fills `out` completely from `source`. Sources
 * are the frames before this distortion.
 */
export function applyEffect(
  footage: Footage,
  distortion: Distortion,
  paint: (source: Uint8Array, out: Uint8Array, instant: Instant, all: readonly Uint8Array[]) => void,
): void {
  const { width, height, frames } = footage;
  const mask = distortion.place ? maskOf(distortion.place, width, height) : undefined;
  const before = [...frames];
  for (let i = distortion.from; i < distortion.to; i++) {
    const source = before[i]!;
    const out = new Uint8Array(source.length);
    const progress = (i - distortion.from + 1) / Math.max(1, distortion.to - distortion.from);
    paint(source, out, { index: i, time: i / footage.rate, progress }, before);
    if (mask) confine(out, source, mask);
    frames[i] = out;
  }
}

function confine(out: Uint8Array, source: Uint8Array, mask: Float32Array): void {
  for (let p = 0, o = 0; p < mask.length; p++, o += 3) {
    const m = mask[p]!;
    if (m === 1) continue;
    out[o] = source[o]! + (out[o]! - source[o]!) * m;
    out[o + 1] = source[o + 1]! + (out[o + 1]! - source[o + 1]!) * m;
    out[o + 2] = source[o + 2]! + (out[o + 2]! - source[o + 2]!) * m;
  }
}
