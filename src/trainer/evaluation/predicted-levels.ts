import { accuracyWithin } from '../../statistics';
import type { TrainedDimension } from '../../corpus';
import { levelsOfDimension } from '../network/shape';
import { ratingWord } from '../training/targets';

/** How often the predicted level is the one of the MOS, or within half a point of it (UltraVQA 5.1). */
export interface PredictedLevels {
  readonly id: TrainedDimension;
  readonly clips: number;
  /** Fraction of clips whose predicted level is within half a point of the level that the MOS stands for. */
  readonly within: number;
  /** Fraction of clips where the two levels are the same; equals `within` on a scale of whole points. */
  readonly same: number;
}

/**
 * Compares levels with levels, as UltraVQA counts Acc@0.5: its labels are MOS rounded to a level, and its answers are
 * levels. On nine levels this is more lenient than a score compared with the unrounded MOS (`Agreement.within`): two
 * levels half a point apart can stand for scores almost a point apart. On five ratings it is stricter.
 *
 * @param probabilities [clips][levels of the dimension]; the most probable level is the predicted one
 * @param mos of each clip
 */
export function predictedLevels(
  id: TrainedDimension,
  probabilities: readonly (readonly number[])[],
  mos: readonly number[],
): PredictedLevels | undefined {
  const levels = levelsOfDimension(id);
  const scoreOf = (word: string): number => levels.find((level) => level.word === word)!.score;
  const predicted = probabilities.map((shares) => levels[shares.indexOf(Math.max(...shares))]!.score);
  const rated = mos.map((mean) => scoreOf(ratingWord(id, mean)));
  const [within, same] = [0.5, 0].map((tolerance) => accuracyWithin(predicted, rated, tolerance));
  if (within === undefined || same === undefined) return undefined;
  return { id, clips: predicted.length, within, same };
}

/** A GitHub table with a row per dimension. */
export function predictedLevelsTable(all: readonly PredictedLevels[]): string {
  return [
    '| dimension | n | predicted level within half a point | same level |',
    '|---|---|---|---|',
    ...all.map(({ id, clips, within, same }) => `| ${id} | ${clips} | ${within.toFixed(3)} | ${same.toFixed(3)} |`),
  ].join('\n');
}
