import type { Result } from '../../base';
import { ok } from '../../base';
import type { SlowFastOptions } from '../../slowfast';
import { createClassifier, measurePatches } from '../../slowfast';
import type { SampleWalk } from './each-sampled-frame';
import { eachSample } from './each-sampled-frame';
import type { PatchMap, PatchMaps } from './inspection';

/**
 * Compares every sampled frame with the slow frame in force, patch by patch, on the CPU: what the GPU passes count is
 * the same, bit for bit, but they keep only the count. Takes at most 1 kB a moment; no model is asked.
 */
export async function mapPatches(walk: SampleWalk, options: SlowFastOptions): Promise<Result<PatchMaps>> {
  const maps: (PatchMap | undefined)[] = [];
  let latest: PatchMap | undefined;
  let slowPlace = 0;
  const classify = createClassifier(options, (frame, slow) => {
    const { columns, rows } = frame.size;
    const values = new Float32Array(columns * rows);
    measurePatches(frame, slow, options.measure, values);
    latest = { columns, rows, values, reference: slowPlace };
  });
  const walked = await eachSample(walk, ({ frame }, place) => {
    latest = undefined;
    const { pathway } = classify(frame);
    maps.push(latest);
    if (pathway === 'slow') slowPlace = place;
    return ok(undefined);
  });
  if (!walked.ok) return walked;
  const threshold = options.measure === 'cosine' ? options.patchCosine : options.lumaDifference;
  return ok({ kind: 'patches', measure: options.measure, threshold, maps });
}
