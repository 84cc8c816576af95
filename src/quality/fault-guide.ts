/**
 * What the encoder's word on the faults decides where a rationale names one: whether to name any, and which. The encoder
 * learned from every fault of every clip, the decoder from one answer a clip and step. On the validation split the guide
 * names a true fault first more often than the decoder, and accuses far fewer clips that have none.
 */
export interface FaultGuide {
  /** Whether any fault is likely enough to be named at all. */
  readonly speaks: boolean;
  /** Tag ids, those that most likely lower the dimension first. */
  readonly order: readonly string[];
}

/** A fault, how likely it is there, and how likely one that is there lowers the dimension at hand; 0..1 both. */
export interface PossibleFault {
  readonly tag: string;
  readonly probability: number;
  readonly lowers: number;
}

/** Probability that something lowers the dimension, as if faults came independently of each other. */
export function someFault(faults: readonly PossibleFault[]): number {
  return 1 - faults.reduce((none, { probability, lowers }) => none * (1 - probability * lowers), 1);
}

/** @param speakFrom the least probability of `someFault` at which a fault is named. */
export function faultGuide(faults: readonly PossibleFault[], speakFrom: number): FaultGuide {
  const likely = faults.toSorted((a, b) => b.probability * b.lowers - a.probability * a.lowers);
  return { speaks: someFault(faults) >= speakFrom, order: likely.map(({ tag }) => tag) };
}

/**
 * The choices of a next word that the guide leaves: where `nothing` stands beside words that begin a fault, one or the
 * other; among faults the likeliest that is not named yet; elsewhere all of them. Never none.
 */
export function guided(choices: readonly string[], nothing: string, guide: FaultGuide): readonly string[] {
  if (choices.includes(nothing)) return choices.filter((word) => (word === nothing) !== guide.speaks);
  const best = guide.order.find((tag) => choices.includes(tag));
  return best === undefined ? choices : [best];
}
