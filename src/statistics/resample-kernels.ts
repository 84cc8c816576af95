import type { KernelMemory } from '../base';
import { loadKernels } from '../base';
import binary from './assembly/resamples?assembly';

/** The exports of assembly/resamples.ts; positions are byte offsets in its memory. */
interface ResampleKernels extends KernelMemory {
  readonly TILE_ROWS: WebAssembly.Global<'i32'>;
  readonly tileColumns: WebAssembly.Global<'i32'>;
  readonly found: WebAssembly.Global<'i32'>;
  addPair(rows: number, weights: number, sums: number): void;
  addColumns(rows: number, weights: number, sums: number): void;
  walk(order: number, sizes: number, groups: number, ranked: number, totals: number): void;
}

let kernels: ResampleKernels | undefined;

/** The kernels of this thread. The contents of their memory are valid only within one caller's use. */
export function resampleKernels(): ResampleKernels {
  kernels ??= loadKernels(binary) as ResampleKernels;
  return kernels;
}
