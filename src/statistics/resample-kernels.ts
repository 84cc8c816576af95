// oxlint-disable-next-line import/default -- what a module is compiled to has one
import binary from './assembly/resamples.ts?assembly';

/** Resamples that a kernel serves together. */
export const LANES = 4;

/** What assembly/resamples.ts exports; places are byte offsets in its memory. */
interface Kernels {
  readonly memory: WebAssembly.Memory;
  readonly TILE_ROWS: WebAssembly.Global<'i32'>;
  readonly tileColumns: WebAssembly.Global<'i32'>;
  readonly found: WebAssembly.Global<'i32'>;
  readonly callers: WebAssembly.Global<'i32'>;
  addPair(rows: number, weights: number, sums: number): void;
  addColumns(rows: number, weights: number, sums: number): void;
  walk(order: number, sizes: number, groups: number, ranked: number, totals: number): void;
}

const PAGE_BYTES = 65_536;

let instance: Kernels | undefined;

/** The kernels of this thread. Their memory holds nothing beyond one call of whoever asks for them. */
export function resampleKernels(): Kernels {
  instance ??= new WebAssembly.Instance(new WebAssembly.Module(binary)).exports as unknown as Kernels;
  return instance;
}

/** Places of so many bytes each, 16-aligned, one after another. Views of the memory from before no longer hold. */
export function placesFor(kernels: Kernels, bytes: readonly number[]): number[] {
  let end = kernels.callers.value;
  const places = bytes.map((each) => {
    const place = end;
    end += Math.ceil(each / 16) * 16;
    return place;
  });
  const missing = end - kernels.memory.buffer.byteLength;
  if (missing > 0) kernels.memory.grow(Math.ceil(missing / PAGE_BYTES));
  return places;
}
