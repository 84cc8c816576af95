import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { nodePlatform } from '../../media/decode-node';
import { openFile } from '../../media/file-node';
import { openVideo } from '../../media/open';
import { createCpuPacker } from '../../slowfast/cpu-packer';
import { DEFAULT_SLOWFAST } from '../../slowfast/options';
import type { PackedWindow } from '../../slowfast/tokens';
import type { Sharpness } from './sharpness';
import { sharpnessOf } from './sharpness';

export interface ReadClip {
  readonly windows: readonly PackedWindow[];
  /** Mean over the sampled moments, of luma at the clip's own size. */
  readonly sharpness: Sharpness;
}

/** A file on disk the way a scored video goes: decoded, sampled, packed; and how sharp its pictures are. */
export async function readClip(path: string, ratePerSecond: number): Promise<Result<ReadClip>> {
  const file = await openFile(path);
  if (!file.ok) return file;
  const video = await openVideo(file.value, { platform: nodePlatform });
  if (!video.ok) return video;
  const packer = createCpuPacker(DEFAULT_SLOWFAST);
  const windows: PackedWindow[] = [];
  const measured: Sharpness[] = [];
  try {
    for await (const moment of video.value.moments({ ratePerSecond })) {
      if (!moment.ok) return moment;
      const { y, width, height } = moment.value.frame;
      measured.push(sharpnessOf(y, width, height));
      const packed = await packer.push(moment.value);
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
