import { createReadBack } from '../../../src/gpu/read-back';
import { openGpu } from '../../../src/gpu/device';
import { createCpuPacker } from '../../../src/slowfast/cpu/packer';
import { createGpuPacker } from '../../../src/slowfast/gpu/packer';
import type { PackingBackend } from '../../fixtures/packer-suite';

export async function openTestDevice(): Promise<GPUDevice> {
  const gpu = await openGpu(navigator.gpu);
  if (!gpu.ok) throw new Error(gpu.error.message);
  // Validation errors show nowhere else: a pass would silently do nothing.
  gpu.value.device.addEventListener('uncapturederror', ({ error }) => {
    throw new Error(error.message);
  });
  return gpu.value.device;
}

export async function readBuffer(device: GPUDevice, buffer: GPUBuffer, bytes: number): Promise<ArrayBuffer> {
  const readBack = createReadBack(device, bytes);
  const encoder = device.createCommandEncoder();
  readBack.copy(encoder, [{ buffer, bytes }]);
  device.queue.submit([encoder.finish()]);
  const copy = await readBack.read();
  readBack.destroy();
  return copy;
}

export async function gpuBackend(): Promise<PackingBackend & { readonly device: GPUDevice }> {
  const device = await openTestDevice();
  return {
    name: 'WebGPU',
    device,
    create: async (options) => {
      const packer = await createGpuPacker(device, options);
      if (!packer.ok) throw new Error(packer.error.message);
      return packer.value;
    },
    read: async (tokens) => {
      if (tokens.kind !== 'gpu') throw new Error('the GPU packer gave CPU tokens');
      return new Float32Array(await readBuffer(device, tokens.buffer, tokens.rows * tokens.width * 4));
    },
    close: () => device.destroy(),
  };
}

export const cpuBackend: PackingBackend = {
  name: 'CPU',
  create: (options) => Promise.resolve(createCpuPacker(options)),
  read: (tokens) => {
    if (tokens.kind !== 'cpu') throw new Error('the CPU packer gave GPU tokens');
    return Promise.resolve(tokens.data);
  },
};
