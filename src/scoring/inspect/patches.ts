import type { Result } from '../../base';
import { ok } from '../../base';
import type { SlowFastOptions } from '../../slowfast';
import { createClassifier, measurePatches } from '../../slowfast';
import type { SampleLoop } from '../each-sampled-frame';
import { eachSampledFrame } from '../each-sampled-frame';
import type { PatchMap, PatchMaps } from './inspection';

/**
 * Compares every sampled frame with the slow frame before it, patch by patch, on the CPU. The GPU passes compute the same
 * bits but keep only the count of similar patches. A map takes at most 1 kB. No judge is needed.
 */
export async function mapPatches(loop: SampleLoop, options: SlowFastOptions): Promise<Result<PatchMaps>> {
  const maps: (PatchMap | undefined)[] = [];
  let latest: PatchMap | undefined;
  let slowPlace = 0;
  const classify = createClassifier(options, (frame, slow) => {
    const { columns, rows } = frame.size;
    const values = new Float32Array(columns * rows);
    measurePatches(frame, slow, options.measure, values);
    latest = { columns, rows, values, reference: slowPlace };
  });
  const sampled = await eachSampledFrame(loop, ({ frame }, place) => {
    latest = undefined;
    const { pathway } = classify(frame);
    maps.push(latest);
    if (pathway === 'slow') slowPlace = place;
    return ok(undefined);
  });
  if (!sampled.ok) return sampled;
  const threshold = options.measure === 'cosine' ? options.patchCosine : options.lumaDifference;
  return ok({ kind: 'patches', measure: options.measure, threshold, maps });
}
