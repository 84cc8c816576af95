import type { TrainedDimension } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import { tensor } from '../engine/jax';
import { VOCABULARY, levelsOfDimension, wordId } from '../network/shape';
import type { Questions } from './loss';
import type { PathwayMask } from './pathway-mask';
import { pathwayFlags } from './pathway-mask';

/** Target of a clip's rating of one dimension right after the prompt. */
export interface WantedRating {
  /** Soft target over the dimension's levels. */
  readonly masses: readonly number[];
  readonly mos: number;
}

/**
 * Ratings of every dimension for every clip of a batch. They take two words per dimension, little compared with the
 * encoder. A rating for which `wanted` returns undefined has no weight.
 */
export function questionsFor(
  clips: number,
  pathwayMask: PathwayMask,
  wanted: (clip: number, id: TrainedDimension) => WantedRating | undefined,
): Questions {
  const size = VOCABULARY.length;
  const count = TRAINED_DIMENSIONS.length;
  const ratings = new Float32Array(clips * count * size);
  const mos = new Float32Array(clips * count);
  const asked = new Float32Array(clips * count);
  for (let clip = 0; clip < clips; clip++) {
    TRAINED_DIMENSIONS.forEach((id, column) => {
      const rating = wanted(clip, id);
      if (rating === undefined) return;
      const at = clip * count + column;
      asked[at] = 1;
      mos[at] = rating.mos;
      levelsOfDimension(id).forEach((level, rung) => (ratings[at * size + wordId(level.word)] = rating.masses[rung]!));
    });
  }
  const repeated = (pathway: 'fast' | 'slow') => {
    const one = pathwayFlags(pathwayMask, pathway, TRAINED_DIMENSIONS);
    const values = new Float32Array(clips * count);
    for (let clip = 0; clip < clips; clip++) values.set(one, clip * count);
    return tensor(values, [clips, count]);
  };
  return {
    ratings: tensor(ratings, [clips, count, size]),
    mos: tensor(mos, [clips, count]),
    asked: tensor(asked, [clips, count]),
    fastAllowed: repeated('fast'),
    slowAllowed: repeated('slow'),
  };
}
