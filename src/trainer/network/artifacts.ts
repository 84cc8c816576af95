import type { Tensor } from '../engine/jax';
import { nn, np } from '../engine/jax';
import type { Pathway } from '../../slowfast';
import type { Memories } from './decoder';
import type { Reader } from './layers';
import { linear } from './layers';
import type { NetworkShape } from './shape';
import { ARTIFACT_QUERIES } from './shape';

/**
 * How likely each fault is in a clip, as logits [batch, FAULTS]: each memory's mean and what FAULT_LOOKS learned queries
 * attend to, and what the summaries tell, through one hidden layer; and what they tell once more by itself. MOS says in
 * eight numbers that something is wrong; which of fifty faults it was teaches the encoder far more of each clip. Consumes
 * the memories.
 */
export function artifactLogits({ fast, slow, headOut, batch }: Memories, read: Reader, shape: NetworkShape): Tensor {
  const pool = (pathway: Pathway, memory: Tensor): Tensor => {
    const rows = memory.shape[0]! / batch;
    const shares = nn.softmax(
      np
        .matmul(memory.ref, read(`artifacts.${pathway}.queries`))
        .reshape([batch, rows, ARTIFACT_QUERIES])
        .transpose([0, 2, 1]),
      -1,
    );
    const tokens = memory.reshape([batch, rows, shape.width]);
    const seen = np.matmul(shares, tokens.ref).reshape([batch, ARTIFACT_QUERIES * shape.width]);
    return np.concatenate([np.mean(tokens, 1), seen], 1);
  };
  const pooled = np.concatenate([pool('fast', fast), pool('slow', slow), headOut.ref], 1);
  const together = linear(nn.relu(linear(pooled, read, 'artifacts.in')), read, 'artifacts.out');
  return together.add(np.matmul(headOut, read('artifacts.head')));
}
