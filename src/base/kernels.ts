/** What every compiled kernel exports beside its functions. */
export interface KernelMemory {
  readonly memory: WebAssembly.Memory;
  /** Byte offset from which on memory is the caller's. */
  readonly callers: WebAssembly.Global<'i32'>;
}

const PAGE_BYTES = 65_536;
/** SIMD loads are fastest where they do not straddle. */
const ALIGNED_BYTES = 16;

/** What the bytes that an `?assembly` import gives export; the importer knows what that is. They import nothing. */
export function loadKernels(binary: Uint8Array<ArrayBuffer>): unknown {
  return new WebAssembly.Instance(new WebAssembly.Module(binary)).exports;
}

/**
 * Places of so many bytes each, aligned, one after another; the memory grows where they do not fit. Views of it from
 * before no longer hold.
 */
export function placesFor({ memory, callers }: KernelMemory, bytes: readonly number[]): number[] {
  let end = Math.ceil(callers.value / ALIGNED_BYTES) * ALIGNED_BYTES;
  const places = bytes.map((each) => {
    const place = end;
    end += Math.ceil(each / ALIGNED_BYTES) * ALIGNED_BYTES;
    return place;
  });
  const missing = end - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  return places;
}
