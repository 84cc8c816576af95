import type { Command } from '../../gpu';
import { createStorage, createUniform, writeBytes } from '../../gpu';
import type { PlanarFrame } from '../../media';
import frameWgsl from '../../../shaders/frame.wgsl?raw';
import { makeAdoptCommand } from './adopt';
import { makeClassifyCommand } from './classify';
import { makeFragmentsCommand } from './fragments';
import { makeLowResolutionCommand } from './low-resolution';
import { makeMotionFrameCommand } from './motion';
import type { MotionBuffers } from './motion';
import { makePatchSimilarityCommand, rowSumBytes } from './patch-similarity';
import type { Pipelines } from './pipelines';
import { makeResizeHorizontalCommand } from './resize-horizontal';
import { makeResizeVerticalCommand } from './resize-vertical';
import { gpuSizes } from './sizes';
import type { GpuSizes } from './sizes';

/** The sampled frame (0) and the two source frames before it (1, 2), each in its own buffer. */
const ROLES = 3;

/** Buffers that outlive a change of frame size. */
export interface SharedBuffers {
  readonly sample: GPUBuffer;
  readonly rule: GPUBuffer;
  readonly results: GPUBuffer;
  readonly means: GPUBuffer;
  readonly motion: MotionBuffers;
  readonly lowSlots: readonly GPUBuffer[];
  readonly store: GPUBuffer;
}

/** The buffers that depend on the frame size, and the commands bound to them. */
export interface FramePasses {
  readonly sizes: GpuSizes;
  /** The comparison frame of the last encoded sample, one word per pixel. */
  readonly pixels: GPUBuffer;
  upload(frame: PlanarFrame, role: number): void;
  /** Reduces the frame uploaded as `role` to its low-resolution means and its motion frame, stored in a slot. */
  reduce(role: number, slot: number): readonly Command[];
  /** Comparison frame, result, new reference and fragments of the frame uploaded as role 0. */
  readonly classify: readonly Command[];
  /** The same when there is no slow frame to compare with. */
  readonly restart: readonly Command[];
  destroy(): void;
}

export function createFramePasses(
  device: GPUDevice,
  pipelines: Pipelines,
  shared: SharedBuffers,
  width: number,
  height: number,
): FramePasses {
  const sizes = gpuSizes(width, height);
  const planes = Array.from({ length: ROLES }, (_, role) => createStorage(device, `planes ${role}`, sizes.planeBytes));
  const own = createOwnBuffers(device, sizes);
  const bound = { ...shared, ...own, planes: planes[0]! };
  const compare = [
    makeResizeVerticalCommand(device, pipelines.resizeVertical, sizes, bound),
    makeResizeHorizontalCommand(device, pipelines.resizeHorizontal, sizes, bound),
  ];
  const similarity = makePatchSimilarityCommand(device, pipelines.patchSimilarity, sizes, bound);
  const conclude = [
    makeClassifyCommand(device, pipelines.classify, bound),
    makeAdoptCommand(device, pipelines.adopt, sizes, bound),
    makeFragmentsCommand(device, pipelines.fragments, bound),
  ];
  const reductions = new Map<string, readonly Command[]>();
  return {
    sizes,
    pixels: own.pixels,
    upload: (frame, role) => {
      const [y, u, v] = sizes.planeStart;
      writeBytes(device, planes[role]!, y, frame.y);
      writeBytes(device, planes[role]!, u, frame.u);
      writeBytes(device, planes[role]!, v, frame.v);
    },
    reduce: (role, slot) => {
      const key = `${role}/${slot}`;
      const buffers = { ...bound, ...shared.motion, planes: planes[role]!, slot: shared.lowSlots[slot]! };
      const commands = reductions.get(key) ?? [
        makeLowResolutionCommand(device, pipelines.lowResolution, buffers),
        makeMotionFrameCommand(device, pipelines.motionFrame, buffers),
      ];
      reductions.set(key, commands);
      return commands;
    },
    classify: [...compare, similarity, ...conclude],
    restart: [...compare, ...conclude],
    destroy: () => {
      for (const buffer of [...planes, ...Object.values(own)]) buffer.destroy();
    },
  };
}

/** The buffers that depend on the frame size, beside the planes. */
function createOwnBuffers(device: GPUDevice, sizes: GpuSizes) {
  const uniform = createUniform(device, frameWgsl, 'Sizes');
  uniform.write(sizes.values);
  const pixelBytes = sizes.comparison.width * sizes.comparison.height * 4;
  const weights = createStorage(device, 'resize weights', sizes.weights.byteLength);
  device.queue.writeBuffer(weights, 0, sizes.weights);
  return {
    sizes: uniform.buffer,
    weights,
    columns: createStorage(device, 'column sums', sizes.columnSums * 4),
    pixels: createStorage(device, 'comparison frame', pixelBytes),
    slow: createStorage(device, 'last slow frame', pixelBytes),
    rows: createStorage(device, 'patch row sums', rowSumBytes(sizes)),
  };
}
