import { describe, expect, test } from 'vitest';
import type { PlanarFrame } from '../../../src/media/frame';
import { createCpuPacker } from '../../../src/slowfast/cpu/packer';
import { createGpuPacker } from '../../../src/slowfast/gpu/packer';
import { LOW_SLOTS } from '../../../src/slowfast/gpu/low-slots';
import { DEFAULT_SLOWFAST } from '../../../src/slowfast/options';
import type { Packer } from '../../../src/slowfast/packer';
import { countLiving } from '../../fixtures/collect-garbage';
import { noiseFrame } from '../../fixtures/frames';
import { openNodeGpu } from '../../fixtures/node-gpu';

const SIZE = { width: 112, height: 80 };
const FRAMES_SAMPLED = 12;
/** The frame of the last sample and the two before it. */
const FRAMES_OF_A_SAMPLE = 3;

/** Packs sampled frames that are `step` frames apart. Returns weak references to all source frames. */
async function packFrames(packer: Packer, step: number): Promise<WeakRef<PlanarFrame>[]> {
  const refs: WeakRef<PlanarFrame>[] = [];
  let frames: PlanarFrame[] = [];
  for (let index = 0; index < FRAMES_SAMPLED; index++) {
    const added = Array.from({ length: step }, (_, k) => noiseFrame(SIZE, `${index}/${k}`));
    refs.push(...added.map((frame) => new WeakRef(frame)));
    frames = [...frames, ...added].slice(-FRAMES_OF_A_SAMPLE);
    const [frame, previous, beforePrevious] = frames.toReversed();
    const packed = await packer.push({
      index,
      instant: index / 8,
      frame: frame!,
      previous,
      beforePrevious,
      duplicate: false,
    });
    if (!packed.ok) throw new Error(packed.error.message);
  }
  return refs;
}

describe('packing', () => {
  test.each([
    ['follow each other', 1],
    ['share a frame', 2],
    ['share none', 3],
  ])('releases every source frame but the last three where samples %s', async (_, step) => {
    const packer = createCpuPacker(DEFAULT_SLOWFAST);
    const refs = await packFrames(packer, step);
    expect(refs).toHaveLength(step * FRAMES_SAMPLED);
    expect(await countLiving(refs)).toBeLessThanOrEqual(FRAMES_OF_A_SAMPLE);
    packer.dispose();
  });

  test('by shaders releases every source frame whose means are no longer in a slot', async ({ skip }) => {
    const gpu = await openNodeGpu();
    if (!gpu.ok) return skip(gpu.error.message);
    const packer = await createGpuPacker(gpu.value.device, DEFAULT_SLOWFAST);
    if (!packer.ok) throw new Error(packer.error.message);
    const refs = await packFrames(packer.value, 3);
    expect(await countLiving(refs)).toBeLessThanOrEqual(LOW_SLOTS);
    packer.value.dispose();
    gpu.value.device.destroy();
  });
});
