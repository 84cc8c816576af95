import type { Result } from '../base';
import { fail } from '../base';
import { thumbnailOf } from '../slowfast';
import { eachSample } from './inspect/each-sampled-frame';
import { createMeter } from './meter';
import type { ScoreOptions } from './options';
import { checkOptions } from './options';
import type { ScoreCalls, ScoreDeps } from './score';
import { openClip } from './degrade/open-clip';

/** Longest side: enough to see by eye what was degraded. */
export const PICTURE_PX = 640;
/** Half a minute at eight a second; of longer clips fewer moments are shown, evenly. */
export const MOST_PICTURES = 240;

/** Q-Save's sampling rate (4.2.1), for callers that name none. */
const USUAL_RATE_PER_SECOND = 8;

/** Walks a clip, or its degraded twin, and hands out pictures of its sampled moments. Gives the number of moments. */
export async function sendPictures(
  file: Blob,
  options: ScoreOptions,
  deps: Pick<ScoreDeps, 'openVideo' | 'now'>,
  { onProgress, onThumbnail, signal }: ScoreCalls,
): Promise<Result<number>> {
  const checked = checkOptions(options);
  if (!checked.ok) return checked;
  const meter = createMeter(onProgress, () => deps.now());
  try {
    meter.enter('opening');
    const opened = await openClip(file, options, (each) => deps.openVideo(each));
    if (!opened.ok) return opened;
    const video = opened.value;
    try {
      const { ratePerSecond = USUAL_RATE_PER_SECOND } = options;
      const stride = Math.max(1, Math.ceil(((video.info.durationSeconds ?? 0) * ratePerSecond) / MOST_PICTURES));
      return await eachSample({ video, ratePerSecond, meter, signal }, ({ index, frame }) => {
        if (index % stride === 0) onThumbnail?.({ index, ...thumbnailOf(frame, PICTURE_PX) });
        return { ok: true, value: undefined };
      });
    } finally {
      video.close();
    }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail('internal', `Slowglass failed on this file (${detail}). Please report it, with the file if you can.`);
  }
}
