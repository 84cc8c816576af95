import type { Tensor } from '../engine/jax';
import { nn, np } from '../engine/jax';
import type { Pathway } from '../../slowfast/tokens';
import type { Reader } from './layers';
import { feedForward, layerNorm, linear, selfAttention } from './layers';
import type { NetworkShape } from './shape';

/** One pathway's tokens of `batch` clips, `rows` each, already scaled (features.ts). */
export type TrunkInput = {
  /** [batch * rows, pixels] */
  pixels: Tensor;
  /** [batch * rows, statistics] */
  statistics: Tensor;
  /** [batch * rows, PLACE_FEATURES] */
  place: Tensor;
  /** [batch, SUMMARY_WIDTHS]: summary.ts, over all rows of a clip and not only those given here. */
  summary: Tensor;
};

/**
 * One trunk: pixels, statistics, place, the clip's features and the summary of its statistics each through a projection
 * of their own, then a pre-norm transformer. `clip` is [batch, CLIP_INPUTS]. Returns the pathway's memory, [batch * rows, d].
 */
export function encode(pathway: Pathway, input: TrunkInput, clip: Tensor, read: Reader, shape: NetworkShape): Tensor {
  const batch = clip.shape[0]!;
  const rows = input.pixels.shape[0]! / batch;
  const summary = nn.relu(linear(input.summary, read, `${pathway}.summary.in`));
  // Their own projection: among a thousand pixels a dozen statistics would drown.
  const statistics = nn.relu(linear(input.statistics, read, `${pathway}.statistics.in`));
  const perToken = np
    .matmul(input.pixels, read(`${pathway}.pixels`))
    .add(np.matmul(statistics, read(`${pathway}.statistics.out`)))
    .add(np.matmul(input.place, read(`${pathway}.place`)))
    .add(read(`${pathway}.pathway`));
  const perClip = np
    .matmul(clip, read(`${pathway}.clip`))
    .add(np.matmul(summary, read(`${pathway}.summary.out`)))
    .reshape([batch, 1, shape.width]);
  let x = perToken
    .reshape([batch, rows, shape.width])
    .add(perClip)
    .reshape([batch * rows, shape.width]);
  for (let layer = 0; layer < shape.encoderLayers; layer++) {
    const name = `${pathway}.${layer}`;
    x = selfAttention(x, read, `${name}.self`, shape.heads, { batch, rows });
    x = feedForward(x, read, name);
  }
  return layerNorm(x, read, `${pathway}.norm`);
}
