import type { Tensor } from '../engine/jax';
import { nn, np } from '../engine/jax';

/**
 * Binary cross-entropy of logits against shares, [batch, columns]: summed over the columns, mean over the batch.
 * Consumes both.
 */
export function crossEntropy(logits: Tensor, shares: Tensor): Tensor {
  return np.mean(np.sum(nn.softplus(logits.ref).sub(logits.mul(shares)), -1));
}
