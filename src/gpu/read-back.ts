/** Copies buffers to memory, one after another, through one staging buffer. Await each call before the next. */
export interface ReadBack {
  /** Encodes the copies; call before the encoder is finished. Sizes are multiples of 4 bytes. */
  copy(encoder: GPUCommandEncoder, sources: readonly { buffer: GPUBuffer; bytes: number }[]): void;
  /** The copied bytes, after everything submitted so far is done. */
  read(): Promise<ArrayBuffer>;
  destroy(): void;
}

export function createReadBack(device: GPUDevice, bytes: number): ReadBack {
  const staging = device.createBuffer({
    label: 'read back',
    size: bytes,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  });
  let filled = 0;
  return {
    copy: (encoder, sources) => {
      filled = 0;
      for (const source of sources) {
        encoder.copyBufferToBuffer(source.buffer, 0, staging, filled, source.bytes);
        filled += source.bytes;
      }
    },
    read: async () => {
      await staging.mapAsync(GPUMapMode.READ, 0, filled);
      const copy = staging.getMappedRange(0, filled).slice(0);
      staging.unmap();
      return copy;
    },
    destroy: () => staging.destroy(),
  };
}
