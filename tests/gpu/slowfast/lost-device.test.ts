import { describe, expect, test } from 'vitest';
import type { Result } from '../../../src/base/result';
import { openGpu } from '../../../src/gpu/device';
import { createGpuPacker } from '../../../src/slowfast/gpu/packer';
import { DEFAULT_SLOWFAST } from '../../../src/slowfast/options';
import { stillFrames } from '../../fixtures/packer-suite';

async function freshDevice(): Promise<GPUDevice> {
  const gpu = await openGpu(navigator.gpu);
  if (!gpu.ok) throw new Error(gpu.error.message);
  return gpu.value.device;
}

function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code;
}

describe('a GPU packer whose device is lost', () => {
  test('fails at the next sampled frame', async () => {
    const device = await freshDevice();
    const packer = await createGpuPacker(device, DEFAULT_SLOWFAST);
    if (!packer.ok) throw new Error(packer.error.message);
    const [first, second] = stillFrames(2);
    expect(codeOf(await packer.value.push(first!))).toBe('ok');
    device.destroy();
    await device.lost;
    const pushed = await packer.value.push(second!);
    expect(codeOf(pushed)).toBe('gpu-lost');
    expect(pushed.ok ? '' : pushed.error.message).toMatch(/choose the CPU/);
    packer.value.dispose();
  });

  test('fails instead of waiting for the window for ever', async () => {
    const device = await freshDevice();
    const packer = await createGpuPacker(device, DEFAULT_SLOWFAST);
    if (!packer.ok) throw new Error(packer.error.message);
    await packer.value.push(stillFrames(1)[0]!);
    device.destroy();
    expect(codeOf(await packer.value.finish())).toBe('gpu-lost');
  });

  test('is not created when the device was lost before', async () => {
    const device = await freshDevice();
    device.destroy();
    await device.lost;
    expect(codeOf(await createGpuPacker(device, DEFAULT_SLOWFAST))).toBe('gpu-lost');
  });
});

describe('a GPU packer', () => {
  test('refuses windows that exceed the largest buffer', async () => {
    const device = await freshDevice();
    const made = await createGpuPacker(device, { ...DEFAULT_SLOWFAST, windowFrames: 10_000_000 });
    expect(codeOf(made)).toBe('too-large');
    device.destroy();
  });

  test('reuses released buffers for the next window', async () => {
    const device = await freshDevice();
    const packer = await createGpuPacker(device, { ...DEFAULT_SLOWFAST, windowFrames: 2 });
    if (!packer.ok) throw new Error(packer.error.message);
    const buffers = new Set<GPUBuffer>();
    for (const sample of stillFrames(8)) {
      const packed = await packer.value.push(sample);
      if (!packed.ok || !packed.value) continue;
      for (const tokens of [packed.value.fast, packed.value.slow])
        if (tokens.kind === 'gpu') buffers.add(tokens.buffer);
      packed.value.release();
      packed.value.release();
    }
    expect(buffers.size).toBe(2);
    packer.value.dispose();
    device.destroy();
  });
});
