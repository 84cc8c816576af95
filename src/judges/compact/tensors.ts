import type { Tensor } from 'onnxruntime-web';
import { defined } from '../../base';
import { createReadBack } from '../../gpu';
import type { GpuTokens, TokenMatrix } from '../../slowfast';
import type { Runtime } from '../runtime/runtime';

/**
 * A token matrix as a tensor. Under WebGPU a GPU buffer is shared without a copy. Under wasm it is read back, which only
 * tests and comparisons do.
 */
export async function tokenTensor(
  runtime: Runtime,
  tokens: TokenMatrix,
  deviceOf: () => Promise<GPUDevice | undefined>,
): Promise<Tensor> {
  const dims = [tokens.rows, tokens.width];
  if (tokens.kind === 'cpu') return new runtime.ort.Tensor('float32', tokens.data, dims);
  if (runtime.provider === 'webgpu') {
    return runtime.ort.Tensor.fromGpuBuffer(tokens.buffer, { dataType: 'float32', dims });
  }
  const device = defined(await deviceOf(), 'the device of the packed tokens');
  return new runtime.ort.Tensor('float32', await readTokens(device, tokens), dims);
}

async function readTokens(device: GPUDevice, { buffer, rows, width }: GpuTokens): Promise<Float32Array> {
  const bytes = rows * width * Float32Array.BYTES_PER_ELEMENT;
  const readBack = createReadBack(device, bytes);
  try {
    const encoder = device.createCommandEncoder();
    readBack.copy(encoder, [{ buffer, bytes }]);
    device.queue.submit([encoder.finish()]);
    return new Float32Array(await readBack.read());
  } finally {
    readBack.destroy();
  }
}
