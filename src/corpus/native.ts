import type * as NodeAv from 'node-av';
import { createRequire } from 'node:module';
import {
  AVCOL_RANGE_JPEG,
  AVCOL_SPC_BT709,
  AVMEDIA_TYPE_VIDEO,
  AV_CODEC_ID_H264,
  AV_LOG_QUIET,
  AV_OPT_SEARCH_CHILDREN,
  AV_OPT_TYPE_STRING,
  AV_PIX_FMT_RGB24,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUVJ420P,
  FF_ENCODER_LIBX264,
} from 'node-av/constants';
import type { ColourMatrix } from '../media';
import { untaggedColour, yuvToRgb } from '../media';
import type { Picture } from './picture';
import { clampByte, createPicture } from './picture';

/**
 * FFmpeg through the synchronous API of node-av: a corpus worker makes one clip at a time. Contexts are freed
 * explicitly, because garbage collection of them crashes the process when it ends.
 */
const require = createRequire(import.meta.url);

let loaded: typeof NodeAv | undefined;

function library(): typeof NodeAv {
  if (loaded === undefined) {
    loaded = require('node-av') as typeof NodeAv;
    loaded.Log.setLevel(AV_LOG_QUIET);
  }
  return loaded;
}

export interface DecodedClip {
  /** Frames per second; 0 for a still picture. */
  readonly rate: number;
  readonly frames: Picture[];
}

/**
 * Decodes frames `first` to `first + count - 1` of a video, or a still picture, to RGB. Undefined where the file
 * cannot be read.
 */
export function decodeFile(path: string, first: number, count: number): DecodedClip | undefined {
  const av = library();
  const format = new av.FormatContext();
  if (format.openInputSync(path) < 0) return undefined;
  try {
    format.findStreamInfoSync();
    const stream = format.streams?.find((candidate) => candidate.codecpar.codecType === AVMEDIA_TYPE_VIDEO);
    const codec = stream ? av.Codec.findDecoder(stream.codecpar.codecId) : null;
    if (!stream || !codec) return undefined;
    const context = new av.CodecContext();
    context.allocContext3(codec);
    context.parametersToContext(stream.codecpar);
    context.threadCount = 1;
    if (context.open2Sync(codec) < 0) return undefined;
    const frames = readFrames(av, format, context, stream.index, first, count);
    const { num, den } = stream.avgFrameRate;
    context.freeContext();
    return { rate: den > 0 ? num / den : 0, frames };
  } finally {
    format.closeInputSync();
  }
}

function readFrames(
  av: typeof NodeAv,
  format: NodeAv.FormatContext,
  context: NodeAv.CodecContext,
  streamIndex: number,
  first: number,
  count: number,
): Picture[] {
  const packet = new av.Packet();
  const frame = new av.Frame();
  packet.alloc();
  frame.alloc();
  const frames: Picture[] = [];
  let seen = 0;
  const take = (): void => {
    while (context.receiveFrameSync(frame) >= 0) {
      if (seen++ >= first && frames.length < count) {
        const picture = toPicture(frame);
        if (picture) frames.push(picture);
      }
      frame.unref();
    }
  };
  while (frames.length < count && format.readFrameSync(packet) >= 0) {
    if (packet.streamIndex === streamIndex) {
      context.sendPacketSync(packet);
      take();
    }
    packet.unref();
  }
  context.sendPacketSync(null);
  take();
  packet.free();
  frame.free();
  return frames;
}

function toPicture(frame: NodeAv.Frame): Picture | undefined {
  const { width, height } = frame;
  if (frame.format === AV_PIX_FMT_RGB24) return { width, height, data: new Uint8Array(frame.toBuffer()) };
  if (frame.format !== AV_PIX_FMT_YUV420P && frame.format !== AV_PIX_FMT_YUVJ420P) return undefined;
  const matrix = frame.colorSpace === AVCOL_SPC_BT709 ? 'bt709' : untaggedColour(height).matrix;
  const full = frame.format === AV_PIX_FMT_YUVJ420P || frame.colorRange === AVCOL_RANGE_JPEG;
  const out = createPicture(width, height);
  fromI420(frame.toBuffer(), width, height, matrix, full, out.data);
  return out;
}

/** I420 (planes one after another) to RGB by the matrix of src/media; chroma is repeated. */
export function fromI420(
  planes: Uint8Array,
  width: number,
  height: number,
  matrix: ColourMatrix,
  fullRange: boolean,
  out: Uint8Array,
): void {
  const m = yuvToRgb({ matrix, fullRange });
  const cw = (width + 1) >> 1;
  const ch = (height + 1) >> 1;
  const uAt = width * height;
  const vAt = uAt + cw * ch;
  for (let y = 0, o = 0, i = 0; y < height; y++) {
    const row = (y >> 1) * cw;
    for (let x = 0; x < width; x++, o += 3, i++) {
      const l = m.yScale * (planes[i]! - m.yOffset) + 0.5;
      const u = planes[uAt + row + (x >> 1)]! - 128;
      const v = planes[vAt + row + (x >> 1)]! - 128;
      out[o] = clampByte(l + m.rv * v);
      out[o + 1] = clampByte(l + m.gu * u + m.gv * v);
      out[o + 2] = clampByte(l + m.bu * u);
    }
  }
}

/**
 * Sends I420 frames through a real H.264 encoder at a constant rate factor and decodes them again. Sides must be even.
 * Undefined where the encoder is missing or the round trip lost a frame.
 */
export function codecRoundTrip(
  planes: readonly Uint8Array[],
  width: number,
  height: number,
  rate: number,
  rateFactor: number,
): Uint8Array[] | undefined {
  const av = library();
  const coder = av.Codec.findEncoderByName(FF_ENCODER_LIBX264);
  const decoder = av.Codec.findDecoder(AV_CODEC_ID_H264);
  if (!coder || !decoder) return undefined;
  const encode = new av.CodecContext();
  encode.allocContext3(coder);
  encode.width = width;
  encode.height = height;
  encode.pixelFormat = AV_PIX_FMT_YUV420P;
  encode.timeBase = new av.Rational(1, Math.max(1, Math.round(rate)));
  encode.gopSize = 250;
  encode.maxBFrames = 0;
  encode.threadCount = 1;
  // No deblocking, so that block edges stay visible as with old and cheap encoders.
  const settings = { preset: 'ultrafast', tune: 'zerolatency', crf: String(rateFactor), 'x264-params': 'no-deblock=1' };
  // Set one by one: a Dictionary given to open2Sync is freed twice by node-av 6.1.1.
  for (const [name, value] of Object.entries(settings)) {
    encode.setOption(name, value, AV_OPT_TYPE_STRING, AV_OPT_SEARCH_CHILDREN);
  }
  const decode = new av.CodecContext();
  decode.allocContext3(decoder);
  decode.threadCount = 1;
  const ready = encode.open2Sync(coder) >= 0 && decode.open2Sync(decoder) >= 0;
  const out = ready ? pump(av, encode, decode, planes, width, height) : [];
  encode.freeContext();
  decode.freeContext();
  return out.length === planes.length ? out : undefined;
}

function pump(
  av: typeof NodeAv,
  encode: NodeAv.CodecContext,
  decode: NodeAv.CodecContext,
  planes: readonly Uint8Array[],
  width: number,
  height: number,
): Uint8Array[] {
  const frame = new av.Frame();
  const result = new av.Frame();
  const packet = new av.Packet();
  frame.alloc();
  result.alloc();
  packet.alloc();
  const out: Uint8Array[] = [];
  const receive = (): void => {
    while (decode.receiveFrameSync(result) >= 0) {
      out.push(new Uint8Array(result.toBuffer()));
      result.unref();
    }
  };
  const drain = (): void => {
    while (encode.receivePacketSync(packet) >= 0) {
      decode.sendPacketSync(packet);
      packet.unref();
      receive();
    }
  };
  planes.forEach((plane, index) => {
    frame.width = width;
    frame.height = height;
    frame.format = AV_PIX_FMT_YUV420P;
    frame.getBuffer(0);
    frame.fromBuffer(Buffer.from(plane.buffer, plane.byteOffset, plane.byteLength));
    frame.pts = BigInt(index);
    encode.sendFrameSync(frame);
    frame.unref();
    drain();
  });
  encode.sendFrameSync(null);
  drain();
  decode.sendPacketSync(null);
  receive();
  frame.free();
  result.free();
  packet.free();
  return out;
}
