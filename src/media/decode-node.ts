import { availableParallelism } from 'node:os';
import {
  AV_CODEC_ID_AV1,
  AV_CODEC_ID_H264,
  AV_CODEC_ID_HEVC,
  AV_CODEC_ID_VP8,
  AV_CODEC_ID_VP9,
  AV_LOG_QUIET,
  AV_NOPTS_VALUE,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  AVMEDIA_TYPE_VIDEO,
  avGetPixFmtName,
  Codec,
  CodecContext,
  Dictionary,
  FF_COMPLIANCE_STRICT,
  Frame,
  Log,
  Packet as AvPacket,
  type AVCodecID,
  type AVPixelFormat,
} from 'node-av';
import type { Result } from '../base';
import { fail, ok } from '../base';
import { CODEC_REMEDY, damaged } from './failures';
import { ffmpegFormat, planeSizes, type PlanarLayout } from './planes';
import {
  codecFamily,
  type CodecFamily,
  type DecoderConfig,
  type Packet,
  type Picture,
  type VideoPlatform,
} from './platform';

const CODEC_IDS: Readonly<Record<CodecFamily, AVCodecID>> = {
  avc: AV_CODEC_ID_H264,
  hevc: AV_CODEC_ID_HEVC,
  vp8: AV_CODEC_ID_VP8,
  vp9: AV_CODEC_ID_VP9,
  av1: AV_CODEC_ID_AV1,
};
/** Limits memory: the decoder holds more pictures with every thread. */
const MOST_THREADS = 4;

/** FFmpeg's software decoders. They return the same bytes as Chromium for H.264, VP8, VP9 and AV1. */
export const nodePlatform: VideoPlatform = {
  name: 'node',
  check: (config) => Promise.resolve(findDecoder(config) === undefined ? noDecoder(config) : ok(true)),
  decode,
};

function findDecoder(config: DecoderConfig): Codec | undefined {
  const family = codecFamily(config.codec);
  return family === undefined ? undefined : (Codec.findDecoder(CODEC_IDS[family]) ?? undefined);
}

function noDecoder(config: DecoderConfig): ReturnType<typeof fail> {
  return fail('unsupported-codec', `The video's codec ${config.codec} cannot be decoded here; ${CODEC_REMEDY}`);
}

async function* decode(
  config: DecoderConfig,
  packets: AsyncGenerator<Result<Packet>>,
): AsyncGenerator<Result<Picture>> {
  const opened = await openContext(config);
  if (!opened.ok) return yield opened;
  const context = opened.value;
  const frame = new Frame();
  const carrier = new AvPacket();
  frame.alloc();
  carrier.alloc();
  try {
    for await (const packet of packets) {
      if (!packet.ok) {
        await context.sendPacket(null);
        yield* receive(context, frame);
        return yield packet;
      }
      load(carrier, packet.value);
      const sent = await context.sendPacket(carrier);
      carrier.unref();
      // A packet that cannot be decoded is skipped, as players do.
      if (sent < 0 && sent !== AVERROR_EAGAIN) continue;
      yield* receive(context, frame);
    }
    await context.sendPacket(null);
    yield* receive(context, frame);
  } finally {
    await packets.return(undefined);
    context.freeContext();
    carrier.free();
    frame.free();
  }
}

async function openContext(config: DecoderConfig): Promise<Result<CodecContext>> {
  Log.setLevel(AV_LOG_QUIET);
  const codec = findDecoder(config);
  if (codec === undefined) return noDecoder(config);
  const context = new CodecContext();
  context.allocContext3(codec);
  context.codecType = AVMEDIA_TYPE_VIDEO;
  context.codecId = codec.id;
  context.width = config.codedWidth;
  context.height = config.codedHeight;
  context.threadCount = Math.min(MOST_THREADS, availableParallelism());
  context.extraData = config.description === undefined ? null : Buffer.from(config.description);
  // With `strict`, pictures come in presentation order even if an H.264 stream does not state its reordering depth.
  const opened = await context.open2(codec, Dictionary.fromObject({ strict: FF_COMPLIANCE_STRICT }));
  if (opened >= 0) return ok(context);
  context.freeContext();
  return damaged(`the ${config.codec} decoder rejects its header`);
}

function load(carrier: AvPacket, packet: Packet): void {
  carrier.isKeyframe = packet.key;
  carrier.data = Buffer.from(packet.data.buffer, packet.data.byteOffset, packet.data.byteLength);
  carrier.timeBase = { num: 1, den: 1_000_000 };
  carrier.pts = BigInt(packet.timestamp);
  carrier.dts = AV_NOPTS_VALUE;
  carrier.duration = BigInt(packet.duration);
}

async function* receive(context: CodecContext, frame: Frame): AsyncGenerator<Result<Picture>> {
  for (;;) {
    const received = await context.receiveFrame(frame);
    if (received === AVERROR_EAGAIN || received === AVERROR_EOF) return;
    if (received < 0) return;
    const own = frame.clone();
    if (own === null) return yield fail('too-large', 'There is not enough memory for a frame of this video.');
    yield ok({ timestamp: Number(own.pts), copy: () => Promise.resolve(layoutOf(own)), close: () => own.free() });
  }
}

function layoutOf(frame: Frame): Result<PlanarLayout> {
  const name = avGetPixFmtName(frame.format as AVPixelFormat) ?? 'unknown';
  const format = ffmpegFormat(name);
  const data = frame.data;
  if (format === undefined || data === null) {
    return fail(
      'unsupported-codec',
      `The video's pixel format ${name} is not supported; re-encode the video with the pixel format yuv420p.`,
    );
  }
  const { width, height, linesize } = frame;
  const planes = planeSizes(format, width, height).map((_, index) => {
    const bytes = data[index];
    return { bytes: bytes ?? new Uint8Array(0), stride: linesize[index] ?? 0 };
  });
  return ok({ format, width, height, planes });
}
