import type { ClipLabel, PackedClip, Split, TrainedDimension } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import type { Tensor, Tensors } from '../engine/jax';
import { jit, read, tree } from '../engine/jax';
import type { Network } from '../network/network';
import { layoutOf } from '../network/parameters';
import type { NetworkShape } from '../network/shape';
import type { BatchRows } from '../training/batch';
import { clipInput, evenDraw } from '../training/batch';
import type { ClipInput } from '../network/forward';
import { predict } from '../training/loss';
import { upload } from '../training/optimiser';
import type { PathwayMask } from '../training/pathway-mask';
import { SLOWFAST_MASK } from '../training/pathway-mask';
import type { ClipSource, TokenUnits } from '../training/source';
import type { Agreement } from './agreement';
import { agreement } from './agreement';

/** One Agreement a dimension, in the order of TRAINED_DIMENSIONS. */
export type Evaluation = readonly Agreement[];

/** Clips per call; a last short batch is filled up, so that nothing compiles twice. */
const CLIPS_PER_CALL = 8;

const compiled = new Map<string, (banks: Tensors, input: ClipInput) => Tensor>();

function predictor(shape: NetworkShape, pathwayMask: PathwayMask): (banks: Tensors, input: ClipInput) => Tensor {
  const key = JSON.stringify({ shape, pathwayMask });
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const made = jit((banks: Tensors, input: ClipInput) => predict(banks, input, shape, pathwayMask));
  compiled.set(key, made);
  return made;
}

/** The network's scores of a split, [clips][dimensions], from a fixed number of evenly drawn rows a clip. */
export function scoreSplit(
  source: ClipSource,
  split: Split,
  network: Network,
  rows: BatchRows,
  pathwayMask: PathwayMask = SLOWFAST_MASK,
): Promise<number[][]> {
  const clips = source.labels(split).map((_, index) => () => source.clip(split, index));
  return scoreClips(clips, source.units, network, rows, pathwayMask);
}

/** The same for any clips; each is read only when its batch starts. */
export async function scoreClips(
  clips: readonly (() => PackedClip)[],
  units: TokenUnits,
  network: Network,
  rows: BatchRows,
  pathwayMask: PathwayMask = SLOWFAST_MASK,
): Promise<number[][]> {
  const run = predictor(network.shape, pathwayMask);
  const banks = upload(network.weights, layoutOf(network.shape));
  const count = clips.length;
  const scores: number[][] = [];
  for (let from = 0; from < count; from += CLIPS_PER_CALL) {
    const indices = Array.from({ length: CLIPS_PER_CALL }, (_, i) => Math.min(from + i, count - 1));
    const draws = indices.map((index) => evenDraw(clips[index]!(), rows));
    const flat = await read(run(tree.ref(banks), clipInput(draws, units, network.scalings)));
    const width = TRAINED_DIMENSIONS.length;
    for (let i = 0; i < CLIPS_PER_CALL && from + i < count; i++)
      scores.push(Array.from(flat.subarray(i * width, (i + 1) * width)));
  }
  tree.dispose(banks);
  return scores;
}

export async function evaluateNetwork(
  source: ClipSource,
  split: Split,
  network: Network,
  rows: BatchRows,
  pathwayMask: PathwayMask = SLOWFAST_MASK,
): Promise<Evaluation> {
  return evaluationOf(await scoreSplit(source, split, network, rows, pathwayMask), source.labels(split));
}

/** Agreement of scores, [clips][dimensions]; `order` names the dimension of each column. */
export function evaluationOf(
  scores: readonly ArrayLike<number>[],
  labels: readonly ClipLabel[],
  order: readonly TrainedDimension[] = TRAINED_DIMENSIONS,
): Evaluation {
  return TRAINED_DIMENSIONS.map((id) => {
    const column = order.indexOf(id);
    return agreement(
      id,
      scores.map((row) => row[column]!),
      labels.map((label) => label.dimensionRatings[id].mos),
    );
  });
}
