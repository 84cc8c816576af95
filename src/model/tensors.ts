import type { Tensor } from 'onnxruntime-web';
import { defined } from '../base/assert';
import type { TokenMatrix } from '../slowfast/tokens';
import type { Runtime } from './runtime';

/**
 * A token matrix as the runtime's tensor: GPU buffers are shared without a copy under WebGPU, and read back under wasm
 * (packing on the GPU for a model on the CPU is for tests and comparisons).
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
  const device = defined(await deviceOf(), 'the device that the tokens were packed on');
  return new runtime.ort.Tensor('float32', await readBack(device, tokens.buffer, tokens.rows * tokens.width), dims);
}

/** Copies the first `count` float32 values of a buffer (usage COPY_SRC) into memory. */
async function readBack(device: GPUDevice, buffer: GPUBuffer, count: number): Promise<Float32Array> {
  const staging = device.createBuffer({ size: count * 4, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
  try {
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer, 0, staging, 0, count * 4);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    return new Float32Array(staging.getMappedRange().slice(0));
  } finally {
    staging.destroy();
  }
}
