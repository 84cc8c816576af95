import type { Result } from '../base';
import { ok } from '../base';
import { codecFamily, type CodecFamily, type Packet } from './platform';

/** Durations kept for pictures that are still inside the decoder; reordering is a few frames deep. */
const DURATIONS_KEPT = 256;

/** Between demuxer and decoder: counts packets, stores durations and drops packets before the first key frame. */
export class PacketTap {
  /** Coded pictures to be shown. */
  shown = 0;
  /** Packets before the first key frame. */
  skipped = 0;
  /** True when the demuxer reached the end of the stream. */
  complete = false;
  private readonly durations = new Map<number, number>();
  private readonly family: CodecFamily | undefined;

  constructor(codec: string) {
    this.family = codecFamily(codec);
  }

  async *through(packets: AsyncGenerator<Result<Packet>>): AsyncGenerator<Result<Packet>> {
    let started = false;
    for await (const packet of packets) {
      if (!packet.ok) return yield packet;
      const { data, key, timestamp, duration } = packet.value;
      if (!isHidden(this.family, data)) this.shown++;
      started ||= key;
      if (!started) {
        this.skipped++;
        continue;
      }
      if (data.length === 0) continue;
      this.remember(timestamp, duration);
      yield ok(packet.value);
    }
    this.complete = true;
  }

  /** Microseconds; 0 where the file does not state it. */
  durationOf(timestamp: number): number {
    const duration = this.durations.get(timestamp) ?? 0;
    this.durations.delete(timestamp);
    return duration;
  }

  private remember(timestamp: number, duration: number): void {
    this.durations.set(timestamp, duration);
    if (this.durations.size <= DURATIONS_KEPT) return;
    for (const oldest of this.durations.keys()) {
      this.durations.delete(oldest);
      return;
    }
  }
}

/**
 * Whether a packet contains only a hidden reference frame. VP8 always puts those in separate packets (RFC 6386, 9.1),
 * VP9 sometimes (6.2; otherwise in a superframe, whose last byte is its marker).
 */
function isHidden(family: CodecFamily | undefined, data: Uint8Array): boolean {
  const first = data[0] ?? 0;
  if (family === 'vp8') return (first & 0x10) === 0;
  if (family !== 'vp9' || ((data.at(-1) ?? 0) & 0xe0) === 0xc0) return false;
  const profile = ((first >> 5) & 1) | ((first >> 3) & 2);
  // After the two profile bits, and one reserved bit in profile 3: show_existing_frame, frame_type, show_frame.
  const flags = profile === 3 ? first : first >> 1;
  return (flags & 4) === 0 && (flags & 1) === 0;
}
