import { createRandom } from '../../base/random';
import type { Scalings } from '../network/features';
import { CLIP_INPUTS, INPUT_WIDTHS, clipInputs, measureScaling } from '../network/features';
import type { ClipSource } from './source';
import { statisticsOf } from './summaries';

/** Clips that the scaling of the inputs is measured on. */
const SCALING_CLIPS = 256;
const SCALING_ROWS = 16;

/** Offsets and factors of statistics and clip features over a part of the training split. */
export function measureScalings(source: ClipSource, seed: number): Scalings {
  const random = createRandom(`${seed}/scalings`);
  const count = source.labels('train').length;
  const fast: number[][] = [];
  const slow: number[][] = [];
  const clips: Float32Array[] = [];
  for (const index of random.shuffle(Array.from({ length: count }, (_, i) => i)).slice(0, SCALING_CLIPS)) {
    const clip = source.clip('train', index);
    clips.push(clipInputs(clip.clip));
    for (let i = 0; i < SCALING_ROWS; i++) {
      if (clip.fastRows > 0) fast.push(statisticsOf(clip, 'fast', random.integer(0, clip.fastRows), source.units));
      if (clip.slowRows > 0) slow.push(statisticsOf(clip, 'slow', random.integer(0, clip.slowRows), source.units));
    }
  }
  return {
    fast: measureScaling(INPUT_WIDTHS.fast.statistics, fast),
    slow: measureScaling(INPUT_WIDTHS.slow.statistics, slow),
    clip: measureScaling(CLIP_INPUTS, clips),
  };
}
