/**
 * What is judged: profiles and their dimensions, levels, tags, and the language of rationales.
 */
export type { ArtifactGuide } from './artifact-guide';
export { WORTH_A_LINE, artifactGuide, guided, someArtifact } from './artifact-guide';
export type { Dimension, DimensionId, ProfileId } from './dimensions';
export { DIMENSIONS, PROFILES, dimension, dimensionsOf } from './dimensions';
export type { Level } from './levels';
export { FIVE_RATINGS, NINE_LEVELS, expectedScore, levelsOf, nearestLevel, ratingOfMos, spread } from './levels';
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
export { TAGS, tag } from './tags';
export type { RegionWord, SpanWord } from './vocabulary';
export { END, NOTHING, REGIONS, SEVERITIES, SPANS, THINK, THINK_END, buildVocabulary, promptOf } from './vocabulary';
