import { toWords } from '../../gpu';
import { chromaHeight, chromaWidth } from '../../media';
import { comparisonSize } from '../geometry';
import type { ComparisonSize } from '../geometry';
import type { ResizeWeights } from '../resize-weights';
import { planeResize } from '../resize-weights';

/** The sizes that the passes need for one frame size; `values` fills the WGSL struct Sizes. */
export interface GpuSizes {
  readonly width: number;
  readonly height: number;
  readonly comparison: ComparisonSize;
  /** Bytes of the buffer of Y, U and V, and the offset of each. */
  readonly planeBytes: number;
  readonly planeStart: readonly [number, number, number];
  /** Column sums of all three planes. */
  readonly columnSums: number;
  /** The four resize tables, concatenated. */
  readonly weights: Int32Array<ArrayBuffer>;
  readonly values: Readonly<Record<SizesField, readonly number[]>>;
}

type SizesField = 'plane_width' | 'plane_height' | 'plane_start' | 'column_start' | 'tables' | 'comparison' | 'patches';

export function gpuSizes(width: number, height: number): GpuSizes {
  const comparison = comparisonSize(width, height);
  const [wide, high] = [chromaWidth(width), chromaHeight(height)];
  const lumaBytes = toWords(width * height);
  const chromaBytes = toWords(wide * high);
  const planeStart = [0, lumaBytes, lumaBytes + chromaBytes] as const;
  const lumaSums = width * comparison.height;
  const chromaSums = wide * comparison.height;
  const luma = planeResize({ width, height }, comparison, false);
  const chroma = planeResize({ width, height }, comparison, true);
  const { weights, tables } = joinTables([luma.vertical, luma.horizontal, chroma.vertical, chroma.horizontal]);
  return {
    width,
    height,
    comparison,
    planeBytes: lumaBytes + 2 * chromaBytes,
    planeStart,
    columnSums: lumaSums + 2 * chromaSums,
    weights,
    values: {
      plane_width: [width, wide, wide, 0],
      plane_height: [height, high, high, 0],
      plane_start: [...planeStart, 0],
      column_start: [0, lumaSums, lumaSums + chromaSums, 0],
      tables,
      comparison: [comparison.width, comparison.height],
      patches: [comparison.columns, comparison.rows],
    },
  };
}

/** Each table's entry is its number of taps and the offsets of its first samples and of its weights. */
function joinTables(tables: readonly ResizeWeights[]): { weights: Int32Array<ArrayBuffer>; tables: number[] } {
  const parts: Int32Array[] = [];
  const entries: number[] = [];
  let length = 0;
  for (const { taps, first, weights } of tables) {
    entries.push(taps, length, length + first.length, 0);
    parts.push(first, weights);
    length += first.length + weights.length;
  }
  const joined = new Int32Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return { weights: joined, tables: entries };
}
