import type { Random } from '../../base';
import type { ClipLabel, PackedClip, Split } from '../../corpus';

/** Where training clips come from. Labels are at hand; tokens are read when a batch asks for them. */
export interface ClipSource {
  labels(split: Split): readonly ClipLabel[];
  /** The clip whose label stands at `index` of its split. */
  clip(split: Split, index: number): PackedClip;
  /** Its twin (corpus/twin.ts); undefined for sources without, and for clips that have none. */
  partner?(split: Split, index: number): PackedClip | undefined;
  /** What one unit of a column's 16-bit numbers is worth, for each pathway. */
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
 * The control: the same clips with the training labels dealt out at random. What a network trained on it scores on the
 * test split is what chance and leaks would give; anything clearly above 0 means that the figures cannot be trusted.
 */
export function withShuffledLabels(source: ClipSource, random: Random): ClipSource {
  const train = source.labels('train');
  const order = random.shuffle(train.map((_, index) => index));
  const dealt = train.map((label, index) => {
    const other = train[order[index]!]!;
    return { ...label, dimensionRatings: other.dimensionRatings, observations: other.observations };
  });
  return {
    units: source.units,
    labels: (split) => (split === 'train' ? dealt : source.labels(split)),
    clip: (split, index) => {
      const clip = source.clip(split, index);
      return split === 'train' ? { ...clip, label: dealt[index]! } : clip;
    },
  };
}
