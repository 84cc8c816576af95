import { registerMediabunnyServer } from '@mediabunny/server';
import { BufferTarget, Mp4OutputFormat, Output, Quality, VideoSample, VideoSampleSource } from 'mediabunny';
import { AV_PIX_FMT_BGRA, Encoder, FF_ENCODER_LIBWEBP, Frame } from 'node-av';
import { defined } from '../../src/base';
import type { Footage, Picture } from '../../src/corpus';
import { toI420 } from '../../src/corpus';

const WEBP_QUALITY = 78;

/** Encodes a clip as H.264 in MP4, BT.601 as untagged clips of its height are taken for, and returns the file's bytes. */
export async function encodeClip({ width, height, rate, frames }: Footage, bitrate: number): Promise<Uint8Array> {
  registerMediabunnyServer();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target: new BufferTarget() });
  const source = new VideoSampleSource({
    codec: 'avc',
    quality: new Quality({ bitrate }),
    keyFrameInterval: 2,
  });
  output.addVideoTrack(source, { frameRate: rate });
  await output.start();
  for (const [i, frame] of frames.entries()) {
    const sample = new VideoSample(Buffer.from(toI420(frame, width, height, 'bt601')), {
      format: 'I420',
      codedWidth: width,
      codedHeight: height,
      timestamp: i / rate,
      duration: 1 / rate,
    });
    await source.add(sample);
    sample.close();
  }
  await output.finalize();
  return new Uint8Array(defined(output.target.buffer, 'the encoded clip'));
}

/** One WebP that holds all pictures, which are of one size, `columns` in a row. */
export async function encodePictures(pictures: readonly Picture[], columns: number): Promise<Uint8Array> {
  const size = defined(pictures[0], 'the first picture');
  const rows = Math.ceil(pictures.length / columns);
  const width = size.width * columns;
  // FFmpeg's WebP encoder takes no three-byte pixels.
  const sheet = Buffer.alloc(width * size.height * rows * 4, 255);
  pictures.forEach((picture, i) => {
    const corner = Math.floor(i / columns) * size.height * width + (i % columns) * size.width;
    for (let pixel = 0; pixel < size.width * size.height; pixel++) {
      const at = (corner + Math.floor(pixel / size.width) * width + (pixel % size.width)) * 4;
      for (let channel = 0; channel < 3; channel++) sheet[at + channel] = picture.data[pixel * 3 + 2 - channel]!;
    }
  });
  using frame = Frame.fromVideoBuffer(sheet, {
    width,
    height: size.height * rows,
    format: AV_PIX_FMT_BGRA,
    timeBase: { num: 1, den: 1 },
  });
  return await Encoder.encodeOne(FF_ENCODER_LIBWEBP, frame, { options: { quality: WEBP_QUALITY } });
}
