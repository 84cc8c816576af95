import type { Failure, Result } from '../base';
import { fail, ok } from '../base';
import { BROWSER_REMEDY, damaged } from './failures';
import type { Colour } from './frame';
import { FrameReader } from './frame-reader';
import type { DecoderConfig, Packet, Picture, VideoPlatform } from './platform';
import { Heartbeat } from './heartbeat';

/** Most packets in the decoder's queue. */
const MOST_QUEUED = 4;
/**
 * Most decoded pictures that wait for the reader. Sampling holds three more. Decoders with small picture pools still
 * have pictures left at this limit.
 */
const MOST_READY = 3;
/** A decoder that takes no packet and returns no picture for this long is treated as hung. */
const STALL_MS = 30_000;
/** Decoding ends after this many restarts at damaged packets. */
const MOST_RESTARTS = 20;

/**
 * WebCodecs. It prefers software decoders: their pictures are in main memory and are the same on every machine.
 */
export const browserPlatform: VideoPlatform = {
  name: 'webcodecs',
  check: async (config) => {
    const init = await supportedInit(config);
    return init.ok ? ok(true) : init;
  },
  decode,
};

async function supportedInit(config: DecoderConfig): Promise<Result<VideoDecoderConfig>> {
  if (typeof VideoDecoder === 'undefined') {
    return fail('unsupported-codec', `This browser cannot decode video because it lacks WebCodecs; ${BROWSER_REMEDY}`);
  }
  const { codec, codedWidth, codedHeight, description } = config;
  const plain: VideoDecoderConfig = { codec, codedWidth, codedHeight };
  if (description !== undefined) plain.description = description.slice();
  for (const hardwareAcceleration of ['prefer-software', 'no-preference'] as const) {
    const init: VideoDecoderConfig = { ...plain, hardwareAcceleration };
    try {
      const { supported } = await VideoDecoder.isConfigSupported(init);
      if (supported === true) return ok(init);
    } catch {
      // `isConfigSupported` throws for a malformed codec string or size.
    }
  }
  return fail('unsupported-codec', `This browser cannot decode the video's codec ${codec}; ${BROWSER_REMEDY}`);
}

async function* decode(
  config: DecoderConfig,
  packets: AsyncGenerator<Result<Packet>>,
  colour: Colour,
): AsyncGenerator<Result<Picture>> {
  const init = await supportedInit(config);
  if (!init.ok) {
    await packets.return(undefined);
    return yield init;
  }
  const feed = new Feed(init.value);
  const reader = new FrameReader(colour);
  const pumping = feed.pump(packets);
  try {
    for (;;) {
      const frame = feed.ready.shift();
      if (frame !== undefined) {
        feed.heartbeat.beat();
        yield ok({ timestamp: frame.timestamp, copy: () => reader.read(frame), close: () => frame.close() });
      } else if (feed.finished) {
        break;
      } else if (!(await feed.heartbeat.wait(STALL_MS))) {
        return yield fail(
          'stalled',
          `The browser's decoder stopped answering. Reload the page; if that does not help, ${BROWSER_REMEDY}`,
        );
      }
    }
    if (feed.failure !== undefined) yield { ok: false, error: feed.failure };
  } finally {
    feed.stop();
    await pumping;
  }
}

/** Feeds packets to one decoder. After a damaged packet closes the decoder, a new one starts at the next key frame. */
class Feed {
  readonly ready: VideoFrame[] = [];
  readonly heartbeat = new Heartbeat();
  finished = false;
  failure: Failure | undefined;
  private decoder: VideoDecoder;
  private broken = false;
  private stopped = false;
  private restarts = 0;

  constructor(private readonly init: VideoDecoderConfig) {
    this.decoder = this.start();
  }

  async pump(packets: AsyncGenerator<Result<Packet>>): Promise<void> {
    try {
      let needsKey = true;
      for await (const packet of packets) {
        if (!packet.ok) {
          this.failure = packet.error;
          break;
        }
        await this.room();
        if (this.stopped) return;
        if (this.broken) {
          if (this.restarts++ === MOST_RESTARTS) break;
          this.decoder = this.start();
          needsKey = true;
        }
        if (needsKey && !packet.value.key) continue;
        needsKey = !this.send(packet.value) && needsKey;
      }
      if (!this.broken && !this.stopped) await this.decoder.flush();
    } catch {
      // flush() rejects when the last packets are damaged. `broken` is true by then.
    } finally {
      if (this.broken && this.restarts > MOST_RESTARTS)
        this.failure ??= damaged('too many of its frames cannot be decoded').error;
      this.finished = true;
      this.heartbeat.beat();
    }
  }

  /** Closes the decoder and the pictures that wait. A second call does nothing. */
  stop(): void {
    this.stopped = true;
    for (const frame of this.ready.splice(0)) frame.close();
    if (this.decoder.state !== 'closed') this.decoder.close();
    this.heartbeat.beat();
  }

  private start(): VideoDecoder {
    this.broken = false;
    const decoder = new VideoDecoder({
      output: (frame) => {
        if (this.stopped) return frame.close();
        this.ready.push(frame);
        this.heartbeat.beat();
      },
      error: () => {
        this.broken = true;
        this.heartbeat.beat();
      },
    });
    decoder.addEventListener('dequeue', () => this.heartbeat.beat());
    decoder.configure(this.init);
    return decoder;
  }

  private async room(): Promise<void> {
    while (!this.stopped && !this.broken) {
      if (this.decoder.decodeQueueSize < MOST_QUEUED && this.ready.length < MOST_READY) return;
      await this.heartbeat.wait(STALL_MS);
    }
  }

  /** False where the decoder throws: it requires a key frame and the packet's data holds none. */
  private send(packet: Packet): boolean {
    const { key, timestamp, duration, data } = packet;
    try {
      this.decoder.decode(
        new EncodedVideoChunk({ type: key ? 'key' : 'delta', timestamp, duration, data: data.slice() }),
      );
      return true;
    } catch {
      return false;
    }
  }
}
