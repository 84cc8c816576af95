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
  /** Widths of the two layers that read a clip's summary (told.ts): the first one's, and of what they tell. */
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

/** Every fault that the network tells apart, in the order of its logits (faults.ts). */
export const ARTIFACTS: readonly string[] = TAGS.map(({ id }) => id);

/**
 * Looks that the faults' head takes at each memory, besides its mean (faults.ts): a fault in one place for a moment drowns
 * in the mean of them all.
 */
export const ARTIFACT_QUERIES = 4;

/** Tokens that a pathway's summary adds to its memory, for the decoder to look at beside the others. */
export const SUMMARY_TOKENS = 4;

/** Columns that it pools one memory to. */
export function pooledWidth({ width }: NetworkShape): number {
  return (1 + ARTIFACT_QUERIES) * width;
}

/**
 * Which encoder outputs a dimension may look at. The trunks are apart, for a shared one costs most of what clarity can
 * learn; but how far texture moves, boils and blurs tells of the look as well. Motion needs nothing of the slow ones.
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
