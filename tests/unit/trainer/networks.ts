import { createRandom } from '../../../src/base/random';
import type { Network } from '../../../src/trainer/network/network';
import { halved } from '../../../src/trainer/export/half';
import type { Scaling } from '../../../src/trainer/network/features';
import { initialWeights } from '../../../src/trainer/network/parameters';
import type { Scalings } from '../../../src/trainer/network/scalings';
import { SCALED_WIDTHS, SCALINGS } from '../../../src/trainer/network/scalings';
import { TINY } from './clips';

/**
 * An untrained network in half precision, as exports require. Every bias and gain differs from its initial value, so that
 * a test notices a missing one.
 */
export function randomNetwork(seed: string | number = 'export'): Network {
  const random = createRandom(seed);
  const shape = { ...TINY, encoderLayers: 2, decoderLayers: 2 };
  const weights = initialWeights(shape, 5);
  for (const values of Object.values(weights)) {
    for (let i = 0; i < values.length; i++) values[i]! += 0.1 * random.normal();
  }
  const scaling = (width: number): Scaling => ({
    offset: Float32Array.from({ length: width }, () => random.uniform(0, 1)),
    factor: Float32Array.from({ length: width }, () => random.uniform(0.5, 2)),
  });
  const scalings = Object.fromEntries(SCALINGS.map((name) => [name, scaling(SCALED_WIDTHS[name])]));
  return halved({ shape, weights, scalings: scalings as unknown as Scalings });
}
