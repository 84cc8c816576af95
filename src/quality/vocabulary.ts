import type { DimensionId, ProfileId } from './dimensions';
import { DIMENSIONS, dimension } from './dimensions';
import { FIVE_RATINGS, NINE_LEVELS } from './levels';
import { TAGS } from './tags';

/** Fills the end of short rows; id 0. */
export const PAD = '<pad>';
/** The last word of every answer. */
export const END = '<end>';
export const THINK = '<think>';
export const THINK_END = '</think>';
/** The whole rationale of a dimension that no artifact lowers. */
export const NOTHING = 'nothing';

export const SEVERITIES = ['slight', 'clear', 'severe'] as const;
export const REGIONS = ['everywhere', 'left', 'right', 'top', 'bottom', 'centre'] as const;
export const SPANS = ['throughout', 'early', 'midway', 'late'] as const;
export const AMPLITUDES = ['still', 'small', 'moderate', 'large'] as const;

export type SeverityWord = (typeof SEVERITIES)[number];
export type RegionWord = (typeof REGIONS)[number];
export type SpanWord = (typeof SPANS)[number];
export type AmplitudeWord = (typeof AMPLITUDES)[number];

const profileWords: Record<ProfileId, string> = { ultravqa: '<ultravqa>', 'q-save': '<q-save>' };

/** The two words that ask for a dimension: profile and dimension. The rating word comes next. */
export function promptOf(id: DimensionId): readonly [string, string] {
  return [profileWords[dimension(id).profile], id];
}

/**
 * The vocabulary of the compact decoder; a word's index is its token id. The order is part of the model pack (the
 * manifest contains the list), so a new word needs a new pack.
 */
export function buildVocabulary(): readonly string[] {
  const words = [
    PAD,
    END,
    ...Object.values(profileWords),
    ...DIMENSIONS.map((each) => each.id),
    ...NINE_LEVELS.map((level) => level.word),
    ...FIVE_RATINGS.map((level) => level.word),
    THINK,
    THINK_END,
    ...SEVERITIES,
    ...TAGS.map((tag) => tag.id),
    ...REGIONS,
    ...SPANS,
    NOTHING,
    ...AMPLITUDES,
  ];
  // The scales share `Poor`, `Good` and `Excellent`; a set keeps each word's first place.
  return [...new Set(words)];
}
