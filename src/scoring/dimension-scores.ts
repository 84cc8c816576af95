import type { Manifest } from '../judges';
import type { Dimension, DimensionId, ProfileId } from '../quality';
import { dimensionsOf, levelsOf, nearestLevel, parseRationale, spread, verbalise } from '../quality';
import type { Aggregate, JudgedWindow } from './aggregate';
import { aggregate, typicalWindow } from './aggregate';
import type { ExplainedWindows, RationaleWords } from './explainer';
import type { WindowResult } from './judge-line';
import type { DimensionScore, Rationale } from './report';

/** Ids to ask the model for: the profiles' dimensions that it knows. */
export function askedDimensions(manifest: Manifest, profiles: readonly ProfileId[]): DimensionId[] {
  const known = new Set<string>(manifest.dimensions.map(({ id }) => id));
  return profiles.flatMap((profile) => dimensionsOf(profile).map(({ id }) => id)).filter((id) => known.has(id));
}

/** The window that each dimension is explained by: the one whose score is nearest to the video's. */
export function explainedWindows(
  asked: readonly DimensionId[],
  windowResults: readonly WindowResult[],
): ExplainedWindows {
  return new Map(asked.map((id) => [id, typicalWindow(aggregate(judgedWindows(id, windowResults)))]));
}

/**
 * Every dimension of the asked profiles, in the house's order; those that the model cannot judge say why.
 *
 * @param rationaleWords what the decoder wrote about the windows of `explainedWindows`; empty where nobody asked.
 */
export function dimensionScores(
  profiles: readonly ProfileId[],
  asked: readonly DimensionId[],
  windowResults: readonly WindowResult[],
  rationaleWords: readonly RationaleWords[],
): DimensionScore[] {
  return profiles.flatMap(dimensionsOf).map((dimension) => {
    const words = rationaleWords.find(({ id }) => id === dimension.id)?.words;
    return asked.includes(dimension.id) ? available(dimension, windowResults, words) : unavailable(dimension);
  });
}

function judgedWindows(id: DimensionId, windowResults: readonly WindowResult[]): readonly JudgedWindow[] {
  return windowResults.flatMap(({ frames, distributions }) => {
    const distribution = distributions.find((candidate) => candidate.id === id);
    return distribution === undefined ? [] : [{ sampledFrames: frames.length, distribution }];
  });
}

function available(
  dimension: Dimension,
  windowResults: readonly WindowResult[],
  words: readonly string[] | undefined,
): DimensionScore {
  const { id, profile, name } = dimension;
  const whole = aggregate(judgedWindows(id, windowResults));
  return {
    id,
    profile,
    name,
    score: whole.score,
    spread: spread(whole.levels, whole.probabilities),
    rating: nearestLevel(whole.levels, whole.score).word,
    levels: whole.levels.map(({ word }) => word),
    probabilities: whole.probabilities,
    windowScores: whole.windowScores,
    ...(words === undefined ? {} : { rationale: rationale(id, words, whole) }),
  };
}

function rationale(id: DimensionId, words: readonly string[], whole: Aggregate): Rationale {
  const observations = parseRationale(words.slice(1));
  const text = observations === undefined ? 'The model gave no readable reason.' : verbalise(id, observations);
  return { text, words, window: typicalWindow(whole) };
}

function unavailable({ id, profile, name, needsText }: Dimension): DimensionScore {
  return {
    id,
    profile,
    name,
    score: null,
    spread: null,
    rating: null,
    levels: levelsOf(profile).map(({ word }) => word),
    probabilities: [],
    windowScores: [],
    unavailable: needsText ? 'needs a text model' : 'not judged by this model',
  };
}
