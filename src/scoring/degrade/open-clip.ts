import type { Result } from '../../base';
import { ok } from '../../base';
import type { OpenVideo, VideoInfo } from '../../media';
import type { ScoreOptions } from '../options';
import { blur } from './blur';
import { compression } from './compression';
import type { Degradation } from './degradation';
import { degradedVideo } from './degraded-video';
import { droppedFrames } from './dropped-frames';
import { noise } from './noise';
import { shake } from './shake';
import type { DegradationName } from './degradation-name';
import { degradationParts } from './degradation-name';

/** For a clip whose file does not state its frame rate: the encoder's bit rate needs one. */
const ENCODER_FRAMES_PER_SECOND = 30;

/** Opens a file, or its degraded copy where the options name a degradation. */
export async function openClip(
  file: Blob,
  { degradedCopy }: ScoreOptions,
  openVideo: (file: Blob) => Promise<Result<OpenVideo>>,
): Promise<Result<OpenVideo>> {
  const opened = await openVideo(file);
  if (!opened.ok || degradedCopy === undefined) return opened;
  const { value: video } = opened;
  return ok(degradedVideo(video, () => degradationOf(degradedCopy, video.info)));
}

function degradationOf(
  degradedCopy: DegradationName,
  { frameRate = ENCODER_FRAMES_PER_SECOND }: VideoInfo,
): Degradation {
  const { kind, strength } = degradationParts(degradedCopy);
  switch (kind) {
    case 'blur':
      return blur(strength);
    case 'noise':
      return noise(strength);
    case 'compression':
      return compression(strength, frameRate);
    case 'dropped-frames':
      return droppedFrames(strength);
    case 'shake':
      return shake(strength);
  }
}
