import type { Tensor, Tensors } from '../engine/jax';
import { nn, np } from '../engine/jax';
import type { Layout } from './parameters';

/** Returns a weight by name. Each call takes a new reference, so that a weight can be used several times. */
export type Reader = (name: string) => Tensor;

/** Reads named weights from banks on the device. */
export function reader(banks: Tensors, layout: Layout): Reader {
  return (name) => {
    const found = layout.placements.get(name);
    if (found === undefined) throw new RangeError(`the network has no weight ${name}`);
    const { spec, bank, row, rows } = found;
    const part = banks[bank]!.ref.slice([row, row + rows]);
    if (spec.shape.length === 2) return part;
    const flat = part.reshape([-1]);
    return flat.shape[0] === spec.shape[0] ? flat : flat.slice([0, spec.shape[0]!]);
  };
}

/** LayerNormalization's epsilon, the same in the export. */
export const NORM_EPSILON = 1e-5;

/**
 * The engine computes four numbers at a time where rows have a multiple of four; other rows take twenty times as long.
 */
const LANES = 4;

const missing = (length: number): number => (LANES - (length % LANES)) % LANES;

/** [rows, inputs] x [inputs, outputs]. Inputs are padded with zeros to whole lanes, which speeds up the gradients. */
function product(x: Tensor, weights: Tensor): Tensor {
  const fill = missing(x.shape[1]!);
  if (fill === 0) return np.matmul(x, weights);
  const filled = np.concatenate([x, np.zeros([x.shape[0]!, fill])], 1);
  return np.matmul(filled, np.concatenate([weights, np.zeros([fill, weights.shape[1]!])], 0));
}

/** [rows, inputs] -> [rows, outputs] */
export function linear(x: Tensor, read: Reader, name: string): Tensor {
  return product(x, read(name)).add(read(`${name}.bias`));
}

/** Layer normalisation of the last axis. */
export function layerNorm(x: Tensor, read: Reader, name: string): Tensor {
  const centred = x.ref.sub(np.mean(x, -1, { keepdims: true }));
  const variance = np.mean(np.square(centred.ref), -1, { keepdims: true });
  const unit = centred.div(np.sqrt(variance.add(NORM_EPSILON)));
  return unit.mul(read(`${name}.gain`)).add(read(`${name}.bias`));
}

/** Grouping of token rows: `batch` groups of `rows`. */
export interface Grouping {
  readonly batch: number;
  readonly rows: number;
}

/**
 * Multi-head attention inside each group. Queries [batch * queryRows, d], keys and values [batch * keyRows, d]; `bias`
 * broadcasts to [batch, heads, queryRows, keyRows] and is added to the scores. Returns [batch * queryRows, d].
 */
export function attend(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  sizes: { batch: number; queryRows: number; keyRows: number; heads: number },
  bias?: Tensor,
): Tensor {
  const { batch, queryRows, keyRows, heads } = sizes;
  const width = query.shape[1]!;
  const each = width / heads;
  const q = query
    .mul(each ** -0.5)
    .reshape([batch, queryRows, heads, each])
    .transpose([0, 2, 1, 3]);
  const k = key.reshape([batch, keyRows, heads, each]).transpose([0, 2, 3, 1]);
  const v = value.reshape([batch, keyRows, heads, each]).transpose([0, 2, 1, 3]);
  const scores = np.matmul(q, k);
  const shares = nn.softmax(bias === undefined ? scores : scores.add(bias), -1);
  return np
    .matmul(shares, v)
    .transpose([0, 2, 1, 3])
    .reshape([batch * queryRows, width]);
}

/** Keys and values, [rows, d] each, of normed tokens or a memory. Consumes x. */
export function keysAndValues(x: Tensor, read: Reader, name: string): { key: Tensor; value: Tensor } {
  const both = np.matmul(x, read(`${name}.keyvalue`));
  const width = both.shape[1]! / 2;
  return { key: both.ref.slice([], [0, width]), value: both.slice([], [width, 2 * width]) };
}

/** Pre-norm self-attention with its residual: [batch * rows, d] -> the same. */
export function selfAttention(
  x: Tensor,
  read: Reader,
  name: string,
  heads: number,
  group: Grouping,
  bias?: Tensor,
): Tensor {
  const normed = layerNorm(x.ref, read, `${name}.norm`);
  const query = np.matmul(normed.ref, read(`${name}.query`));
  const { key, value } = keysAndValues(normed, read, name);
  const sizes = { batch: group.batch, queryRows: group.rows, keyRows: group.rows, heads };
  return x.add(linear(attend(query, key, value, sizes, bias), read, `${name}.out`));
}

/** Pre-norm feed-forward layer with its residual; squared ReLU, which costs no exponential. */
export function feedForward(x: Tensor, read: Reader, name: string): Tensor {
  const hidden = linear(layerNorm(x.ref, read, `${name}.feed.norm`), read, `${name}.feed.in`);
  return x.add(linear(np.square(nn.relu(hidden)), read, `${name}.feed.out`));
}
