import { afterAll, describe, expect, test } from 'vitest';
import { createStorage } from '../../../../src/gpu/buffers';
import { runCommands } from '../../../../src/gpu/pass';
import { createUniform } from '../../../../src/gpu/uniform';
import type { PlanarFrame } from '../../../../src/media/frame';
import { createComparer, createComparisonFrame } from '../../../../src/slowfast/cpu/compare';
import { createRule } from '../../../../src/slowfast/gpu/classify';
import { fragmentBytes } from '../../../../src/slowfast/gpu/fragments';
import { createFramePasses } from '../../../../src/slowfast/gpu/frame-passes';
import { createLowMeans, createLowSlotUniforms } from '../../../../src/slowfast/gpu/low-resolution';
import { sampleValues } from '../../../../src/slowfast/gpu/sample-values';
import { createMotionBuffers } from '../../../../src/slowfast/gpu/motion';
import type { SampleValues } from '../../../../src/slowfast/gpu/sample-values';
import { pipelinesOf } from '../../../../src/slowfast/gpu/pipelines';
import { DEFAULT_SLOWFAST } from '../../../../src/slowfast/options';
import frameWgsl from '../../../../shaders/frame.wgsl?raw';
import { noiseFrame, sceneFrame } from '../../../fixtures/frames';
import { openTestDevice, readBuffer } from '../gpu-backend';

const device = await openTestDevice();
afterAll(() => device.destroy());

async function compareOnGpu(frame: PlanarFrame): Promise<Uint32Array> {
  const sample = createUniform<SampleValues>(device, frameWgsl, 'SampledFrame');
  sample.write(sampleValues(frame, { index: 0, slot: 0, seconds: 0, restart: true, low: [0], lastSample: undefined }));
  const shared = {
    sample: sample.buffer,
    rule: createRule(device, DEFAULT_SLOWFAST),
    results: createStorage(device, 'results', 16),
    means: createLowMeans(device),
    motion: createMotionBuffers(device),
    lowSlots: createLowSlotUniforms(device),
    store: createStorage(device, 'store', fragmentBytes(1)),
  };
  const passes = createFramePasses(device, await pipelinesOf(device), shared, frame.width, frame.height);
  passes.upload(frame, 0);
  const encoder = device.createCommandEncoder();
  runCommands(encoder, passes.restart);
  device.queue.submit([encoder.finish()]);
  const pixels = new Uint32Array(await readBuffer(device, passes.pixels, passes.pixels.size));
  passes.destroy();
  return pixels;
}

function compareOnCpu(frame: PlanarFrame): Uint32Array {
  const comparer = createComparer(frame.width, frame.height);
  const out = createComparisonFrame(comparer.size);
  comparer.compare(frame, out);
  return out.pixels;
}

describe('comparison frames of CPU and GPU are equal bit for bit', () => {
  test.each([
    { width: 1, height: 1 },
    { width: 17, height: 3 },
    { width: 99, height: 101 },
    { width: 427, height: 240 },
    { width: 640, height: 360 },
  ])('at $width x $height', async (size) => {
    for (const matrix of ['bt601', 'bt709', 'bt2020'] as const) {
      for (const fullRange of [false, true]) {
        const colour = { matrix, fullRange };
        const frame = fullRange ? noiseFrame(size, 'bits', colour) : sceneFrame(size, 3, 99, colour);
        const [cpu, gpu] = [compareOnCpu(frame), await compareOnGpu(frame)];
        expect(gpu).toHaveLength(cpu.length);
        expect(cpu.findIndex((pixel, i) => pixel !== gpu[i])).toBe(-1);
      }
    }
  });
});
