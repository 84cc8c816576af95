import type * as NodeAv from 'node-av';
import { createRequire } from 'node:module';
import { AVCOL_RANGE_JPEG, AV_CODEC_FLAG_QSCALE, AV_PIX_FMT_YUVJ420P, FF_ENCODER_MJPEG } from 'node-av/constants';

/** An RGB picture: 8 bits a channel, interleaved, rows tightly packed. */
interface RgbPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const require = createRequire(import.meta.url);

/** Lambda of the encoder's quantiser scale: FFmpeg's FF_QP2LAMBDA. */
const QP_TO_LAMBDA = 118;

/** A JPEG of a picture, quantiser 2 (best) to 31. Throws where FFmpeg's encoder is missing. */
export function encodeJpeg(picture: RgbPicture, quantiser = 4): Uint8Array {
  const av = require('node-av') as typeof NodeAv;
  const coder = av.Codec.findEncoderByName(FF_ENCODER_MJPEG);
  if (!coder) throw new Error('This build of FFmpeg has no JPEG encoder.');
  const context = new av.CodecContext();
  context.allocContext3(coder);
  context.width = picture.width;
  context.height = picture.height;
  context.pixelFormat = AV_PIX_FMT_YUVJ420P;
  context.colorRange = AVCOL_RANGE_JPEG;
  context.timeBase = new av.Rational(1, 1);
  context.threadCount = 1;
  context.globalQuality = quantiser * QP_TO_LAMBDA;
  context.setFlags(AV_CODEC_FLAG_QSCALE);
  const frame = new av.Frame();
  const packet = new av.Packet();
  frame.alloc();
  packet.alloc();
  try {
    if (context.open2Sync(coder) < 0) throw new Error('The JPEG encoder did not start.');
    frame.width = picture.width;
    frame.height = picture.height;
    frame.format = AV_PIX_FMT_YUVJ420P;
    frame.getBuffer(0);
    frame.fromBuffer(Buffer.from(toYcc(picture)));
    frame.quality = quantiser * QP_TO_LAMBDA;
    frame.pts = 0n;
    context.sendFrameSync(frame);
    if (context.receivePacketSync(packet) < 0 || !packet.data) throw new Error('The JPEG encoder gave nothing.');
    return new Uint8Array(packet.data);
  } finally {
    frame.free();
    packet.free();
    context.freeContext();
  }
}

/** Full-range BT.601 as in JFIF, chroma averaged over squares of two: planes one after another. */
function toYcc({ width, height, data }: RgbPicture): Uint8Array {
  const size = width * height;
  const across = (width + 1) >> 1;
  const quarter = across * ((height + 1) >> 1);
  const luma = new Uint8Array(size);
  const sums = new Float32Array(quarter * 3);
  for (let y = 0, p = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++, i += 3) {
      const light = 0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]!;
      luma[p] = light + 0.5;
      const q = ((y >> 1) * across + (x >> 1)) * 3;
      sums[q] = sums[q]! + (data[i + 2]! - light) / 1.772;
      sums[q + 1] = sums[q + 1]! + (data[i]! - light) / 1.402;
      sums[q + 2] = sums[q + 2]! + 1;
    }
  }
  const out = new Uint8Array(size + 2 * quarter);
  out.set(luma);
  for (let q = 0; q < quarter; q++) {
    out[size + q] = Math.min(255, 128.5 + sums[q * 3]! / sums[q * 3 + 2]!);
    out[size + quarter + q] = Math.min(255, 128.5 + sums[q * 3 + 1]! / sums[q * 3 + 2]!);
  }
  return out;
}
