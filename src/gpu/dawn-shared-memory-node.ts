/**
 * Makes `writeBuffer` accept views of shared memory, as in a browser. ONNX Runtime writes from its WebAssembly memory,
 * which is shared even with one thread. Dawn in Node fails on such views with "Invalid argument" or ends the process, so
 * they are copied first.
 */
export function acceptSharedMemory(): void {
  const { prototype } = GPUQueue;
  const write: (this: GPUQueue, ...words: WriteBufferWords) => undefined = Reflect.get(prototype, 'writeBuffer');
  prototype.writeBuffer = function (this: GPUQueue, buffer, bufferOffset, data, dataOffset, size) {
    return write.call(this, buffer, bufferOffset, unshared(data), dataOffset, size);
  };
}

type WriteBufferWords = Parameters<GPUQueue['writeBuffer']>;

/** Copies the elements to unshared memory with the same element type: offset and size count elements. */
function unshared(data: AllowSharedBufferSource): BufferSource {
  if (data instanceof SharedArrayBuffer) return new Uint8Array(data).slice();
  if (!ArrayBuffer.isView(data)) return data;
  if (!(data.buffer instanceof SharedArrayBuffer)) return data as ArrayBufferView<ArrayBuffer>;
  if (data instanceof DataView) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  return (data as Uint8Array).slice();
}
