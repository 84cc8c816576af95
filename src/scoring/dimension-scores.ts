import type { JudgeDescription, Rationales } from '../judges';
import type { Dimension, DimensionId } from '../quality';
import { dimension, dimensionsOf, levelsOf, nearestLevel, parseRationale, spread, verbalise } from '../quality';
import type { Aggregate, JudgedWindow } from './aggregate';
import { aggregate, typicalWindow } from './aggregate';
import type { WindowResult } from './judge-windows';
import type { ResolvedOptions } from './options';
import type { ExplainedWindows } from './rationale-writer';
import type { DimensionScore, Rationale } from './report';

/** The profiles' dimensions that the judge offers; without the clip's prompt, those that do not need it. */
export function askedDimensions(
  { dimensions }: Pick<JudgeDescription, 'dimensions'>,
  { profiles, prompt }: Pick<ResolvedOptions, 'profiles' | 'prompt'>,
): DimensionId[] {
  return profiles
    .flatMap((profile) => dimensionsOf(profile).map(({ id }) => id))
    .filter((id) => dimensions.includes(id) && (prompt !== undefined || !dimension(id).needsText));
}

/** The window that each dimension is explained from: the one whose score is nearest to the video's. */
export function explainedWindows(
  asked: readonly DimensionId[],
  windowResults: readonly WindowResult[],
): ExplainedWindows {
  return new Map(asked.map((id) => [id, typicalWindow(aggregate(judgedWindows(id, windowResults)))]));
}

/**
 * Every dimension of the profiles, in their order. A dimension that the judge does not offer gives the reason.
 *
 * @param rationales of the windows of `explainedWindows`; empty where none were asked for.
 */
export function dimensionScores(
  judge: JudgeDescription,
  options: Pick<ResolvedOptions, 'profiles' | 'prompt'>,
  windowResults: readonly WindowResult[],
  rationales: Rationales,
): DimensionScore[] {
  const asked = askedDimensions(judge, options);
  return options.profiles.flatMap(dimensionsOf).map((each) => {
    const words = rationales.find(({ id }) => id === each.id)?.words;
    return asked.includes(each.id)
      ? available(each, windowResults, words === undefined ? undefined : { words, form: judge.rationale })
      : unavailable(each, judge);
  });
}

function judgedWindows(id: DimensionId, windowResults: readonly WindowResult[]): readonly JudgedWindow[] {
  return windowResults.flatMap(({ frames, distributions }) => {
    const distribution = distributions.find((candidate) => candidate.id === id);
    return distribution === undefined ? [] : [{ sampledFrames: frames.length, distribution }];
  });
}

interface Written {
  readonly words: readonly string[];
  readonly form: JudgeDescription['rationale'];
}

function available(
  dimension: Dimension,
  windowResults: readonly WindowResult[],
  written: Written | undefined,
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
    ...(whole.unplaced === undefined || whole.unplaced === 0 ? {} : { unplaced: whole.unplaced }),
    ...(written === undefined ? {} : { rationale: rationaleOf(id, written, whole) }),
  };
}

function rationaleOf(id: DimensionId, { words, form }: Written, whole: Aggregate): Rationale {
  const text = form === 'prose' ? words.slice(1).join('').trim() : verbalised(id, words);
  return { text, words, window: typicalWindow(whole) };
}

function verbalised(id: DimensionId, words: readonly string[]): string {
  const observations = parseRationale(words.slice(1));
  return observations === undefined ? 'The judge gave no readable rationale.' : verbalise(id, observations);
}

const NEEDS_PROMPT = "needs the clip's prompt";

function unavailable({ id, profile, name }: Dimension, judge: JudgeDescription): DimensionScore {
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
    unavailable: judge.unavailable[id] ?? (judge.dimensions.includes(id) ? NEEDS_PROMPT : 'not offered by this judge'),
  };
}
