import type { Tensor } from '../engine/jax';
import { nn, np } from '../engine/jax';
import type { Pathway } from '../../slowfast';
import type { Reader } from './layers';
import { linear } from './layers';

/** A batch's summaries (summary.ts) and clip features, all scaled. */
export type Summaries = {
  /** [batch, SUMMARY_WIDTHS] of each pathway */
  fast: Tensor;
  slow: Tensor;
  /** [batch, CLIP_INPUTS] */
  clip: Tensor;
};

/** Factors of dropout, 0 or 1 / (1 - rate): [batch, hidden] and [batch, headOut]. */
export type DropoutMasks = { fastIn: Tensor; fastMid: Tensor; slowIn: Tensor; slowMid: Tensor };

/** Output of the summary heads, [batch, headOut] each. */
export type HeadOut = {
  /** From the fast pathway alone, for the dimensions of motion. */
  fast: Tensor;
  /** From both pathways, for the other dimensions. */
  both: Tensor;
};

/** Two layers over the fast summary; two over both summaries and the output of the first two. Consumes everything. */
export function summaryHead({ fast, slow, clip }: Summaries, read: Reader, dropout?: DropoutMasks): HeadOut {
  const ofFast = twoLayers('fast', [fast.ref, clip.ref], read, dropout?.fastIn, dropout?.fastMid);
  const both = twoLayers('slow', [fast, slow, clip, ofFast.ref], read, dropout?.slowIn, dropout?.slowMid);
  return { fast: ofFast, both };
}

function twoLayers(pathway: Pathway, inputs: Tensor[], read: Reader, first?: Tensor, second?: Tensor): Tensor {
  const hidden = nn.relu(linear(np.concatenate(inputs, 1), read, `${pathway}.summary.in`));
  const headOut = nn.relu(linear(drop(hidden, first), read, `${pathway}.summary.mid`));
  return drop(headOut, second);
}

function drop(x: Tensor, mask: Tensor | undefined): Tensor {
  return mask === undefined ? x : x.mul(mask);
}
