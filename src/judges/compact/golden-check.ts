import type { Result } from '../../base';
import { fail, ok } from '../../base';
import { createStorage } from '../../gpu';
import type { DimensionId } from '../../quality';
import type { TokenMatrix } from '../../slowfast';
import { FAST_WIDTH, SLOW_WIDTH } from '../../slowfast';
import type { Golden } from './golden';
import { goldenWindow } from './golden';
import type { CompactNetwork } from './network';

/**
 * Runs the golden input as a real window runs, in GPU buffers where a device is given, and compares every probability
 * with the trained network's. It rejects a driver or runtime that computes wrongly.
 */
export async function checkGolden(
  network: CompactNetwork,
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
    const reading = await network.read(window);
    if (!reading.ok) return reading;
    const judged = await reading.value.judge({ dimensions: Object.keys(golden.expected) as DimensionId[] });
    reading.value.release();
    if (!judged.ok) return judged;
    const { distributions, artifacts } = judged.value;
    for (const [id, expected] of Object.entries(golden.expected)) {
      const distribution = distributions.find((candidate) => candidate.id === id);
      const error = largestDifference(expected, distribution?.probabilities ?? []);
      if (!(error <= golden.tolerance)) {
        const size = Number.isFinite(error) ? `by ${error.toPrecision(2)}` : 'in its number of levels, or is no number';
        return fail('model-failed', `the golden answer for ${id} differs ${size}`);
      }
    }
    const error = largestDifference(
      golden.artifacts,
      artifacts.map(({ probability }) => probability),
    );
    if (error <= golden.tolerance) return ok(undefined);
    return fail('model-failed', `the golden answer for the artifacts differs by ${error.toPrecision(2)}`);
  } finally {
    for (const buffer of buffers) buffer.destroy();
  }
}

function largestDifference(expected: readonly number[], got: readonly number[]): number {
  if (expected.length !== got.length) return Infinity;
  return Math.max(0, ...expected.map((value, index) => Math.abs(value - got[index]!)));
}
