import { accuracyWithin } from '../../statistics';
import type { TrainedDimension } from '../../corpus';
import { levelsOfDimension } from '../network/shape';
import { ratingWord } from '../training/targets';

/** How often the level that is said is the raters', or half a point from theirs: UltraVQA 5.1. */
export interface PredictedLevels {
  readonly id: TrainedDimension;
  readonly clips: number;
  /** Fraction of clips whose level lies within half a point of the level that the raters' mean stands for. */
  readonly within: number;
  /** Fraction of clips where the two are the same: the same as `within` on a scale of whole points. */
  readonly same: number;
}

/**
 * A level against a level, as UltraVQA counts Acc@0.5: its labels are raters' means rounded to a level, and its answers
 * are levels. On nine levels that is kinder than a score against the unrounded mean (`Agreement.within`): two half steps
 * that pass may stand for opinions almost a point apart. On five ratings it is stricter: only the same ones pass.
 *
 * @param probabilities [clips][levels of the dimension]; said is the likeliest
 * @param mos raters' mean of each clip
 */
export function predictedLevels(
  id: TrainedDimension,
  probabilities: readonly (readonly number[])[],
  mos: readonly number[],
): PredictedLevels | undefined {
  const levels = levelsOfDimension(id);
  const scoreOf = (word: string): number => levels.find((level) => level.word === word)!.score;
  const said = probabilities.map((shares) => levels[shares.indexOf(Math.max(...shares))]!.score);
  const theirs = mos.map((mean) => scoreOf(ratingWord(id, mean)));
  const [within, same] = [0.5, 0].map((tolerance) => accuracyWithin(said, theirs, tolerance));
  if (within === undefined || same === undefined) return undefined;
  return { id, clips: said.length, within, same };
}

/** A GitHub table, a dimension a row. */
export function predictedLevelsTable(all: readonly PredictedLevels[]): string {
  return [
    '| dimension | n | level said within half a point | the very level |',
    '|---|---|---|---|',
    ...all.map(({ id, clips, within, same }) => `| ${id} | ${clips} | ${within.toFixed(3)} | ${same.toFixed(3)} |`),
  ].join('\n');
}
