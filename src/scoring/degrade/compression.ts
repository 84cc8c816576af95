import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { Colour, Packet, PlanarFrame, YuvPlanes } from '../../media';
import { Heartbeat, browserPlatform, toI420 } from '../../media';
import type { Degradation } from './degradation';
import type { DegradationStrength } from './degradation-name';

/** Bits a pixel of each frame. */
const BITS_PER_PIXEL: Readonly<Record<DegradationStrength, number>> = { slight: 0.06, clear: 0.025, strong: 0.01 };
const LEAST_BITS_PER_SECOND = 20_000;
/** Every browser with an encoder has VP8, and its block artifacts are visible. */
const CODEC = 'vp8';
const FRAMES_BETWEEN_KEYS = 60;
/** Most frames waiting for the encoder, and packets waiting for the decoder, before `push` waits. */
const MOST_QUEUED = 4;
const STALL_MS = 30_000;

export const NO_ENCODER =
  'This browser has no video encoder (WebCodecs VideoEncoder), so it cannot compress a clip. Use a current Chrome, Edge or Safari.';

/** Encodes the clip with few bits and decodes it again. Fails with `unsupported-codec` where there is no encoder. */
export function compression(strength: DegradationStrength, frameRate: number): Degradation {
  let codec: RoundTrip | undefined;
  return {
    everyFrame: true,
    async push(frame) {
      if (codec === undefined) {
        const bitrate = Math.max(
          LEAST_BITS_PER_SECOND,
          BITS_PER_PIXEL[strength] * frame.width * frame.height * frameRate,
        );
        const config = {
          codec: CODEC,
          width: frame.width,
          height: frame.height,
          bitrate: Math.round(bitrate),
          framerate: frameRate,
        };
        const opened = await openRoundTrip(config, frame.colour);
        if (!opened.ok) return opened;
        codec = opened.value;
      }
      return codec.push(frame);
    },
    end: () => codec?.end() ?? Promise.resolve(ok([])),
    close: () => codec?.close(),
  };
}

async function openRoundTrip(config: VideoEncoderConfig, colour: Colour): Promise<Result<RoundTrip>> {
  if (typeof VideoEncoder === 'undefined') return fail('unsupported-codec', NO_ENCODER);
  // `quality` keeps every frame; `realtime` drops frames on a slow machine.
  const wanted: VideoEncoderConfig = { ...config, latencyMode: 'quality', hardwareAcceleration: 'prefer-software' };
  const { supported } = await VideoEncoder.isConfigSupported(wanted).catch(() => ({ supported: false }));
  return supported === true ? ok(new RoundTrip(wanted, colour)) : fail('unsupported-codec', NO_ENCODER);
}

/** An encoder whose packets go to a decoder. */
class RoundTrip {
  readonly #encoder: VideoEncoder;
  readonly #heartbeat = new Heartbeat();
  /** Frames that were pushed and not returned yet, oldest first. */
  readonly #sources: PlanarFrame[] = [];
  readonly #packets: Packet[] = [];
  readonly #decoding: Promise<void>;
  #decoded: { readonly microseconds: number; readonly planes: YuvPlanes }[] = [];
  #last: YuvPlanes | undefined;
  #count = 0;
  #complete = false;
  #failure: Result<never> | undefined;

  constructor(config: VideoEncoderConfig, colour: Colour) {
    this.#encoder = new VideoEncoder({
      output: (chunk) => {
        const data = new Uint8Array(chunk.byteLength);
        chunk.copyTo(data);
        this.#packets.push({
          data,
          key: chunk.type === 'key',
          timestamp: chunk.timestamp,
          duration: chunk.duration ?? 0,
        });
        this.#heartbeat.beat();
      },
      error: (error) => this.#fail(`The encoder failed (${error.message}). Choose another degradation.`),
    });
    this.#encoder.addEventListener('dequeue', () => this.#heartbeat.beat());
    this.#encoder.configure(config);
    this.#decoding = this.#decode(config, colour);
  }

  async push(frame: PlanarFrame): Promise<Result<readonly PlanarFrame[]>> {
    while (
      this.#failure === undefined &&
      (this.#encoder.encodeQueueSize >= MOST_QUEUED || this.#packets.length >= MOST_QUEUED)
    ) {
      if (!(await this.#heartbeat.wait(STALL_MS)))
        this.#fail('The encoder stopped answering. Choose another degradation.');
    }
    if (this.#failure !== undefined) return this.#failure;
    const picture = new VideoFrame(packed(frame), {
      format: 'I420',
      codedWidth: frame.width,
      codedHeight: frame.height,
      timestamp: microseconds(frame),
    });
    this.#sources.push(frame);
    this.#encoder.encode(picture, { keyFrame: this.#count++ % FRAMES_BETWEEN_KEYS === 0 });
    picture.close();
    return ok(this.#take(false));
  }

  async end(): Promise<Result<readonly PlanarFrame[]>> {
    try {
      await this.#encoder.flush();
    } catch {
      // The encoder's `error` callback has set the failure.
    }
    this.#complete = true;
    this.#heartbeat.beat();
    await this.#decoding;
    return this.#failure ?? ok(this.#take(true));
  }

  close(): void {
    this.#complete = true;
    this.#packets.length = 0;
    if (this.#encoder.state !== 'closed') this.#encoder.close();
    this.#heartbeat.beat();
  }

  async #decode({ codec, width, height }: VideoEncoderConfig, colour: Colour): Promise<void> {
    const decoder = { codec, description: undefined, codedWidth: width, codedHeight: height };
    for await (const picture of browserPlatform.decode(decoder, this.#feed(), colour)) {
      if (!picture.ok) return void (this.#failure ??= picture);
      const layout = await picture.value.copy();
      const planes = layout.ok ? toI420(layout.value) : layout;
      picture.value.close();
      if (!planes.ok) return void (this.#failure ??= planes);
      this.#decoded.push({ microseconds: picture.value.timestamp, planes: planes.value });
      this.#heartbeat.beat();
    }
  }

  async *#feed(): AsyncGenerator<Result<Packet>> {
    for (;;) {
      const packet = this.#packets.shift();
      if (packet !== undefined) {
        this.#heartbeat.beat();
        yield ok(packet);
      } else if (this.#complete || this.#failure !== undefined) {
        return;
      } else {
        await this.#heartbeat.wait(STALL_MS);
      }
    }
  }

  /** Decoded frames with the sources' times and tags. A frame that the encoder dropped gets the picture before it. */
  #take(all: boolean): PlanarFrame[] {
    const out: PlanarFrame[] = [];
    for (const { microseconds: stamp, planes } of this.#decoded.splice(0)) {
      for (
        let source = this.#sources[0];
        source !== undefined && microseconds(source) <= stamp;
        source = this.#sources[0]
      ) {
        this.#sources.shift();
        out.push(withPlanes(source, microseconds(source) === stamp ? planes : (this.#last ?? planes)));
      }
      this.#last = planes;
    }
    const { length } = this.#sources;
    for (const source of all ? this.#sources.splice(0, length) : []) out.push(withPlanes(source, this.#last ?? source));
    return out;
  }

  #fail(sentence: string): void {
    this.#failure ??= fail('unsupported-codec', sentence);
    this.#heartbeat.beat();
  }
}

function microseconds({ timestamp }: PlanarFrame): number {
  return Math.round(timestamp * 1e6);
}

function packed({ y, u, v }: PlanarFrame): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(y.length + u.length + v.length);
  bytes.set(y);
  bytes.set(u, y.length);
  bytes.set(v, y.length + u.length);
  return bytes;
}

function withPlanes(source: PlanarFrame, { y, u, v }: Pick<YuvPlanes, 'y' | 'u' | 'v'>): PlanarFrame {
  return { ...source, y, u, v };
}
