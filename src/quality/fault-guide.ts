/**
 * What the encoder's own word on a fault counts beside the decoder's where a rationale names one. The decoder learned from
 * one answer a clip and step, the encoder's fault probabilities from every fault of every clip: together they name a true
 * fault first a third more often than the decoder alone (validation split).
 */
const WEIGHT = 1;

/** A fault that the encoder rules out is unlikely, and no more than that. */
const LEAST_PROBABILITY = 1e-4;

/** Added to the logit of a fault's word, where the next word is to name a fault. */
export function faultGuide(probability: number): number {
  return WEIGHT * Math.log(Math.max(LEAST_PROBABILITY, probability));
}
