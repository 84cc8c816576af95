import type { Result } from '../../base';
import { ok } from '../../base';
import { guarded } from '../endings';
import { createMeter } from '../meter';
import type { ScoreOptions } from '../options';
import { DEFAULT_RATE_PER_SECOND, checkOptions } from '../options';
import type { ScoreCalls, ScoreDeps } from '../score';
import { openClip } from '../degrade/open-clip';
import type { Comparisons } from './comparisons';
import { gatherComparisons } from './comparisons';
import type { KeptFrames, Reclassification, ReclassifyRequest } from './reclassification';
import { reclassify } from './reclassify';
import { createCachedSums } from './cached-sums';

/** Keeps the comparison frames of one clip at a time. */
export interface FrameKeeper {
  /** Decodes a clip and keeps its frames in place of those kept before. No judge is needed. */
  keep(
    file: Blob,
    options: ScoreOptions,
    calls: Pick<ScoreCalls, 'onProgress' | 'signal'>,
  ): Promise<Result<KeptFrames>>;
  /** Undefined where the frames of that id are no longer kept. */
  reclassify(id: string, request: ReclassifyRequest): Reclassification | undefined;
  clear(): void;
}

export function createFrameKeeper(deps: Pick<ScoreDeps, 'openVideo' | 'now'>): FrameKeeper {
  let kept:
    | { readonly id: string; readonly comparisons: Comparisons; readonly sumsOf: ReturnType<typeof createCachedSums> }
    | undefined;
  const gather: FrameKeeper['keep'] = async (file, options, { onProgress, signal }) => {
    const checked = checkOptions(options);
    if (!checked.ok) return checked;
    const meter = createMeter(onProgress, () => deps.now());
    meter.enter('opening');
    const opened = await openClip(file, options, (each) => deps.openVideo(each));
    if (!opened.ok) return opened;
    const video = opened.value;
    try {
      const { ratePerSecond = DEFAULT_RATE_PER_SECOND } = options;
      const gathered = await gatherComparisons({ video, ratePerSecond, meter, signal });
      if (!gathered.ok) return gathered;
      const id = crypto.randomUUID();
      kept = { id, comparisons: gathered.value, sumsOf: createCachedSums() };
      meter.enter('done');
      const { sampledFrames, whole, bytes } = gathered.value;
      return ok({ id, ratePerSecond, sampledFrames: sampledFrames.length, whole, bytes });
    } finally {
      video.close();
    }
  };
  return {
    keep: (file, options, calls) => {
      // Released first: the frames of two clips would take twice the memory.
      kept = undefined;
      return guarded(() => gather(file, options, calls));
    },
    reclassify: (id, request) => (kept?.id === id ? reclassify(kept.comparisons, request, kept.sumsOf) : undefined),
    clear: () => (kept = undefined),
  };
}
