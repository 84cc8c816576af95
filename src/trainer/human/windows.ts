import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { nodePlatform } from '../../media/decode-node';
import { openFile } from '../../media/file-node';
import { openVideo } from '../../media/open';
import { createCpuPacker } from '../../slowfast/cpu-packer';
import { DEFAULT_SLOWFAST } from '../../slowfast/options';
import type { PackedWindow } from '../../slowfast/tokens';

/** A file on disk as packed windows, the way a scored video goes: decoded, sampled 8 times a second, packed. */
export async function windowsOfFile(path: string, ratePerSecond: number): Promise<Result<readonly PackedWindow[]>> {
  const file = await openFile(path);
  if (!file.ok) return file;
  const video = await openVideo(file.value, { platform: nodePlatform });
  if (!video.ok) return video;
  const packer = createCpuPacker(DEFAULT_SLOWFAST);
  const windows: PackedWindow[] = [];
  try {
    for await (const moment of video.value.moments({ ratePerSecond })) {
      if (!moment.ok) return moment;
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
  return windows.length > 0 ? ok(windows) : fail('no-frames', `${path} gave no frame to score; choose another video.`);
}
