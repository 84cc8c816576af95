import type { MeanDifferences } from '../clip-features';
import { similarityOf } from '../thresholds';
import { FAST_TOKENS } from '../tokens';
import type { FrameRecord } from '../tokens';

/** What the end of a window needs of a sampled frame, without the frames: three of each would fill the memory. */
export interface PushedSample extends Pick<FrameRecord, 'index' | 'instant' | 'timestamp' | 'duplicate'> {
  /** As `stepOf` gives it. */
  readonly step: number | undefined;
  /** Replaces the GPU's count in the record when there was no slow frame to compare with. */
  readonly similarity: number | undefined;
}

/** The record of a pushed sample, from its result on the GPU. */
export function recordOf(
  { index, instant, timestamp, duplicate, similarity: known }: PushedSample,
  result: Uint32Array,
): FrameRecord {
  const [slow = 1, similar = 0, counted = 0] = result;
  const similarity = known ?? similarityOf({ similar, counted });
  return { index, instant, timestamp, pathway: slow === 1 ? 'slow' : 'fast', similarity, duplicate };
}

/** The mean over one sample's tokens of what the shader wrote: |d1| and |d2| alternating. */
export function meanDifferences(differences: Float32Array, slot: number): MeanDifferences {
  let d1 = 0;
  let d2 = 0;
  for (let i = slot * FAST_TOKENS; i < (slot + 1) * FAST_TOKENS; i++) {
    d1 += differences[2 * i]!;
    d2 += differences[2 * i + 1]!;
  }
  return { d1: d1 / FAST_TOKENS, d2: d2 / FAST_TOKENS };
}
