import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { OpenVideo, VideoInfo } from '../../media/video';
import type { ScoreOptions } from '../options';
import { blur } from './blur';
import { compression } from './compression';
import type { Degradation } from './degradation';
import { degradedVideo } from './degraded-video';
import { droppedFrames } from './dropped-frames';
import { noise } from './noise';
import { shake } from './shake';
import type { TwinName } from './twin-name';
import { twinParts } from './twin-name';

const USUAL_FRAMES_PER_SECOND = 30;

/** Opens a file, or, where the options name one, its degraded twin. */
export async function openClip(
  file: Blob,
  { twin }: ScoreOptions,
  openVideo: (file: Blob) => Promise<Result<OpenVideo>>,
): Promise<Result<OpenVideo>> {
  const opened = await openVideo(file);
  if (!opened.ok || twin === undefined) return opened;
  const { value: video } = opened;
  return ok(degradedVideo(video, () => degradationOf(twin, video.info)));
}

function degradationOf(twin: TwinName, { frameRate = USUAL_FRAMES_PER_SECOND }: VideoInfo): Degradation {
  const { kind, strength } = twinParts(twin);
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
