import type { Result } from '../../base';
import { fail, ok } from '../../base';
import { createStorage } from '../../gpu';
import type { DimensionId } from '../../quality';
import type { TokenMatrix } from '../../slowfast';
import { FAST_WIDTH, SLOW_WIDTH } from '../../slowfast';
import type { CompactModel } from './compact';
import type { Golden } from './golden';
import { goldenWindow } from './golden';

/**
 * Runs the golden input the way real windows go (GPU buffers where a device is given) and compares every probability
 * with the network's own answer: a driver or runtime that computes wrongly must not score a single clip.
 */
export async function checkGolden(
  model: CompactModel,
  golden: Golden,
  device: GPUDevice | undefined,
): Promise<Result<undefined>> {
  const { fast, slow, clip } = goldenWindow(golden.seed, golden.fastRows, golden.slowRows);
  const buffers: GPUBuffer[] = [];
  const matrix = (data: Float32Array<ArrayBuffer>, rows: number, width: number): TokenMatrix => {
    if (device === undefined) return { kind: 'cpu', rows, width, data };
    const buffer = createStorage(device, 'golden tokens', data.byteLength);
    device.queue.writeBuffer(buffer, 0, data);
    buffers.push(buffer);
    return { kind: 'gpu', rows, width, buffer };
  };
  try {
    const window = {
      fast: matrix(fast, golden.fastRows, FAST_WIDTH),
      slow: matrix(slow, golden.slowRows, SLOW_WIDTH),
      clip,
    };
    const encoded = await model.encode(window);
    if (!encoded.ok) return encoded;
    const judged = await encoded.value.judge(Object.keys(golden.expected) as DimensionId[]);
    const artifacts = await encoded.value.artifacts();
    encoded.value.release();
    if (!judged.ok) return judged;
    if (!artifacts.ok) return artifacts;
    for (const [id, expected] of Object.entries(golden.expected)) {
      const distribution = judged.value.find((candidate) => candidate.id === id);
      const error = largestDifference(expected, distribution?.probabilities ?? []);
      if (!(error <= golden.tolerance)) {
        const size = Number.isFinite(error) ? error.toPrecision(2) : 'everything';
        return fail('model-failed', `the golden answer for ${id} differs by ${size}`);
      }
    }
    const error = largestDifference(
      golden.artifacts,
      artifacts.value.map(({ probability }) => probability),
    );
    if (error <= golden.tolerance) return ok(undefined);
    return fail('model-failed', `the golden answer for the faults differs by ${error.toPrecision(2)}`);
  } finally {
    for (const buffer of buffers) buffer.destroy();
  }
}

function largestDifference(expected: readonly number[], got: readonly number[]): number {
  if (expected.length !== got.length) return Infinity;
  return Math.max(0, ...expected.map((value, index) => Math.abs(value - got[index]!)));
}
