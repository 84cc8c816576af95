import type { Calibration } from '../../statistics';
import { calibration } from '../../statistics';
import type { TrainedDimension } from '../../corpus';
import { levelsOfDimension } from '../network/shape';
import { ratingWord } from '../training/targets';

/** Predicted and observed frequency of one level. */
export interface LevelFrequency {
  readonly word: string;
  /** Mean predicted probability of the level. */
  readonly predicted: number;
  /** Fraction of the clips whose MOS stands for the level. */
  readonly observed: number;
}

/** Calibration of the level distributions of one dimension. */
export interface LevelCalibration {
  readonly id: TrainedDimension;
  readonly clips: number;
  /** Lowest level first. */
  readonly levels: readonly LevelFrequency[];
  /** Over every level of every clip: predicted probability, and whether the MOS stands for that level. */
  readonly reliability: Calibration;
}

/**
 * @param probabilities [clips][levels of the dimension]
 * @param mos of each clip; the observed level is the one that it stands for (`ratingWord`)
 */
export function levelCalibration(
  id: TrainedDimension,
  probabilities: readonly (readonly number[])[],
  mos: readonly number[],
): LevelCalibration | undefined {
  const words = levelsOfDimension(id).map(({ word }) => word);
  const observedLevels = mos.map((mean) => words.indexOf(ratingWord(id, mean)));
  const outcomes = observedLevels.flatMap((level) => words.map((_, at) => (at === level ? 1 : 0)));
  const reliability = calibration(probabilities.flat(), outcomes);
  if (reliability === undefined) return undefined;
  const clips = probabilities.length;
  const levels = words.map((word, at) => ({
    word,
    predicted: probabilities.reduce((sum, shares) => sum + shares[at]!, 0) / clips,
    observed: observedLevels.filter((level) => level === at).length / clips,
  }));
  return { id, clips, levels, reliability };
}

/** A GitHub table: the expected calibration error of each dimension, and the level with the largest difference. */
export function calibrationTable(all: readonly LevelCalibration[]): string {
  return [
    '| dimension | calibration error | level with the largest difference | predicted | observed |',
    '|---|---|---|---|---|',
    ...all.map(({ id, levels, reliability }) => {
      const difference = ({ predicted, observed }: LevelFrequency): number => Math.abs(predicted - observed);
      const worst = levels.reduce((a, b) => (difference(b) > difference(a) ? b : a));
      const [predicted, observed] = [worst.predicted, worst.observed].map((value) => value.toFixed(3));
      return `| ${id} | ${reliability.error.toFixed(3)} | ${worst.word} | ${predicted} | ${observed} |`;
    }),
  ].join('\n');
}
