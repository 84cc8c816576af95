import { compilePass } from '../../gpu';
import { ADOPT } from './adopt';
import { CLASSIFY } from './classify';
import { DIFFERENCE_STATISTICS_PASS } from './difference-statistics';
import { FAST_TOKENS_PASS } from './fast-tokens';
import { FRAGMENTS_PASS } from './fragments';
import { LOW_RESOLUTION } from './low-resolution';
import { BLOCK_MOTION, MOTION_FRAME, MOTION_STATISTICS_PASS } from './motion';
import { PATCH_SIMILARITY } from './patch-similarity';
import { RESIZE_HORIZONTAL } from './resize-horizontal';
import { RESIZE_VERTICAL } from './resize-vertical';
import { PRELUDE } from './wgsl';

const PASSES = {
  resizeVertical: RESIZE_VERTICAL,
  resizeHorizontal: RESIZE_HORIZONTAL,
  patchSimilarity: PATCH_SIMILARITY,
  classify: CLASSIFY,
  adopt: ADOPT,
  lowResolution: LOW_RESOLUTION,
  motionFrame: MOTION_FRAME,
  blockMotion: BLOCK_MOTION,
  fastTokens: FAST_TOKENS_PASS,
  motionStatistics: MOTION_STATISTICS_PASS,
  differenceStatistics: DIFFERENCE_STATISTICS_PASS,
  fragments: FRAGMENTS_PASS,
};

export type Pipelines = Readonly<Record<keyof typeof PASSES, GPUComputePipeline>>;

const compiled = new WeakMap<GPUDevice, Promise<Pipelines>>();

/** Every pass, compiled once per device. */
export function pipelinesOf(device: GPUDevice): Promise<Pipelines> {
  const known = compiled.get(device);
  if (known) return known;
  const compiling = Promise.all(
    Object.entries(PASSES).map(async ([name, { label, code }]) => [
      name,
      await compilePass(device, label, [PRELUDE, code]),
    ]),
  ).then((entries) => Object.fromEntries(entries) as Pipelines);
  compiled.set(device, compiling);
  return compiling;
}
