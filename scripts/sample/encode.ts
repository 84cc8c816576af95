import { registerMediabunnyServer } from '@mediabunny/server';
import { BufferTarget, Mp4OutputFormat, Output, Quality, VideoSample, VideoSampleSource } from 'mediabunny';
import { AV_PIX_FMT_BGRA, Encoder, FF_ENCODER_LIBWEBP, Frame } from 'node-av';
import { defined } from '../../src/base/assert';
import type { PlanarFrame } from '../../src/media/frame';

/** Bits a second: 84 frames stay below 400 kB and still look clean. */
const BITRATE = 820_000;
const WEBP_QUALITY = 78;

/** Encodes frames as H.264 in MP4 and returns the file's bytes. */
export async function encodeClip(frames: Iterable<PlanarFrame>, frameRate: number): Promise<Uint8Array> {
  registerMediabunnyServer();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target: new BufferTarget() });
  const source = new VideoSampleSource({
    codec: 'avc',
    quality: new Quality({ bitrate: BITRATE }),
    keyFrameInterval: 2,
  });
  output.addVideoTrack(source, { frameRate });
  await output.start();
  for (const frame of frames) {
    const sample = new VideoSample(Buffer.concat([frame.y, frame.u, frame.v]), {
      format: 'I420',
      codedWidth: frame.width,
      codedHeight: frame.height,
      timestamp: frame.timestamp,
      duration: 1 / frameRate,
    });
    await source.add(sample);
    sample.close();
  }
  await output.finalize();
  return new Uint8Array(defined(output.target.buffer, 'the encoded clip'));
}

/** One picture that holds all thumbnails, `columns` in a row, as WebP. */
export async function encodeSprite(
  pictures: readonly Uint8Array[],
  size: { readonly width: number; readonly height: number },
  columns: number,
): Promise<Uint8Array> {
  const rows = Math.ceil(pictures.length / columns);
  const width = size.width * columns;
  // FFmpeg's WebP encoder takes no three-byte pixels.
  const sheet = Buffer.alloc(width * size.height * rows * 4, 255);
  pictures.forEach((picture, i) => {
    const corner = Math.floor(i / columns) * size.height * width + (i % columns) * size.width;
    for (let pixel = 0; pixel < size.width * size.height; pixel++) {
      const at = (corner + Math.floor(pixel / size.width) * width + (pixel % size.width)) * 4;
      for (let channel = 0; channel < 3; channel++) sheet[at + channel] = picture[pixel * 3 + 2 - channel]!;
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

/** Shrinks 8-bit RGB by a whole factor, each pixel the mean of those it covers. */
export function shrink(rgb: Uint8Array, width: number, height: number, factor: number): Uint8Array {
  const [outWidth, outHeight] = [Math.floor(width / factor), Math.floor(height / factor)];
  const out = new Uint8Array(outWidth * outHeight * 3);
  for (let row = 0; row < outHeight; row++) {
    for (let column = 0; column < outWidth; column++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let k = 0; k < factor * factor; k++) {
          const y = row * factor + Math.floor(k / factor);
          sum += rgb[(y * width + column * factor + (k % factor)) * 3 + channel]!;
        }
        out[(row * outWidth + column) * 3 + channel] = Math.round(sum / factor ** 2);
      }
    }
  }
  return out;
}
