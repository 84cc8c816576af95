import { describe, expect, it } from 'vitest';
import { halfBytes, halved } from '../../../src/trainer/export/half';
import { parameterSpecs } from '../../../src/trainer/network/parameters';
import { randomNetwork } from './networks';

describe('half precision', () => {
  it('is IEEE 754 binary16, least byte first', () => {
    expect([...halfBytes(Float32Array.of(1, -2, 0.5, 65504))]).toEqual([0, 0x3c, 0, 0xc0, 0, 0x38, 0xff, 0x7b]);
  });

  it('rounds matrices to the nearest value and changes neither vectors nor rounded weights', () => {
    const network = randomNetwork();
    const fine = { ...network, weights: { ...network.weights } };
    const specs = parameterSpecs(network.shape);
    for (const { name } of specs) fine.weights[name] = network.weights[name]!.map((value) => value * (1 + 2 ** -14));
    const coarse = halved(fine);
    for (const { name, shape } of specs) {
      const expected = shape.length > 1 ? network.weights[name] : fine.weights[name];
      expect(coarse.weights[name], name).toEqual(expected);
    }
    expect(halved(coarse).weights).toEqual(coarse.weights);
  });
});
