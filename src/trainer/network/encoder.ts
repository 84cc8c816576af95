import type { Tensor } from '../engine/jax';
import { nn, np } from '../engine/jax';
import type { Pathway } from '../../slowfast/tokens';
import { SUMMARY_EPSILON, SUMMARY_LIMIT, SUMMARY_SHARPNESS } from './features';
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
};

/**
 * Mean, standard deviation and smooth maximum of each statistic over a clip's rows: [batch, 3 * statistics]. The
 * maximum is what a fault in one place or for a moment leaves. Consumes its input.
 */
function summarise(statistics: Tensor, batch: number): Tensor {
  const [rows, width] = statistics.shape as [number, number];
  const apart = statistics.reshape([batch, rows / batch, width]);
  const mean = np.mean(apart.ref, 1);
  const variance = np.mean(np.square(apart.ref.sub(mean.ref.reshape([batch, 1, width]))), 1);
  const limited = np.clip(apart, -SUMMARY_LIMIT, SUMMARY_LIMIT).mul(SUMMARY_SHARPNESS);
  const maximum = np.log(np.mean(np.exp(limited), 1)).mul(1 / SUMMARY_SHARPNESS);
  return np.concatenate([mean, np.sqrt(variance.add(SUMMARY_EPSILON)), maximum], 1);
}

/**
 * One trunk: pixels, statistics, place, the clip's features and a summary of its statistics each through a projection
 * of their own, then a pre-norm transformer. `clip` is [batch, CLIP_INPUTS]. Returns the pathway's memory, [batch * rows, d].
 */
export function encode(pathway: Pathway, input: TrunkInput, clip: Tensor, read: Reader, shape: NetworkShape): Tensor {
  const batch = clip.shape[0]!;
  const rows = input.pixels.shape[0]! / batch;
  const summary = np.matmul(summarise(input.statistics.ref, batch), read(`${pathway}.summary`));
  // Their own projection: among a thousand pixels a dozen statistics would drown.
  const statistics = nn.relu(linear(input.statistics, read, `${pathway}.statistics.in`));
  const perToken = np
    .matmul(input.pixels, read(`${pathway}.pixels`))
    .add(np.matmul(statistics, read(`${pathway}.statistics.out`)))
    .add(np.matmul(input.place, read(`${pathway}.place`)))
    .add(read(`${pathway}.pathway`));
  const perClip = np
    .matmul(clip, read(`${pathway}.clip`))
    .add(summary)
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
