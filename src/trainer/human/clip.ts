import type { Result } from '../../base';
import { fail, ok } from '../../base';
import { nodePlatform, openFile } from '../../media/node';
import { openVideo } from '../../media';
import type { PackedWindow } from '../../slowfast';
import { DEFAULT_SLOWFAST, createCpuPacker } from '../../slowfast';
import type { Sharpness } from './sharpness';
import { sharpnessOf } from './sharpness';

export interface ReadClip {
  readonly windows: readonly PackedWindow[];
  /** Mean over the sampled frames, of luma at the clip's own size. */
  readonly sharpness: Sharpness;
}

/** Decodes, samples and packs a file as scoring does, and measures its sharpness. */
export async function readClip(path: string, ratePerSecond: number): Promise<Result<ReadClip>> {
  const file = await openFile(path);
  if (!file.ok) return file;
  const video = await openVideo(file.value, { platform: nodePlatform });
  if (!video.ok) return video;
  const packer = createCpuPacker(DEFAULT_SLOWFAST);
  const windows: PackedWindow[] = [];
  const measured: Sharpness[] = [];
  try {
    for await (const sample of video.value.sampledFrames({ ratePerSecond })) {
      if (!sample.ok) return sample;
      const { y, width, height } = sample.value.frame;
      measured.push(sharpnessOf(y, width, height));
      const packed = await packer.push(sample.value);
      if (!packed.ok) return packed;
      if (packed.value !== undefined) windows.push(packed.value);
    }
    const last = await packer.finish();
    if (!last.ok) return last;
    if (last.value !== undefined) windows.push(last.value);
  } finally {
    packer.dispose();
    video.value.close();
  }
  if (windows.length === 0) return fail('no-frames', `${path} gave no frame to score; choose another video.`);
  const mean = (of: keyof Sharpness): number => measured.reduce((sum, each) => sum + each[of], 0) / measured.length;
  return ok({ windows, sharpness: { laplacian: mean('laplacian'), mscn: mean('mscn') } });
}
