import { MAX_ARTIFACTS } from './rationale';
import { NOTHING, THINK_END } from './vocabulary';

/** An artifact that no window shows with at least this probability is left out of the report. */
export const LEAST_REPORTED_PROBABILITY = 0.1;

/**
 * Decides from the encoder's artifact probabilities whether a rationale names artifacts, which, and how many. The
 * encoder is trained on every artifact of every clip, the decoder on one answer per clip and step. On the validation
 * split the guide names a true artifact first more often than the decoder, and has far fewer false alarms on clips
 * without any.
 */
export interface ArtifactGuide {
  /** Whether any artifact is likely enough to be named at all. */
  readonly namesAny: boolean;
  /** Tag ids, those that most likely lower the dimension first. */
  readonly order: readonly string[];
  /** How many of them are named where any is. */
  readonly count: number;
}

/** Thresholds from which artifacts are named, 0..1. */
export interface ArtifactThresholds {
  /** Probability that any artifact lowers the dimension, from which the likeliest one is named. */
  readonly nameAnyFrom: number;
  /** Probability that one artifact lowers the dimension, from which it is named beside the likeliest. */
  readonly nameFrom: number;
}

/**
 * An artifact, the probability that it is present, and the probability that it lowers the dimension if present; 0..1.
 */
export interface PossibleArtifact {
  readonly tag: string;
  readonly probability: number;
  readonly lowers: number;
}

/** Probability that any artifact lowers the dimension, assuming that artifacts are independent. */
export function someArtifact(artifacts: readonly PossibleArtifact[]): number {
  return 1 - artifacts.reduce((none, { probability, lowers }) => none * (1 - probability * lowers), 1);
}

export function artifactGuide(
  artifacts: readonly PossibleArtifact[],
  { nameAnyFrom, nameFrom }: ArtifactThresholds,
): ArtifactGuide {
  const chance = ({ probability, lowers }: PossibleArtifact): number => probability * lowers;
  const likely = artifacts.toSorted((a, b) => chance(b) - chance(a));
  const others = likely.slice(1, MAX_ARTIFACTS).filter((artifact) => chance(artifact) >= nameFrom);
  return {
    namesAny: someArtifact(artifacts) >= nameAnyFrom,
    order: likely.map(({ tag }) => tag),
    count: 1 + others.length,
  };
}

/**
 * Restricts the choices of a next word. Where the choices include `nothing` or the end beside words that begin an
 * artifact, it keeps one or the other. Among artifacts it keeps the likeliest that is not named yet. Elsewhere it keeps
 * all. It always keeps at least one.
 */
export function guided(choices: readonly string[], words: readonly string[], guide: ArtifactGuide): readonly string[] {
  const only = (word: string, chosen: boolean): readonly string[] =>
    choices.filter((each) => (each === word) === chosen);
  if (choices.length > 1 && choices.includes(NOTHING)) return only(NOTHING, !guide.namesAny);
  const unnamed = guide.order.filter((tag) => !words.includes(tag));
  if (choices.length > 1 && choices.includes(THINK_END)) {
    return only(THINK_END, guide.order.length - unnamed.length >= guide.count);
  }
  const best = unnamed.find((tag) => choices.includes(tag));
  return best === undefined ? choices : [best];
}
