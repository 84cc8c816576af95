import { MAX_ARTIFACTS } from './rationale';
import { NOTHING, THINK_END } from './vocabulary';

/** A fault that no window shows with at least this probability is not worth a line of a report. */
export const WORTH_A_LINE = 0.1;

/**
 * What the encoder's word on the faults decides where a rationale names one: whether to name any, which, and how many.
 * The encoder learned from every fault of every clip, the decoder from one answer a clip and step. On the validation
 * split the guide names a true fault first more often than the decoder, and accuses far fewer clips that have none.
 */
export interface ArtifactGuide {
  /** Whether any fault is likely enough to be named at all. */
  readonly speaks: boolean;
  /** Tag ids, those that most likely lower the dimension first. */
  readonly order: readonly string[];
  /** How many of them are named where any is. */
  readonly count: number;
}

/** From which probabilities on faults are named, 0..1. */
export interface ArtifactThresholds {
  /** That any fault lowers the dimension: from here on the likeliest is named. */
  readonly speakFrom: number;
  /** That a certain fault lowers it: from here on it is named beside the likeliest. */
  readonly nameFrom: number;
}

/** A fault, how likely it is there, and how likely one that is there lowers the dimension at hand; 0..1 both. */
export interface PossibleArtifact {
  readonly tag: string;
  readonly probability: number;
  readonly lowers: number;
}

/** Probability that something lowers the dimension, as if faults came independently of each other. */
export function someArtifact(artifacts: readonly PossibleArtifact[]): number {
  return 1 - artifacts.reduce((none, { probability, lowers }) => none * (1 - probability * lowers), 1);
}

export function artifactGuide(
  artifacts: readonly PossibleArtifact[],
  { speakFrom, nameFrom }: ArtifactThresholds,
): ArtifactGuide {
  const chance = ({ probability, lowers }: PossibleArtifact): number => probability * lowers;
  const likely = artifacts.toSorted((a, b) => chance(b) - chance(a));
  const others = likely.slice(1, MAX_ARTIFACTS).filter((artifact) => chance(artifact) >= nameFrom);
  return {
    speaks: someArtifact(artifacts) >= speakFrom,
    order: likely.map(({ tag }) => tag),
    count: 1 + others.length,
  };
}

/**
 * The choices of a next word that the guide leaves after some words: where `nothing` or the end stands beside words that
 * begin a fault, one or the other; among faults the likeliest that is not named yet; elsewhere all of them. Never none.
 */
export function guided(choices: readonly string[], words: readonly string[], guide: ArtifactGuide): readonly string[] {
  const only = (word: string, chosen: boolean): readonly string[] =>
    choices.filter((each) => (each === word) === chosen);
  if (choices.length > 1 && choices.includes(NOTHING)) return only(NOTHING, !guide.speaks);
  const unsaid = guide.order.filter((tag) => !words.includes(tag));
  if (choices.length > 1 && choices.includes(THINK_END)) {
    return only(THINK_END, guide.order.length - unsaid.length >= guide.count);
  }
  const best = unsaid.find((tag) => choices.includes(tag));
  return best === undefined ? choices : [best];
}
