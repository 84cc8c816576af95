import type { Manifest } from '../model/manifest';
import type { Dimension, DimensionId, ProfileId } from '../quality/dimensions';
import { dimensionsOf } from '../quality/dimensions';
import { levelsOf, nearestLevel, spread } from '../quality/levels';
import { parseRationale, verbalise } from '../quality/rationale';
import type { Aggregate } from './aggregate';
import { aggregate, typicalWindow } from './aggregate';
import type { WindowVerdict } from './judge-line';
import type { DimensionScore, Rationale } from './report';

/** Ids to ask the model for: the profiles' dimensions that it knows. */
export function askedDimensions(manifest: Manifest, profiles: readonly ProfileId[]): DimensionId[] {
  const known = new Set<string>(manifest.dimensions.map(({ id }) => id));
  return profiles.flatMap((profile) => dimensionsOf(profile).map(({ id }) => id)).filter((id) => known.has(id));
}

/** Every dimension of the asked profiles, in the house's order; those that the model cannot judge say why. */
export function dimensionScores(
  profiles: readonly ProfileId[],
  asked: readonly DimensionId[],
  verdicts: readonly WindowVerdict[],
): DimensionScore[] {
  return profiles.flatMap(dimensionsOf).map((dimension) => {
    const place = asked.indexOf(dimension.id);
    return place < 0 ? unavailable(dimension) : available(dimension, verdicts);
  });
}

function available(dimension: Dimension, verdicts: readonly WindowVerdict[]): DimensionScore {
  const { id, profile, name } = dimension;
  const judged = verdicts.flatMap(({ frames, judgements, rationales }) => {
    const place = judgements.findIndex((candidate) => candidate.id === id);
    const judgement = judgements[place];
    return judgement === undefined ? [] : [{ moments: frames.length, judgement, words: rationales[place] }];
  });
  const whole = aggregate(judged);
  const words = judged[typicalWindow(whole)]?.words;
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
