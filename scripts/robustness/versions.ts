import { registerMediabunnyServer } from '@mediabunny/server';
import {
  ALL_FORMATS,
  BlobSource,
  BufferTarget,
  Conversion,
  Input,
  MkvOutputFormat,
  Mp4OutputFormat,
  Output,
  VideoSample,
  VideoSampleSource,
} from 'mediabunny';
import type { PlanarFrame } from '../../src/media';

/** Bits per pixel and frame: several times what H.264 needs for visually lossless quality. */
const PLENTY_BITS = 1.5;

/** The same frames, re-encoded as H.264 at a high bit rate. */
export async function reencoded(frames: readonly PlanarFrame[], frameRate: number): Promise<Blob> {
  registerMediabunnyServer();
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const { width, height, colour } = frames[0]!;
  const names = SPACES[colour.matrix];
  if (names === undefined) throw new Error('its colours cannot be tagged');
  const colorSpace = { ...names, fullRange: colour.fullRange };
  const source = new VideoSampleSource({
    codec: 'avc',
    bitrate: Math.round(PLENTY_BITS * width * height * frameRate),
    keyFrameInterval: 2,
    hardwareAcceleration: 'prefer-software',
    // The encoder does not pass on the colour tags of its frames; without them a file is shown in other colours.
    onEncodedPacket: (_packet, meta) => {
      if (meta?.decoderConfig !== undefined) meta.decoderConfig.colorSpace = colorSpace;
    },
  });
  output.addVideoTrack(source, { frameRate: Math.round(frameRate) });
  await output.start();
  for (const { y, u, v, timestamp } of frames) {
    const sample = new VideoSample(Buffer.concat([y, u, v]), {
      format: 'I420',
      codedWidth: width,
      codedHeight: height,
      timestamp,
      duration: 1 / frameRate,
      colorSpace,
    });
    await source.add(sample);
    sample.close();
  }
  await output.finalize();
  return blobOf(target);
}

/** WebCodecs' names; its types have none for BT.2020. */
const SPACES = {
  bt601: { primaries: 'smpte170m', transfer: 'smpte170m', matrix: 'smpte170m' },
  bt709: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709' },
  bt2020: undefined,
} as const;

/** The same packets in another container: Matroska for MP4, and the other way round. */
export async function remuxed(file: Blob, container: 'mp4' | 'matroska'): Promise<Blob> {
  const target = new BufferTarget();
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  const format = container === 'mp4' ? new MkvOutputFormat() : new Mp4OutputFormat();
  const conversion = await Conversion.init({
    input,
    output: new Output({ format, target }),
    audio: { discard: true },
    showWarnings: false,
  });
  if (!conversion.isValid) throw new Error('the other container does not support its codec');
  await conversion.execute();
  return blobOf(target);
}

function blobOf({ buffer }: BufferTarget): Blob {
  if (buffer === null) throw new Error('the writer returned no file');
  return new Blob([buffer]);
}
