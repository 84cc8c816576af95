import { UPRIGHT } from '../network/orientation';
import type { ClipLabel, TrainedDimension } from '../corpus/clip';
import { TRAINED_DIMENSIONS } from '../corpus/clip';
import type { Tensor, Tensors } from '../engine/jax';
import { np, tensor } from '../engine/jax';
import type { Reader } from '../network/layers';
import { linear, reader } from '../network/layers';
import type { Layout, ParameterSpec } from '../network/parameters';
import { layOut, linear as linearSpecs, matrix, readerSpecs } from '../network/parameters';
import type { NetworkShape } from '../network/shape';
import { FAULTS, PATHWAYS } from '../network/shape';
import type { Kept, Summaries, Told } from '../network/told';
import { tell } from '../network/told';
import { crossEntropy } from './cross-entropy';
import { faultShares } from './fault-targets';
import { FAULT_DIMENSIONS, findingsFor } from './targets';

/** Dimensions as their scores stand side by side here: those of motion first, which see the fast pathway alone. */
const BY_FAST = TRAINED_DIMENSIONS.filter((id) => !PATHWAYS[id].includes('slow'));
const BY_BOTH = TRAINED_DIMENSIONS.filter((id) => PATHWAYS[id].includes('slow'));
export const SCORE_ORDER: readonly TrainedDimension[] = [...BY_FAST, ...BY_BOTH];

const REASONS = FAULT_DIMENSIONS.length * FAULTS.length;

/** Scores are learned from here, so that the last layer need not begin far off. */
const MIDDLE = 3;

/**
 * The summaries' readers and what they are trained through: scores, faults, and which faults are worth a word on which
 * dimension. The network keeps the readers and the faults' part; the rest is thrown away.
 */
export function summarySpecs(shape: NetworkShape): readonly ParameterSpec[] {
  const { told } = shape.summary;
  return [
    ...readerSpecs(shape),
    ...linearSpecs('summary.motion', told, BY_FAST.length),
    ...linearSpecs('summary.look', told, BY_BOTH.length),
    matrix('faults.told', told, FAULTS.length),
    ...linearSpecs('faults.out', told, FAULTS.length).slice(1),
    ...linearSpecs('summary.reasons', told, REASONS),
  ];
}

export function summaryLayout(shape: NetworkShape): Layout {
  return layOut(summarySpecs(shape), shape.width);
}

/** How the parts of the loss are weighed. */
export interface SummaryWeights {
  /** Squared error of the scores, in score points, mean over the dimensions. */
  readonly score: number;
  /** Cross-entropy of every fault against how surely it is there, summed over the faults. */
  readonly faults: number;
  /** Cross-entropy of every fault's being worth a word on a dimension, summed over both. */
  readonly reasons: number;
}

export type SummaryTargets = {
  /** [batch, dimensions] in the order of SCORE_ORDER: MOS on 1..5. */
  mos: Tensor;
  /** [batch, FAULTS]: 0 (not there) to 1 (seen by all). */
  shares: Tensor;
  /** [batch, FAULT_DIMENSIONS * FAULTS]: 1 where the fault is worth a word on the dimension, else 0. */
  reasons: Tensor;
};

export function summaryTargets(labels: readonly ClipLabel[]): SummaryTargets {
  const batch = labels.length;
  const mos = new Float32Array(batch * SCORE_ORDER.length);
  const shares = new Float32Array(batch * FAULTS.length);
  const reasons = new Float32Array(batch * REASONS);
  labels.forEach((label, row) => {
    SCORE_ORDER.forEach((id, column) => (mos[row * SCORE_ORDER.length + column] = label.opinions[id].mos));
    shares.set(faultShares(label), row * FAULTS.length);
    FAULT_DIMENSIONS.forEach((id, place) => {
      const findings = findingsFor(label, id, UPRIGHT);
      if (findings.kind !== 'faults') return;
      for (const { tag } of findings.faults) {
        const fault = FAULTS.indexOf(tag);
        if (fault >= 0) reasons[row * REASONS + place * FAULTS.length + fault] = 1;
      }
    });
  });
  return {
    mos: tensor(mos, [batch, SCORE_ORDER.length]),
    shares: tensor(shares, [batch, FAULTS.length]),
    reasons: tensor(reasons, [batch, REASONS]),
  };
}

export type SummaryParts = { score: Tensor; faults: Tensor; reasons: Tensor };

/** Summaries of a batch, and what of the numbers inside is dropped. */
export type SummaryInput = { summaries: Summaries; kept: Kept };

/** [loss, its parts]. Consumes everything given. */
export function summaryLoss(
  banks: Tensors,
  { summaries, kept }: SummaryInput,
  targets: SummaryTargets,
  shape: NetworkShape,
  weigh: SummaryWeights,
): [Tensor, SummaryParts] {
  const read = reader(banks, summaryLayout(shape));
  const told = tell(summaries, read, kept);
  const faultLogits = np.matmul(told.both.ref, read('faults.told')).add(read('faults.out.bias'));
  const reasonLogits = linear(told.both.ref, read, 'summary.reasons');
  const score = np.mean(np.square(scoresOf(told, read).sub(targets.mos)));
  const faults = crossEntropy(faultLogits, targets.shares);
  const reasons = crossEntropy(reasonLogits, targets.reasons);
  for (const bank of Object.values(banks)) bank.dispose();
  const sum = score.ref.mul(weigh.score).add(faults.ref.mul(weigh.faults)).add(reasons.ref.mul(weigh.reasons));
  return [sum, { score, faults, reasons }];
}

/** Scores by the summaries alone: [batch, dimensions] in the order of SCORE_ORDER. Consumes everything given. */
export function summaryScores(banks: Tensors, summaries: Summaries, shape: NetworkShape): Tensor {
  const read = reader(banks, summaryLayout(shape));
  const scores = scoresOf(tell(summaries, read), read);
  for (const bank of Object.values(banks)) bank.dispose();
  return scores;
}

/** Consumes what is told. */
function scoresOf(told: Told, read: Reader): Tensor {
  const sides = [linear(told.fast, read, 'summary.motion'), linear(told.both, read, 'summary.look')];
  return np.concatenate(sides, 1).add(MIDDLE);
}
