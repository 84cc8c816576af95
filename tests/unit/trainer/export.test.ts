import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { writeDecoder } from '../../../src/trainer/export/decoder';
import { writeEncoder } from '../../../src/trainer/export/encoder';
import { openExported } from '../../../src/trainer/export/session';
import { EXPORT_TOLERANCE, exportError } from '../../../src/trainer/export/verify';
import type { Network } from '../../../src/trainer/evaluation/network';
import type { Scaling } from '../../../src/trainer/network/features';
import { CLIP_INPUTS, INPUT_WIDTHS } from '../../../src/trainer/network/features';
import { initialWeights } from '../../../src/trainer/network/parameters';
import { TINY } from './clips';

describe('the exported model', () => {
  it('answers as the network does, for windows and sentences of any length', async () => {
    const network = randomNetwork();
    const exported = await openExported(writeEncoder(network), writeDecoder(network));
    expect(await exportError(network, exported)).toBeLessThanOrEqual(EXPORT_TOLERANCE);
    await exported.dispose();
  });

  it('is written to the same bytes every time', () => {
    const network = randomNetwork();
    expect(writeEncoder(network)).toEqual(writeEncoder(network));
    expect(writeDecoder(network)).toEqual(writeDecoder(network));
  });
});

/** Untrained, with every bias and gain moved off its start, so that none can be left out unnoticed. */
function randomNetwork(): Network {
  const random = createRandom('export');
  const weights = initialWeights({ ...TINY, encoderLayers: 2, decoderLayers: 2 }, 5);
  for (const values of Object.values(weights)) {
    for (let i = 0; i < values.length; i++) values[i]! += 0.1 * random.normal();
  }
  const scaling = (width: number): Scaling => ({
    offset: Float32Array.from({ length: width }, () => random.uniform(0, 1)),
    factor: Float32Array.from({ length: width }, () => random.uniform(0.5, 2)),
  });
  return {
    shape: { ...TINY, encoderLayers: 2, decoderLayers: 2 },
    weights,
    scalings: {
      fast: scaling(INPUT_WIDTHS.fast.statistics),
      slow: scaling(INPUT_WIDTHS.slow.statistics),
      clip: scaling(CLIP_INPUTS),
    },
  };
}
