/** The exports that every compiled kernel has beside its functions. */
export interface KernelMemory {
  readonly memory: WebAssembly.Memory;
  /** Byte offset from which on memory belongs to the caller. */
  readonly callers: WebAssembly.Global<'i32'>;
}

const PAGE_BYTES = 65_536;
/** SIMD loads are fastest when aligned. */
const ALIGNED_BYTES = 16;

/** Instantiates the bytes of an `?assembly` import and returns its exports, whose type the importer knows. */
export function loadKernels(binary: Uint8Array<ArrayBuffer>): unknown {
  return new WebAssembly.Instance(new WebAssembly.Module(binary)).exports;
}

/**
 * Offsets of consecutive, aligned areas of the given sizes. Grows the memory if they do not fit; views made before are
 * invalid then.
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
