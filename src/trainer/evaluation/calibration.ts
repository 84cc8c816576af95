import type { Calibration } from '../../statistics';
import { calibration } from '../../statistics';
import type { TrainedDimension } from '../../corpus';
import { levelsOfDimension } from '../network/shape';
import { ratingWord } from '../training/targets';

/** How often the model expected a level, and how often it came. */
export interface LevelFrequency {
  readonly word: string;
  /** Mean of the probabilities given to the level. */
  readonly expected: number;
  /** Fraction of the clips whose raters' mean stands for the level. */
  readonly observed: number;
}

/** How far one dimension's level distributions can be taken at their word. */
export interface LevelCalibration {
  readonly id: TrainedDimension;
  readonly clips: number;
  /** Lowest level first. */
  readonly levels: readonly LevelFrequency[];
  /** Every level of every clip as one statement: said with so much probability, and true or not. */
  readonly reliability: Calibration;
}

/**
 * @param probabilities [clips][levels of the dimension]
 * @param mos raters' mean of each clip; the level that it stands for is what was to come (`ratingWord`)
 */
export function levelCalibration(
  id: TrainedDimension,
  probabilities: readonly (readonly number[])[],
  mos: readonly number[],
): LevelCalibration | undefined {
  const words = levelsOfDimension(id).map(({ word }) => word);
  const came = mos.map((mean) => words.indexOf(ratingWord(id, mean)));
  const outcomes = came.flatMap((level) => words.map((_, at) => (at === level ? 1 : 0)));
  const reliability = calibration(probabilities.flat(), outcomes);
  if (reliability === undefined) return undefined;
  const clips = probabilities.length;
  const levels = words.map((word, at) => ({
    word,
    expected: probabilities.reduce((sum, shares) => sum + shares[at]!, 0) / clips,
    observed: came.filter((level) => level === at).length / clips,
  }));
  return { id, clips, levels, reliability };
}

/** A GitHub table: the expected calibration error of each dimension, and the level it errs most about. */
export function calibrationTable(all: readonly LevelCalibration[]): string {
  return [
    '| dimension | calibration error | level farthest off | expected | observed |',
    '|---|---|---|---|---|',
    ...all.map(({ id, levels, reliability }) => {
      const away = ({ expected, observed }: LevelFrequency): number => Math.abs(expected - observed);
      const worst = levels.reduce((a, b) => (away(b) > away(a) ? b : a));
      const [expected, observed] = [worst.expected, worst.observed].map((value) => value.toFixed(3));
      return `| ${id} | ${reliability.error.toFixed(3)} | ${worst.word} | ${expected} | ${observed} |`;
    }),
  ].join('\n');
}
