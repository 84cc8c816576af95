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

/** Dropout: what each number inside is multiplied by, 0 or 1 / (1 - rate). [batch, hidden] and [batch, told]. */
export type Kept = { fastIn: Tensor; fastMid: Tensor; slowIn: Tensor; slowMid: Tensor };

/** What summaries tell, [batch, told] each. */
export type HeadOut = {
  /** Out of the fast pathway alone: all that motion may be judged by. */
  fast: Tensor;
  /** Out of both, since how a clip moves tells of its look as well. */
  both: Tensor;
};

/** Two layers over the fast pathway's figures; two over those of both and what the first two told. Consumes all. */
export function summaryHead({ fast, slow, clip }: Summaries, read: Reader, kept?: Kept): HeadOut {
  const ofFast = twoLayers('fast', [fast.ref, clip.ref], read, kept?.fastIn, kept?.fastMid);
  const both = twoLayers('slow', [fast, slow, clip, ofFast.ref], read, kept?.slowIn, kept?.slowMid);
  return { fast: ofFast, both };
}

function twoLayers(pathway: Pathway, inputs: Tensor[], read: Reader, first?: Tensor, second?: Tensor): Tensor {
  const hidden = nn.relu(linear(np.concatenate(inputs, 1), read, `${pathway}.summary.in`));
  const headOut = nn.relu(linear(drop(hidden, first), read, `${pathway}.summary.mid`));
  return drop(headOut, second);
}

function drop(x: Tensor, kept: Tensor | undefined): Tensor {
  return kept === undefined ? x : x.mul(kept);
}
