import type { Tensor } from '../engine/jax';
import { nn, np } from '../engine/jax';
import type { Memories } from './decoder';
import type { Reader } from './layers';
import { linear } from './layers';
import type { NetworkShape } from './shape';

/**
 * How likely each fault is in a clip, as logits [batch, FAULTS]: both memories' means through one hidden layer. MOS says
 * in eight numbers that something is wrong; which of fifty faults it was teaches the encoder far more of each clip.
 * Consumes both memories.
 */
export function faultLogits({ fast, slow, batch }: Memories, read: Reader, { width }: NetworkShape): Tensor {
  const meanOf = (memory: Tensor): Tensor => {
    const rows = memory.shape[0]! / batch;
    return np.mean(memory.reshape([batch, rows, width]), 1);
  };
  const pooled = np.concatenate([meanOf(fast), meanOf(slow)], 1);
  return linear(nn.relu(linear(pooled, read, 'faults.in')), read, 'faults.out');
}
