import type { Result } from '../base';
import { ok } from '../base';
import { thumbnailOf } from '../slowfast';
import { eachSampledFrame } from './each-sampled-frame';
import { guarded } from './endings';
import { createMeter } from './meter';
import type { ScoreOptions } from './options';
import { DEFAULT_RATE_PER_SECOND, checkOptions } from './options';
import type { ScoreCalls, ScoreDeps } from './score';
import { openClip } from './degrade/open-clip';
import { pictureStride } from './thumbnails';

/** Longest side in pixels: enough to see a degradation. */
export const PICTURE_PX = 640;
/** Half a minute at 8 frames/s. Of longer clips every n-th sampled frame gives a picture. */
export const MOST_PICTURES = 240;

/** Walks a clip, or its degraded copy, and sends pictures of its sampled frames. Gives the number of sampled frames. */
export async function sendPictures(
  file: Blob,
  options: ScoreOptions,
  deps: Pick<ScoreDeps, 'openVideo' | 'now'>,
  { onProgress, onThumbnail, signal }: ScoreCalls,
): Promise<Result<number>> {
  const checked = checkOptions(options);
  if (!checked.ok) return checked;
  const meter = createMeter(onProgress, () => deps.now());
  return guarded(async () => {
    meter.enter('opening');
    const opened = await openClip(file, options, (each) => deps.openVideo(each));
    if (!opened.ok) return opened;
    const video = opened.value;
    try {
      const { ratePerSecond = DEFAULT_RATE_PER_SECOND } = options;
      const stride = pictureStride(video.info, ratePerSecond, MOST_PICTURES);
      const sampled = await eachSampledFrame({ video, ratePerSecond, meter, signal }, ({ index, frame }) => {
        if (index % stride === 0) onThumbnail?.({ index, ...thumbnailOf(frame, PICTURE_PX) });
        return ok(undefined);
      });
      return sampled.ok ? ok(sampled.value.count) : sampled;
    } finally {
      video.close();
    }
  });
}
