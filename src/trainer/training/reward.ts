import { dimension, ratingOfMos } from '../../quality';
import { accuracyDistanceReward, ratingFormatReward } from '../../policy';
import type { TrainedDimension } from '../../corpus';
import { levelsOfDimension } from '../network/shape';
import type { Reading } from './answers';
import { ratingWord } from './targets';

/**
 * Reward of an answer: R_acc + 0.5 R_fmt where ratings are words (Q-Save 4.3), R_acc + R_dist where they are half steps
 * (ASO, eqs. 1 and 2).
 */
export function rewardOf(id: TrainedDimension, { rating, wellFormed }: Reading, mos: number): number {
  if (dimension(id).profile === 'q-save') return ratingFormatReward(rating?.word, ratingOfMos(mos).word, wellFormed);
  const scores = levelsOfDimension(id).map((level) => level.score);
  return accuracyDistanceReward(scores, rating?.score, mos);
}

/** R_acc alone: whether this is the word that the MOS stands for. */
export function isRight(id: TrainedDimension, rating: string, mos: number): boolean {
  return rating === ratingWord(id, mos);
}
