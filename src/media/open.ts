import type { Result } from '../base';
import { ok } from '../base';
import type { Demuxed } from './demuxed';
import { readFailure } from './failures';
import { inspect } from './guard';
import { withCheckedIndex } from './guard-isobmff';
import { openIsobmff } from './isobmff';
import { openWithMediabunny } from './matroska';
import { walkFrames } from './sampled-frames';
import type { VideoPlatform } from './platform';
import type { OpenVideo, VideoInfo } from './video';

export interface OpenOptions {
  /** `browserPlatform` of decode-webcodecs, or `nodePlatform` of decode-node. */
  readonly platform: VideoPlatform;
}

/**
 * Reads a video's headers and finds a decoder for it. The container is found by the first bytes, not by the file's
 * name.
 *
 * Fails with empty-file, unknown-container, damaged-file, no-video-track, encrypted, unsupported-codec, no-frames or
 * unreadable-file. Nothing is thrown.
 */
export async function openVideo(source: Blob, options: OpenOptions): Promise<Result<OpenVideo>> {
  const { platform } = options;
  try {
    const demuxed = await demux(source);
    if (!demuxed.ok) return demuxed;
    const decodable = await platform.check(demuxed.value.config);
    if (!decodable.ok) {
      demuxed.value.close();
      return decodable;
    }
    return ok({
      info: describe(demuxed.value, source.size),
      sampledFrames: (samplingOptions) => walkFrames(demuxed.value, platform, samplingOptions),
      close: () => demuxed.value.close(),
    });
  } catch (error) {
    return readFailure(error, 'its headers contradict themselves');
  }
}

async function demux(source: Blob): Promise<Result<Demuxed>> {
  const inspected = await inspect(source);
  if (!inspected.ok) return inspected;
  const checked = inspected.value;
  if (checked.container === 'matroska') return openWithMediabunny(source, 'matroska', checked.truncated);
  const opened = await openIsobmff(source, checked);
  if (opened.ok || opened.error.code !== 'damaged-file') return opened;
  return openWithMediabunny(withCheckedIndex(source, checked), 'mp4', checked.truncated);
}

function describe(demuxed: Demuxed, bytes: number): VideoInfo {
  const { config, rotation } = demuxed;
  const turned = rotation === 90 || rotation === 270;
  return {
    container: demuxed.container,
    demuxer: demuxed.demuxer,
    codec: config.codec,
    width: turned ? config.codedHeight : config.codedWidth,
    height: turned ? config.codedWidth : config.codedHeight,
    rotation,
    durationSeconds: demuxed.durationSeconds,
    frameRate: demuxed.frameRate,
    frameCount: demuxed.frameCount,
    colour: demuxed.colour,
    bytes,
  };
}
