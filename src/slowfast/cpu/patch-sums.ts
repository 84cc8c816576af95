import type { KernelMemory } from '../../base';
import { loadKernels, placesFor } from '../../base';
import binary from '../assembly/patch-sums?assembly';
import type { ComparisonFrame } from './compare';
import type { SlowFastOptions } from '../options';

interface PatchKernels extends KernelMemory {
  patchSums(a: number, b: number, columns: number, rows: number, luma: number, sums: number): void;
}

let kernels: PatchKernels | undefined;

/**
 * The part of a comparison that does not depend on the thresholds: for each patch, row-major, the dot product of the
 * HSV vectors, or for `luma` the sum of absolute luma differences. At most 3 * 784 * 255^2 = 152,938,800, within 32
 * bits.
 */
export function patchSums(a: ComparisonFrame, b: ComparisonFrame, measure: SlowFastOptions['measure']): Uint32Array {
  kernels ??= loadKernels(binary) as PatchKernels;
  const { columns, rows } = a.size;
  const patches = columns * rows;
  const [atA, atB, atSums] = placesFor(kernels, [a.pixels.byteLength, b.pixels.byteLength, patches * 4]);
  const words = new Uint32Array(kernels.memory.buffer);
  words.set(a.pixels, atA! / 4);
  words.set(b.pixels, atB! / 4);
  kernels.patchSums(atA!, atB!, columns, rows, measure === 'luma' ? 1 : 0, atSums!);
  return words.slice(atSums! / 4, atSums! / 4 + patches);
}
