import type { Manifest } from '../model/manifest';
import type { Dimension, DimensionId, ProfileId } from '../quality/dimensions';
import { dimensionsOf } from '../quality/dimensions';
import { levelsOf, nearestLevel, spread } from '../quality/levels';
import { parseRationale, verbalise } from '../quality/rationale';
import type { Aggregate, JudgedWindow } from './aggregate';
import { aggregate, typicalWindow } from './aggregate';
import type { ExplainedWindows, Writing } from './explainer';
import type { WindowVerdict } from './judge-line';
import type { DimensionScore, Rationale } from './report';

/** Ids to ask the model for: the profiles' dimensions that it knows. */
export function askedDimensions(manifest: Manifest, profiles: readonly ProfileId[]): DimensionId[] {
  const known = new Set<string>(manifest.dimensions.map(({ id }) => id));
  return profiles.flatMap((profile) => dimensionsOf(profile).map(({ id }) => id)).filter((id) => known.has(id));
}

/** The window that each dimension is explained by: the one whose score is nearest to the video's. */
export function explainedWindows(asked: readonly DimensionId[], verdicts: readonly WindowVerdict[]): ExplainedWindows {
  return new Map(asked.map((id) => [id, typicalWindow(aggregate(judgedWindows(id, verdicts)))]));
}

/**
 * Every dimension of the asked profiles, in the house's order; those that the model cannot judge say why.
 *
 * @param writings what the decoder wrote about the windows of `explainedWindows`; empty where nobody asked.
 */
export function dimensionScores(
  profiles: readonly ProfileId[],
  asked: readonly DimensionId[],
  verdicts: readonly WindowVerdict[],
  writings: readonly Writing[],
): DimensionScore[] {
  return profiles.flatMap(dimensionsOf).map((dimension) => {
    const words = writings.find(({ id }) => id === dimension.id)?.words;
    return asked.includes(dimension.id) ? available(dimension, verdicts, words) : unavailable(dimension);
  });
}

function judgedWindows(id: DimensionId, verdicts: readonly WindowVerdict[]): readonly JudgedWindow[] {
  return verdicts.flatMap(({ frames, judgements }) => {
    const judgement = judgements.find((candidate) => candidate.id === id);
    return judgement === undefined ? [] : [{ moments: frames.length, judgement }];
  });
}

function available(
  dimension: Dimension,
  verdicts: readonly WindowVerdict[],
  words: readonly string[] | undefined,
): DimensionScore {
  const { id, profile, name } = dimension;
  const whole = aggregate(judgedWindows(id, verdicts));
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
  const findings = parseRationale(words.slice(1));
  const text = findings === undefined ? 'The model gave no readable reason.' : verbalise(id, findings);
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
