import { UPRIGHT } from '../network/orientation';
import type { ClipLabel, TrainedDimension } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import type { Tensor, Tensors } from '../engine/jax';
import { np, tensor } from '../engine/jax';
import type { Reader } from '../network/layers';
import { linear, reader } from '../network/layers';
import type { Layout, ParameterSpec } from '../network/parameters';
import { layOut, linear as linearSpecs, matrix, summaryHeadSpecs } from '../network/parameters';
import type { NetworkShape } from '../network/shape';
import { ARTIFACTS, PATHWAYS } from '../network/shape';
import type { DropoutMasks, Summaries, HeadOut } from '../network/summary-head';
import { summaryHead } from '../network/summary-head';
import { crossEntropy } from './cross-entropy';
import { artifactShares } from './artifact-targets';
import { ARTIFACT_DIMENSIONS, observationsFor } from './targets';

/** Order of the dimensions here: those of motion first, which use the fast pathway only. */
const BY_FAST = TRAINED_DIMENSIONS.filter((id) => !PATHWAYS[id].includes('slow'));
const BY_BOTH = TRAINED_DIMENSIONS.filter((id) => PATHWAYS[id].includes('slow'));
export const SCORE_ORDER: readonly TrainedDimension[] = [...BY_FAST, ...BY_BOTH];

const RATIONALE = ARTIFACT_DIMENSIONS.length * ARTIFACTS.length;

/** Added to the scores, so that the last layer starts near the middle of the scale. */
const MIDDLE = 3;

/**
 * The summary heads and the outputs that they are trained with: scores, artifacts, and which artifacts a rationale of
 * each dimension must name. The network keeps the heads and the artifact layer; the rest is discarded.
 */
export function summarySpecs(shape: NetworkShape): readonly ParameterSpec[] {
  const { headOut } = shape.summary;
  return [
    ...summaryHeadSpecs(shape),
    ...linearSpecs('summary.motion', headOut, BY_FAST.length),
    ...linearSpecs('summary.look', headOut, BY_BOTH.length),
    matrix('artifacts.head', headOut, ARTIFACTS.length),
    ...linearSpecs('artifacts.out', headOut, ARTIFACTS.length).slice(1),
    ...linearSpecs('summary.rationale', headOut, RATIONALE),
  ];
}

export function summaryLayout(shape: NetworkShape): Layout {
  return layOut(summarySpecs(shape), shape.width);
}

/** Weights of the parts of the loss. */
export interface SummaryWeights {
  /** Squared error of the scores, in score points, mean over the dimensions. */
  readonly score: number;
  /** Cross-entropy of every artifact with the share of raters who see it, summed over the artifacts. */
  readonly artifacts: number;
  /** Cross-entropy of whether a rationale must name an artifact, summed over artifacts and dimensions. */
  readonly rationale: number;
}

export type SummaryTargets = {
  /** [batch, dimensions] in the order of SCORE_ORDER: MOS on 1..5. */
  mos: Tensor;
  /** [batch, ARTIFACTS]: share of raters who see it, 0..1. */
  shares: Tensor;
  /** [batch, ARTIFACT_DIMENSIONS * ARTIFACTS]: 1 where a rationale of the dimension must name the artifact, else 0. */
  rationale: Tensor;
};

export function summaryTargets(labels: readonly ClipLabel[]): SummaryTargets {
  const batch = labels.length;
  const mos = new Float32Array(batch * SCORE_ORDER.length);
  const shares = new Float32Array(batch * ARTIFACTS.length);
  const rationale = new Float32Array(batch * RATIONALE);
  labels.forEach((label, row) => {
    SCORE_ORDER.forEach((id, column) => (mos[row * SCORE_ORDER.length + column] = label.dimensionRatings[id].mos));
    shares.set(artifactShares(label), row * ARTIFACTS.length);
    ARTIFACT_DIMENSIONS.forEach((id, place) => {
      const observations = observationsFor(label, id, UPRIGHT);
      if (observations.kind !== 'artifacts') return;
      for (const { tag } of observations.artifacts) {
        const artifact = ARTIFACTS.indexOf(tag);
        if (artifact >= 0) rationale[row * RATIONALE + place * ARTIFACTS.length + artifact] = 1;
      }
    });
  });
  return {
    mos: tensor(mos, [batch, SCORE_ORDER.length]),
    shares: tensor(shares, [batch, ARTIFACTS.length]),
    rationale: tensor(rationale, [batch, RATIONALE]),
  };
}

export type SummaryParts = { score: Tensor; artifacts: Tensor; rationale: Tensor };

/** Summaries of a batch, and the dropout masks. */
export type SummaryInput = { summaries: Summaries; dropout: DropoutMasks };

/** [loss, its parts]. Consumes everything given. */
export function summaryLoss(
  banks: Tensors,
  { summaries, dropout }: SummaryInput,
  targets: SummaryTargets,
  shape: NetworkShape,
  weigh: SummaryWeights,
): [Tensor, SummaryParts] {
  const read = reader(banks, summaryLayout(shape));
  const headOut = summaryHead(summaries, read, dropout);
  const artifactLogits = np.matmul(headOut.both.ref, read('artifacts.head')).add(read('artifacts.out.bias'));
  const rationaleLogits = linear(headOut.both.ref, read, 'summary.rationale');
  const score = np.mean(np.square(scoresOf(headOut, read).sub(targets.mos)));
  const artifacts = crossEntropy(artifactLogits, targets.shares);
  const rationale = crossEntropy(rationaleLogits, targets.rationale);
  for (const bank of Object.values(banks)) bank.dispose();
  const sum = score.ref
    .mul(weigh.score)
    .add(artifacts.ref.mul(weigh.artifacts))
    .add(rationale.ref.mul(weigh.rationale));
  return [sum, { score, artifacts, rationale }];
}

/** Scores from the summaries alone: [batch, dimensions] in the order of SCORE_ORDER. Consumes everything given. */
export function summaryScores(banks: Tensors, summaries: Summaries, shape: NetworkShape): Tensor {
  const read = reader(banks, summaryLayout(shape));
  const scores = scoresOf(summaryHead(summaries, read), read);
  for (const bank of Object.values(banks)) bank.dispose();
  return scores;
}

/** Consumes `headOut`. */
function scoresOf(headOut: HeadOut, read: Reader): Tensor {
  const sides = [linear(headOut.fast, read, 'summary.motion'), linear(headOut.both, read, 'summary.look')];
  return np.concatenate(sides, 1).add(MIDDLE);
}
