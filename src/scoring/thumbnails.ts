import type { VideoInfo } from '../media';

/** Every how many sampled frames a picture is made, so that a clip gives at most `most`; 1 where its length is unknown. */
export function pictureStride({ durationSeconds = 0 }: VideoInfo, ratePerSecond: number, most: number): number {
  return Math.max(1, Math.ceil((durationSeconds * ratePerSecond) / most));
}
