import type * as NodeAv from 'node-av';
import { createRequire } from 'node:module';
import { AVCOL_RANGE_JPEG, AV_CODEC_FLAG_QSCALE, AV_PIX_FMT_YUVJ444P, FF_ENCODER_MJPEG } from 'node-av/constants';
import type { Picture } from '../picture';

const require = createRequire(import.meta.url);

/** Lambda of the encoder's quantiser scale: FFmpeg's FF_QP2LAMBDA. */
const QP_TO_LAMBDA = 118;

/** A JPEG of a picture, quantiser 2 (best) to 31. Throws where FFmpeg's encoder is missing. */
export function encodeJpeg(picture: Picture, quantiser = 4): Uint8Array {
  const av = require('node-av') as typeof NodeAv;
  const coder = av.Codec.findEncoderByName(FF_ENCODER_MJPEG);
  if (!coder) throw new Error('This build of FFmpeg has no JPEG encoder.');
  const context = new av.CodecContext();
  context.allocContext3(coder);
  context.width = picture.width;
  context.height = picture.height;
  context.pixelFormat = AV_PIX_FMT_YUVJ444P;
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
    frame.format = AV_PIX_FMT_YUVJ444P;
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

/** Full-range BT.601 planes without subsampling, as JFIF wants them. */
function toYcc({ width, height, data }: Picture): Uint8Array {
  const size = width * height;
  const out = new Uint8Array(size * 3);
  for (let p = 0, i = 0; p < size; p++, i += 3) {
    const [r, g, b] = [data[i]!, data[i + 1]!, data[i + 2]!];
    const y = 0.299 * r + 0.587 * g + 0.114 * b;
    out[p] = y + 0.5;
    out[size + p] = Math.min(255, 128.5 + (b - y) / 1.772);
    out[2 * size + p] = Math.min(255, 128.5 + (r - y) / 1.402);
  }
  return out;
}
