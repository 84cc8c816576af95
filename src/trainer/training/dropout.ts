import type { Random } from '../../base';
import type { Tensor } from '../engine/jax';
import { tensor } from '../engine/jax';
import type { NetworkShape } from '../network/shape';
import type { Kept } from '../network/summary-head';

/** What dropout leaves of the numbers inside the summaries' readers, for each clip of a batch anew. */
export function drawKept({ summary }: NetworkShape, batch: number, rate: number, random: Random): Kept {
  const mask = (width: number): Tensor => {
    const values = new Float32Array(batch * width);
    for (let i = 0; i < values.length; i++) values[i] = random.next() < rate ? 0 : 1 / (1 - rate);
    return tensor(values, [batch, width]);
  };
  return {
    fastIn: mask(summary.hidden),
    fastMid: mask(summary.headOut),
    slowIn: mask(summary.hidden),
    slowMid: mask(summary.headOut),
  };
}
