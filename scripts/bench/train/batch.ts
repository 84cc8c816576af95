import type { Random } from '../../../src/base';
import { createRandom } from '../../../src/base';
import { TAGS } from '../../../src/quality';
import {
  CLIP_FEATURES,
  FAST_PIXELS,
  FAST_TOKENS,
  FAST_WIDTH,
  PLACE_WIDTH,
  SLOW_PIXELS,
  SLOW_WIDTH,
} from '../../../src/slowfast';
import type { ClipLabel, Observation, PackedClip, TrainedDimension } from '../../../src/corpus';
import { MAX_FAST_FRAMES, MAX_SLOW_ROWS, TRAINED_DIMENSIONS } from '../../../src/corpus';
import type { Tensor, Tensors } from '../../../src/trainer';
import {
  SLOWFAST_MASK,
  clipInput,
  drawClip,
  drawDropoutMasks,
  identityScalings,
  sftTargets,
} from '../../../src/trainer';
import type { PlainArray, PlainTree } from './plain';
import { SEED, sft, shape } from './setting';

const UNIT = 1 / 1024;

type Tree = { readonly [name: string]: Tensor | Tree };

/** A batch of the preset's sizes, drawn by the trainer's own code from clips of random tokens. */
export async function randomBatch(): Promise<{ input: PlainTree; targets: PlainTree }> {
  const random = createRandom(`bench train/${SEED}`);
  const units = { fast: new Float32Array(FAST_WIDTH).fill(UNIT), slow: new Float32Array(SLOW_WIDTH).fill(UNIT) };
  const draws = Array.from({ length: sft.clipsPerBatch }, (_, i) => drawClip(randomClip(i, random), sft.rows, random));
  const dropout = drawDropoutMasks(shape, draws.length, sft.dropout, random);
  const input = { ...clipInput(draws, units, identityScalings()), dropout };
  const targets = sftTargets(draws, sft, SLOWFAST_MASK, random);
  return { input: await toPlain(input), targets: await toPlain(targets) };
}

function randomClip(index: number, random: Random): PackedClip {
  const fastRows = MAX_FAST_FRAMES * FAST_TOKENS;
  return {
    label: randomLabel(`random ${index}`, random),
    fastRows,
    fast: randomRows(fastRows, FAST_WIDTH, FAST_PIXELS, random),
    slowRows: MAX_SLOW_ROWS,
    slow: randomRows(MAX_SLOW_ROWS, SLOW_WIDTH, SLOW_PIXELS, random),
    clip: Float32Array.from(CLIP_FEATURES, () => random.uniform(0.2, 1)),
  };
}

/** Pixels and places between 0 and 1, statistics with unit spread, as 16-bit numbers. */
function randomRows(rows: number, width: number, pixels: number, random: Random): Int16Array {
  return Int16Array.from({ length: rows * width }, (_, at) => {
    const column = at % width;
    const isStatistic = column >= pixels && column < width - PLACE_WIDTH;
    return Math.round((isStatistic ? random.normal() : random.next()) / UNIT);
  });
}

function randomLabel(id: string, random: Random): ClipLabel {
  const dimensionRating = (): { mos: number; ratings: number[] } => {
    const mos = random.uniform(1, 5);
    return { mos, ratings: [mos] };
  };
  const dimensionRatings: unknown = Object.fromEntries(TRAINED_DIMENSIONS.map((each) => [each, dimensionRating()]));
  return {
    id,
    content: id,
    split: 'train',
    dimensionRatings: dimensionRatings as ClipLabel['dimensionRatings'],
    observations: random
      .shuffle(TAGS)
      .slice(0, 2)
      .map((tag) => randomObservation(tag.id, random)),
  };
}

function randomObservation(tag: string, random: Random): Observation {
  const cost: Partial<Record<TrainedDimension, number>> = {};
  for (const id of TRAINED_DIMENSIONS) cost[id] = random.next();
  return { tag, strength: random.next(), severity: 'clear', region: 'left', span: 'throughout', cost };
}

/** Reads a tree of tensors back and frees it. */
async function toPlain(tree: Tree): Promise<PlainTree> {
  const out: Record<string, PlainArray | PlainTree> = {};
  for (const [name, node] of Object.entries(tree)) {
    if (!isTensor(node)) out[name] = await toPlain(node);
    else out[name] = { shape: [...node.shape], data: (await node.data()) as PlainArray['data'] };
  }
  return out;
}

function isTensor(node: Tensor | Tensors | Tree): node is Tensor {
  return typeof node.data === 'function';
}
