/**
 * What is judged, and the language of rationales.
 */

// Profiles and their dimensions.
export type { Dimension, DimensionId, ProfileId } from './dimensions';
export { DIMENSIONS, PROFILES, dimension, dimensionsOf } from './dimensions';

// Levels and scores.
export type { Level } from './levels';
export { FIVE_RATINGS, NINE_LEVELS, expectedScore, levelsOf, nearestLevel, ratingOfMos, spread } from './levels';

// Tags: the failure modes that raters tick.
export { TAGS, tag } from './tags';

// Vocabulary of the compact decoder.
export type { RegionWord, SpanWord } from './vocabulary';
export { END, NOTHING, REGIONS, SEVERITIES, SPANS, THINK, THINK_END, buildVocabulary, promptOf } from './vocabulary';

// Rationales: grammar, parsing, and English sentences.
export type { Artifact, Observations } from './rationale';
export {
  MAX_ARTIFACTS,
  MAX_RATIONALE_WORDS,
  allowedNext,
  amplitudeOf,
  parseRationale,
  rationaleWords,
  regionPhrase,
  spanPhrase,
  verbalise,
  verbaliseSoFar,
} from './rationale';

// Which artifacts a rationale names.
export type { ArtifactGuide } from './artifact-guide';
export { LEAST_REPORTED_PROBABILITY, artifactGuide, guided, someArtifact } from './artifact-guide';

// Prompts of judges that read.
export type { FilledPrompt, PromptSet } from './prompts/prompt-set';
export { checkPromptSet, fillPrompt } from './prompts/prompt-set';
export { PROMPT_SETS } from './prompts/prompt-sets';
