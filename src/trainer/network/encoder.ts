import type { Tensor } from '../engine/jax';
import { nn, np } from '../engine/jax';
import type { Pathway } from '../../slowfast';
import type { Reader } from './layers';
import { feedForward, layerNorm, linear, selfAttention } from './layers';
import type { NetworkShape } from './shape';
import { SUMMARY_TOKENS } from './shape';

/** One pathway's tokens of `batch` clips, `rows` each, already scaled (features.ts). */
export type TrunkInput = {
  /** [batch * rows, pixels] */
  pixels: Tensor;
  /** [batch * rows, statistics] */
  statistics: Tensor;
  /** [batch * rows, PLACE_FEATURES] */
  place: Tensor;
  /** [batch, SUMMARY_WIDTHS]: summary.ts, scaled, over all rows of a clip and not only those given here. */
  summary: Tensor;
};

/**
 * One trunk: separate projections of pixels, statistics, place, clip features and summary head output, then a pre-norm
 * transformer, then SUMMARY_TOKENS tokens from the summary head output. `clip` is [batch, CLIP_INPUTS], `headOut`
 * [batch, headOut] (summary-head.ts). Returns the pathway's memory, [batch * (rows + SUMMARY_TOKENS), d].
 */
export function encode(
  pathway: Pathway,
  input: Omit<TrunkInput, 'summary'>,
  clip: Tensor,
  headOut: Tensor,
  read: Reader,
  shape: NetworkShape,
): Tensor {
  const { width } = shape;
  const batch = clip.shape[0]!;
  const rows = input.pixels.shape[0]! / batch;
  // A separate projection, because a dozen statistics have little weight among a thousand pixels.
  const statistics = nn.relu(linear(input.statistics, read, `${pathway}.statistics.in`));
  const perToken = np
    .matmul(input.pixels, read(`${pathway}.pixels`))
    .add(np.matmul(statistics, read(`${pathway}.statistics.out`)))
    .add(np.matmul(input.place, read(`${pathway}.place`)))
    .add(read(`${pathway}.pathway`));
  const perClip = np
    .matmul(clip, read(`${pathway}.clip`))
    .add(np.matmul(headOut.ref, read(`${pathway}.summary.out`)))
    .reshape([batch, 1, width]);
  let x = perToken
    .reshape([batch, rows, width])
    .add(perClip)
    .reshape([batch * rows, width]);
  for (let layer = 0; layer < shape.encoderLayers; layer++) {
    const name = `${pathway}.${layer}`;
    x = selfAttention(x, read, `${name}.self`, shape.heads, { batch, rows });
    x = feedForward(x, read, name);
  }
  const summed = linear(headOut, read, `${pathway}.summary.tokens`).reshape([batch, SUMMARY_TOKENS, width]);
  const memory = np.concatenate([x.reshape([batch, rows, width]), summed], 1);
  return layerNorm(memory.reshape([batch * (rows + SUMMARY_TOKENS), width]), read, `${pathway}.norm`);
}
