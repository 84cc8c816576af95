import type { Level } from '../../quality';
import { MAX_RATIONALE_WORDS, TAGS, buildVocabulary, dimension, levelsOf } from '../../quality';
import type { Pathway } from '../../slowfast';
import type { TrainedDimension } from '../../corpus';

/** Every size of the network. */
export interface NetworkShape {
  /** Width of every token inside. */
  readonly width: number;
  readonly heads: number;
  /** Hidden width of the feed-forward layers. */
  readonly hidden: number;
  /** Widths of the two layers of the summary heads (summary-head.ts). */
  readonly summary: { readonly hidden: number; readonly headOut: number };
  readonly encoderLayers: number;
  readonly decoderLayers: number;
}

export const PROMPT_WORDS = 2;
/** Prompt, rating, rationale, `<end>`. */
export const MAX_LENGTH = PROMPT_WORDS + 1 + MAX_RATIONALE_WORDS + 1;

export const VOCABULARY = buildVocabulary();
const ids = new Map(VOCABULARY.map((word, id) => [word, id]));

export function wordId(word: string): number {
  const id = ids.get(word);
  if (id === undefined) throw new RangeError(`not a word of the vocabulary: ${word}`);
  return id;
}

/** Every artifact that the network detects, in the order of its logits (artifacts.ts). */
export const ARTIFACTS: readonly string[] = TAGS.map(({ id }) => id);

/**
 * Learned queries of the artifact head into each memory, besides its mean (artifacts.ts): an artifact that is local in
 * space and time hardly changes the mean.
 */
export const ARTIFACT_QUERIES = 4;

/** Tokens that a pathway's summary adds to its memory. */
export const SUMMARY_TOKENS = 4;

/** Columns of one pooled memory. */
export function pooledWidth({ width }: NetworkShape): number {
  return (1 + ARTIFACT_QUERIES) * width;
}

/**
 * The pathway mask: which encoder outputs a dimension may attend to. The trunks are separate, because a shared one
 * loses most of the accuracy of clarity. Appearance uses both pathways, since texture that moves, boils or blurs shows
 * in the fast tokens; motion uses the fast pathway only.
 */
export const PATHWAYS: Record<TrainedDimension, readonly Pathway[]> = {
  'motion-quality': ['fast'],
  'motion-amplitude': ['fast'],
  'aesthetic-quality': ['fast', 'slow'],
  'content-quality': ['fast', 'slow'],
  'clarity-quality': ['fast', 'slow'],
  'visual-quality': ['fast', 'slow'],
  'dynamic-quality': ['fast'],
  'overall-quality': ['fast', 'slow'],
};

export function levelsOfDimension(id: TrainedDimension): readonly Level[] {
  return levelsOf(dimension(id).profile);
}
