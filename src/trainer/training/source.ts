import type { Random } from '../../base';
import type { ClipLabel, PackedClip, Split } from '../../corpus';

/** A source of clips. Labels are in memory; tokens are read on request. */
export interface ClipSource {
  labels(split: Split): readonly ClipLabel[];
  /** The clip of the label at `index` of its split. */
  clip(split: Split, index: number): PackedClip;
  /** The second clip of its matched pair (corpus/matched-pair.ts); undefined where there is none. */
  partner?(split: Split, index: number): PackedClip | undefined;
  /** Value of one step of each column's 16-bit numbers, for each pathway. */
  readonly units: TokenUnits;
}

/** How many different contents (scenes, photos, clips) a source has over all splits. */
export function contentsOf(source: ClipSource): number {
  const labels = (['train', 'validation', 'test'] as const).flatMap((split) => source.labels(split));
  return new Set(labels.map(({ content }) => content)).size;
}

export interface TokenUnits {
  /** [FAST_WIDTH] */
  readonly fast: Float32Array;
  /** [SLOW_WIDTH] */
  readonly slow: Float32Array;
}

/**
 * The control: the same clips with shuffled training labels. The agreement of a network trained on it is due to chance
 * or leaks; a value clearly above 0 means that the results cannot be trusted.
 */
export function withShuffledLabels(source: ClipSource, random: Random): ClipSource {
  const train = source.labels('train');
  const order = random.shuffle(train.map((_, index) => index));
  const shuffled = train.map((label, index) => {
    const other = train[order[index]!]!;
    return { ...label, dimensionRatings: other.dimensionRatings, observations: other.observations };
  });
  return {
    units: source.units,
    labels: (split) => (split === 'train' ? shuffled : source.labels(split)),
    clip: (split, index) => {
      const clip = source.clip(split, index);
      return split === 'train' ? { ...clip, label: shuffled[index]! } : clip;
    },
  };
}
