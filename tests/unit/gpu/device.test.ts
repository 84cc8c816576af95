import { describe, expect, test } from 'vitest';
import { openGpu, watchLoss } from '../../../src/gpu/device';

const INFO = { vendor: 'nvidia', architecture: 'hopper', device: '', description: '', isFallbackAdapter: false };

/** The part of WebGPU that opening a device uses. */
function fakeGpu(info: Partial<typeof INFO>, requested: GPUDeviceDescriptor[] = []): GPU {
  const adapter = {
    info: { ...INFO, ...info },
    features: new Set(['shader-f16', 'subgroups', 'timestamp-query']),
    limits: { maxBufferSize: 1 << 30, maxStorageBufferBindingSize: 1 << 29 },
    requestDevice: (descriptor: GPUDeviceDescriptor) => {
      requested.push(descriptor);
      return Promise.resolve({} as GPUDevice);
    },
  };
  return { requestAdapter: () => Promise.resolve(adapter) } as unknown as GPU;
}

function fakeDevice(): { device: GPUDevice; lose: (message: string) => void } {
  const events = new EventTarget();
  const lost = new Promise<GPUDeviceLostInfo>((resolve) => {
    events.addEventListener('lost', (event) => resolve((event as CustomEvent<GPUDeviceLostInfo>).detail));
  });
  return {
    device: { lost } as GPUDevice,
    lose: (message) => events.dispatchEvent(new CustomEvent('lost', { detail: { message, reason: 'unknown' } })),
  };
}

describe('opening a GPU', () => {
  test('fails with a remedy where there is no WebGPU', async () => {
    const opened = await openGpu(undefined);
    expect(opened.ok ? '' : opened.error.code).toBe('no-webgpu');
    expect(opened.ok ? '' : opened.error.message).toMatch(/Chrome/);
  });

  test('fails with a remedy where there is no adapter, or it throws', async () => {
    const none = { requestAdapter: () => Promise.resolve(null) } as unknown as GPU;
    const broken = { requestAdapter: () => Promise.reject(new Error('driver')) } as unknown as GPU;
    for (const gpu of [none, broken]) {
      const opened = await openGpu(gpu);
      expect(opened.ok ? '' : opened.error.code).toBe('no-webgpu');
    }
  });

  test('requests large buffers and never subgroups', async () => {
    const requested: GPUDeviceDescriptor[] = [];
    await openGpu(fakeGpu({}, requested));
    expect(requested).toEqual([
      {
        requiredFeatures: ['shader-f16'],
        requiredLimits: { maxBufferSize: 1 << 30, maxStorageBufferBindingSize: 1 << 29 },
      },
    ]);
  });

  test.each([
    [{ vendor: 'nvidia', architecture: 'hopper' }, false, 'nvidia hopper'],
    [{ vendor: 'google', architecture: 'swiftshader' }, true, 'google swiftshader'],
    [{ vendor: 'mesa', architecture: '', description: 'llvmpipe (LLVM 15)' }, true, 'mesa'],
    [
      { vendor: '', architecture: '', description: 'Microsoft Basic Render Driver' },
      true,
      'Microsoft Basic Render Driver',
    ],
    [{ vendor: 'intel', architecture: 'xe', isFallbackAdapter: true }, true, 'intel xe'],
  ])('of %o finds software: %s', async (info, software, name) => {
    const opened = await openGpu(fakeGpu(info));
    expect(opened.ok && { software: opened.value.software, name: opened.value.name }).toEqual({ software, name });
  });
});

describe('the loss watch', () => {
  test('returns the result of the work while the device exists', async () => {
    const watch = watchLoss(fakeDevice().device);
    expect(await watch.guard(Promise.resolve(7))).toEqual({ ok: true, value: 7 });
    expect(watch.failure()).toBeUndefined();
  });

  test('ends a wait on work that never ends', async () => {
    const { device, lose } = fakeDevice();
    const watch = watchLoss(device);
    const waiting = watch.guard(new Promise(() => undefined));
    lose('driver reset.');
    const ended = await waiting;
    expect(ended.ok ? '' : ended.error).toMatchObject({ code: 'gpu-lost' });
    expect(watch.failure()?.message).toContain('(driver reset)');
  });

  test('turns a rejection into a failure', async () => {
    const ended = await watchLoss(fakeDevice().device).guard(Promise.reject(new Error('mapping was cancelled')));
    expect(ended.ok ? '' : ended.error.message).toContain('mapping was cancelled');
  });
});
