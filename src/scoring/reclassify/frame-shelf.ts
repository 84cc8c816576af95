import type { Result } from '../../base';
import { fail, ok } from '../../base';
import { createMeter } from '../meter';
import type { ScoreOptions } from '../options';
import { checkOptions } from '../options';
import type { ScoreCalls, ScoreDeps } from '../score';
import { openClip } from '../degrade/open-clip';
import type { Comparisons } from './comparisons';
import { gatherComparisons } from './comparisons';
import type { KeptFrames, Reclassification, ReclassifyRequest } from './reclassification';
import { reclassify } from './reclassify';
import { rememberSums } from './remembered-sums';

/** Q-Save's sampling rate (4.2.1), for callers that name none. */
const USUAL_RATE_PER_SECOND = 8;

/** The comparison frames of one clip at a time: those of the clip on show. */
export interface FrameShelf {
  /** Decodes a clip once more and keeps its frames in place of those kept before. No model is asked. */
  keep(
    file: Blob,
    options: ScoreOptions,
    calls: Pick<ScoreCalls, 'onProgress' | 'signal'>,
  ): Promise<Result<KeptFrames>>;
  /** Undefined where those frames are not kept, or not any more. */
  reclassify(id: string, request: ReclassifyRequest): Reclassification | undefined;
  clear(): void;
}

export function createFrameShelf(deps: Pick<ScoreDeps, 'openVideo' | 'now'>): FrameShelf {
  let kept:
    | { readonly id: string; readonly comparisons: Comparisons; readonly sumsOf: ReturnType<typeof rememberSums> }
    | undefined;
  const gather: FrameShelf['keep'] = async (file, options, { onProgress, signal }) => {
    const checked = checkOptions(options);
    if (!checked.ok) return checked;
    const meter = createMeter(onProgress, () => deps.now());
    meter.enter('opening');
    const opened = await openClip(file, options, (each) => deps.openVideo(each));
    if (!opened.ok) return opened;
    const video = opened.value;
    try {
      const { ratePerSecond = USUAL_RATE_PER_SECOND } = options;
      const gathered = await gatherComparisons({ video, ratePerSecond, meter, signal });
      if (!gathered.ok) return gathered;
      const id = crypto.randomUUID();
      kept = { id, comparisons: gathered.value, sumsOf: rememberSums() };
      meter.enter('done');
      const { sampledFrames, whole, bytes } = gathered.value;
      return ok({ id, ratePerSecond, sampledFrames: sampledFrames.length, whole, bytes });
    } finally {
      video.close();
    }
  };
  return {
    keep: async (file, options, calls) => {
      // Before the next ones come: two clips' frames at once would take twice the room.
      kept = undefined;
      try {
        return await gather(file, options, calls);
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        return fail(
          'internal',
          `Slowglass failed on this file (${detail}). Please report it, with the file if you can.`,
        );
      }
    },
    reclassify: (id, request) => (kept?.id === id ? reclassify(kept.comparisons, request, kept.sumsOf) : undefined),
    clear: () => (kept = undefined),
  };
}
