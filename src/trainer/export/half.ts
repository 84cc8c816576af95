import { Float16Array } from '@petamoriken/float16';
import type { Network } from '../network/network';
import type { Weights } from '../network/parameters';
import { parameterSpecs } from '../network/parameters';

/**
 * Rounds matrices to half precision, which halves the pack and changes scores in the fourth digit. Vectors are small
 * and stay as they are.
 */
export function halved<N extends Network>(network: N): N {
  const weights: Weights = { ...network.weights };
  for (const { name, shape } of parameterSpecs(network.shape)) {
    if (shape.length > 1) weights[name] = Float32Array.from(new Float16Array(weights[name]!));
  }
  return { ...network, weights };
}

/** The bytes of numbers in half precision, as ONNX stores them. */
export function halfBytes(values: Float32Array): Uint8Array<ArrayBuffer> {
  const halves = new Float16Array(values);
  return Uint8Array.from(new Uint8Array(halves.buffer, halves.byteOffset, halves.byteLength));
}
