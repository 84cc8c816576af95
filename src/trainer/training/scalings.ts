import { createRandom } from '../../base';
import type { Pathway } from '../../slowfast';
import type { Scaling } from '../network/features';
import { CLIP_INPUTS, INPUT_WIDTHS, clipInputs, measureScaling } from '../network/features';
import type { Scalings } from '../network/scalings';
import { SUMMARY_WIDTHS } from '../network/summary';
import { evenDraw } from './batch';
import type { ClipSource } from './source';
import { statisticsOf, summaryOf } from './summaries';

/** Clips, and rows of each, that the scaling of rows and clip features is measured on. */
const SCALING_CLIPS = 256;
const SCALING_ROWS = 16;
/** Summaries: one per clip, with features that vary in few clips only. */
const SUMMARY_CLIPS = 1024;
const LEAST_SUMMARY_SPREAD = 0.01;

/** Offsets and factors of statistics, clip features and summaries over a part of the training split. */
export function measureScalings(source: ClipSource, seed: number): Scalings {
  const random = createRandom(`${seed}/scalings`);
  const count = source.labels('train').length;
  const chosen = random.shuffle(Array.from({ length: count }, (_, i) => i));
  const fast: number[][] = [];
  const slow: number[][] = [];
  const clips: Float32Array[] = [];
  for (const index of chosen.slice(0, SCALING_CLIPS)) {
    const clip = source.clip('train', index);
    clips.push(clipInputs(clip.clip));
    for (let i = 0; i < SCALING_ROWS; i++) {
      if (clip.fastRows > 0) fast.push(statisticsOf(clip, 'fast', random.integer(0, clip.fastRows), source.units));
      if (clip.slowRows > 0) slow.push(statisticsOf(clip, 'slow', random.integer(0, clip.slowRows), source.units));
    }
  }
  const rows = {
    fast: measureScaling(INPUT_WIDTHS.fast.statistics, fast),
    slow: measureScaling(INPUT_WIDTHS.slow.statistics, slow),
  };
  const summed = chosen.slice(0, SUMMARY_CLIPS);
  const summary = (pathway: Pathway): Scaling => summaryScaling(pathway, summed, source, rows[pathway]);
  return {
    ...rows,
    clip: measureScaling(CLIP_INPUTS, clips),
    fastSummary: summary('fast'),
    slowSummary: summary('slow'),
  };
}

/** Reads one clip at a time, because all together need a gigabyte. */
function summaryScaling(pathway: Pathway, indices: readonly number[], source: ClipSource, scaling: Scaling): Scaling {
  const { units } = source;
  const summaries = indices.map((index) => {
    const clip = source.clip('train', index);
    const { orientation, summaryRows } = evenDraw(clip, { fast: 1, slow: 1 });
    return summaryOf(clip, pathway, summaryRows[pathway], orientation, units, scaling);
  });
  return measureScaling(SUMMARY_WIDTHS[pathway], summaries, LEAST_SUMMARY_SPREAD);
}
