import { bisector } from 'd3';
import type { VideoInfo } from '../../../../media';
import type { FrameRecord } from '../../../../slowfast';

/** Seeks aim this far behind a frame's time stamp: stamps are rounded, and a slightly earlier time shows the previous frame. */
export const AIM_SECONDS = 1e-3;

/** Time stamps this near are one frame's, written with different precision: frames lie 4 ms apart at the least. */
const SAME_SECONDS = 2e-3;

/** A clip whose file does not say its rate is stepped through as if it had this one. */
const USUAL_FRAMES_PER_SECOND = 30;

/** Frames count as evenly spaced when none is further than this share of a step from its place. */
const EVEN = 0.1;

type Shown = Pick<FrameRecord, 'timestamp'>;

/** Place of the sampled frame on show at a time of the clip: the last one that has begun. */
export function sampledFrameAt(frames: readonly Shown[], seconds: number): number {
  return Math.max(0, bisector((frame: Shown) => frame.timestamp).right(frames, seconds + AIM_SECONDS) - 1);
}

/** True while a sampled frame is the one on show; a time between two sampled frames belongs to neither. */
export function isFrameOf(frame: Shown, seconds: number): boolean {
  return Math.abs(frame.timestamp - seconds) < SAME_SECONDS;
}

/** How far to the next frame. */
export interface FrameStep {
  readonly seconds: number;
  /** False for unevenly spaced frames: then a step may be shorter. */
  readonly even: boolean;
}

/** From the file's own rate, checked against the time stamps that were seen. */
export function frameStep({ frameRate }: Pick<VideoInfo, 'frameRate'>, frames: readonly Shown[]): FrameStep {
  const seconds = 1 / (frameRate ?? USUAL_FRAMES_PER_SECOND);
  const even = frames.every((frame, i) => {
    const steps = (frame.timestamp - (frames[i - 1] ?? frame).timestamp) / seconds;
    return Math.abs(steps - Math.round(steps)) < EVEN;
  });
  return { seconds, even: even && frameRate !== undefined };
}
