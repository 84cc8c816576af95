import { afterAll, describe, expect, test } from 'vitest';
import { createReadBack } from '../../../src/gpu/read-back';
import { openNodeGpu } from '../../fixtures/node-gpu';

const opened = await openNodeGpu();
afterAll(() => {
  if (opened.ok) opened.value.device.destroy();
});

type Write = (queue: GPUQueue, buffer: GPUBuffer, memory: ArrayBufferLike) => void;

/** The middle four of eight numbers, each time by another way of naming them. */
const WAYS: { way: string; write: Write }[] = [
  { way: 'a view', write: (queue, buffer, memory) => queue.writeBuffer(buffer, 0, new Float32Array(memory, 8, 4)) },
  {
    way: 'elements of a view',
    write: (queue, buffer, memory) => queue.writeBuffer(buffer, 0, new Float32Array(memory), 2, 4),
  },
  { way: 'bytes of the memory', write: (queue, buffer, memory) => queue.writeBuffer(buffer, 0, memory, 8, 16) },
];

describe.each([
  { kind: 'shared', make: () => new SharedArrayBuffer(32) },
  { kind: 'plain', make: () => new ArrayBuffer(32) },
])('GPUQueue.writeBuffer in Node reads $kind memory', ({ make }) => {
  test.for(WAYS)('named by $way (Dawn)', async ({ write }, { skip }) => {
    if (!opened.ok) return skip(opened.error.message);
    const memory = make();
    new Float32Array(memory).set([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(Array.from(await written(opened.value.device, (queue, buffer) => write(queue, buffer, memory)))).toEqual([
      2, 3, 4, 5,
    ]);
  });
});

async function written(device: GPUDevice, write: (queue: GPUQueue, buffer: GPUBuffer) => void): Promise<Float32Array> {
  const bytes = 16;
  const buffer = device.createBuffer({ size: bytes, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC });
  write(device.queue, buffer);
  const readBack = createReadBack(device, bytes);
  const encoder = device.createCommandEncoder();
  readBack.copy(encoder, [{ buffer, bytes }]);
  device.queue.submit([encoder.finish()]);
  const found = new Float32Array(await readBack.read());
  readBack.destroy();
  buffer.destroy();
  return found;
}
