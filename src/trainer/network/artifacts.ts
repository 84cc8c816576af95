import type { Tensor } from '../engine/jax';
import { nn, np } from '../engine/jax';
import type { Pathway } from '../../slowfast';
import type { Memories } from './decoder';
import type { Reader } from './layers';
import { linear } from './layers';
import type { NetworkShape } from './shape';
import { ARTIFACT_QUERIES } from './shape';

/**
 * Logits of the artifacts of each clip, [batch, ARTIFACTS]. The mean of each memory, what ARTIFACT_QUERIES learned
 * queries attend to, and the output of the summary heads go through one hidden layer; the output of the summary heads
 * is also added by itself. Artifacts train the encoder far better than the eight MOS of a clip alone. Consumes the
 * memories.
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
    const attended = np.matmul(shares, tokens.ref).reshape([batch, ARTIFACT_QUERIES * shape.width]);
    return np.concatenate([np.mean(tokens, 1), attended], 1);
  };
  const pooled = np.concatenate([pool('fast', fast), pool('slow', slow), headOut.ref], 1);
  const fromMemories = linear(nn.relu(linear(pooled, read, 'artifacts.in')), read, 'artifacts.out');
  return fromMemories.add(np.matmul(headOut, read('artifacts.head')));
}
