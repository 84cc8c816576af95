import { bisector } from 'd3';
import type { VideoInfo } from '../../../../media';
import type { FrameRecord } from '../../../../slowfast';

/** Offset of a seek after the time stamp: stamps are rounded, and a slightly earlier time shows the previous frame. */
export const AIM_SECONDS = 1e-3;

/** Time stamps this close belong to one frame, written with different precision. Frames are at least 4 ms apart. */
const SAME_SECONDS = 2e-3;

/** Assumed frame rate of a clip whose file does not state one. */
const USUAL_FRAMES_PER_SECOND = 30;

/** Frames are evenly spaced if none deviates by more than this share of a step. */
const EVEN = 0.1;

type Shown = Pick<FrameRecord, 'timestamp'>;

/** Index of the sampled frame at a time of the clip: the last one that has begun. */
export function sampledFrameAt(frames: readonly Shown[], seconds: number): number {
  return Math.max(0, bisector((frame: Shown) => frame.timestamp).right(frames, seconds + AIM_SECONDS) - 1);
}

/** True while a sampled frame is on show. A time between two sampled frames belongs to neither. */
export function isFrameOf(frame: Shown, seconds: number): boolean {
  return Math.abs(frame.timestamp - seconds) < SAME_SECONDS;
}

/** Seconds to the next frame. */
export interface FrameStep {
  readonly seconds: number;
  /** False for unevenly spaced frames, where a step can be shorter. */
  readonly even: boolean;
}

/** The step from the file's stated rate, checked against observed time stamps. */
export function frameStep({ frameRate }: Pick<VideoInfo, 'frameRate'>, frames: readonly Shown[]): FrameStep {
  const seconds = 1 / (frameRate ?? USUAL_FRAMES_PER_SECOND);
  const even = frames.every((frame, i) => {
    const steps = (frame.timestamp - (frames[i - 1] ?? frame).timestamp) / seconds;
    return Math.abs(steps - Math.round(steps)) < EVEN;
  });
  return { seconds, even: even && frameRate !== undefined };
}
