import type { Random } from '../../base';
import type { Tensor } from '../engine/jax';
import { tensor } from '../engine/jax';
import type { NetworkShape } from '../network/shape';
import type { DropoutMasks } from '../network/summary-head';

/** Random dropout masks for the summary heads, per clip of a batch. */
export function drawDropoutMasks({ summary }: NetworkShape, batch: number, rate: number, random: Random): DropoutMasks {
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
