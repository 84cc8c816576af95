import { expect, test } from 'vitest';
import { createReadBack } from '../../../../src/gpu/read-back';
import { createCpuPacker } from '../../../../src/slowfast/cpu/packer';
import { createGpuPacker } from '../../../../src/slowfast/gpu/packer';
import { DEFAULT_SLOWFAST } from '../../../../src/slowfast/options';
import { sceneFrames } from '../../../fixtures/frames';
import { packAll, worstError } from '../../../fixtures/packer-suite';
import { openNodeGpu } from '../../../fixtures/node-gpu';

test('The shaders give the same tokens through Dawn in Node as the CPU does', async ({ skip }) => {
  const gpu = await openNodeGpu();
  if (!gpu.ok) return skip(gpu.error.message);
  const { device } = gpu.value;
  const sampledFrames = sceneFrames({ width: 120, height: 68 }, 4, 6);
  const [reference] = await packAll(
    {
      name: 'CPU',
      create: (options) => Promise.resolve(createCpuPacker(options)),
      read: (tokens) => Promise.resolve(tokens.kind === 'cpu' ? tokens.data : new Float32Array()),
    },
    sampledFrames,
  );
  const [found] = await packAll(
    {
      name: 'Dawn',
      create: async (options) => {
        const packer = await createGpuPacker(device, options);
        if (!packer.ok) throw new Error(packer.error.message);
        return packer.value;
      },
      read: async (tokens) => {
        if (tokens.kind !== 'gpu') return new Float32Array();
        const bytes = tokens.rows * tokens.width * 4;
        const readBack = createReadBack(device, bytes);
        const encoder = device.createCommandEncoder();
        readBack.copy(encoder, [{ buffer: tokens.buffer, bytes }]);
        device.queue.submit([encoder.finish()]);
        return new Float32Array(await readBack.read());
      },
    },
    sampledFrames,
    DEFAULT_SLOWFAST,
  );
  expect(found!.window.frames).toEqual(reference!.window.frames);
  expect(worstError(found!.fast, reference!.fast)).toBeLessThan(1e-4);
  expect(worstError(found!.slow, reference!.slow)).toBeLessThan(1e-4);
  device.destroy();
});
