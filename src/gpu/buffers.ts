/** Rounds bytes up to whole 32-bit words: sizes and writes of GPU buffers are multiples of 4. */
export function toWords(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}

/** A storage buffer that can be filled, copied from and bound. */
export function createStorage(device: GPUDevice, label: string, bytes: number): GPUBuffer {
  return device.createBuffer({
    label,
    size: Math.max(4, toWords(bytes)),
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  });
}

const tail = new Uint8Array(4);

/** Writes bytes of any length and alignment at an offset that is a multiple of 4. Up to 3 bytes after them become 0. */
export function writeBytes(device: GPUDevice, buffer: GPUBuffer, offset: number, bytes: Uint8Array): void {
  const whole = bytes.length - (bytes.length % 4);
  // The DOM types exclude views of shared memory, which frames never are.
  const source = bytes as Uint8Array<ArrayBuffer>;
  if (whole > 0) device.queue.writeBuffer(buffer, offset, source, 0, whole);
  if (whole === bytes.length) return;
  tail.fill(0);
  tail.set(bytes.subarray(whole));
  device.queue.writeBuffer(buffer, offset + whole, tail);
}

/** Reusable buffers of one size. A buffer is created when none is free. */
export interface BufferPool {
  take(): GPUBuffer;
  give(buffer: GPUBuffer): void;
  destroy(): void;
}

export function createBufferPool(make: () => GPUBuffer): BufferPool {
  const free: GPUBuffer[] = [];
  let destroyed = false;
  return {
    take: () => free.pop() ?? make(),
    give: (buffer) => {
      if (destroyed) buffer.destroy();
      else free.push(buffer);
    },
    destroy: () => {
      destroyed = true;
      for (const buffer of free.splice(0)) buffer.destroy();
    },
  };
}
