import { ok, type Result } from '../base/result';
import { codecFamily, type Packet } from './platform';

/** Durations kept for pictures still inside the decoder; reordering is a few frames deep. */
const DURATIONS_KEPT = 256;

/** Stands between demuxer and decoder: counts, remembers durations and keeps out what no decoder can start from. */
export class PacketTap {
  /** Coded pictures that are meant to be shown. */
  shown = 0;
  /** Packets before the first key frame. */
  skipped = 0;
  /** True when the demuxer came to its end by itself. */
  complete = false;
  private readonly durations = new Map<number, number>();
  private readonly vp8: boolean;

  constructor(codec: string) {
    this.vp8 = codecFamily(codec) === 'vp8';
  }

  async *through(packets: AsyncGenerator<Result<Packet>>): AsyncGenerator<Result<Packet>> {
    let started = false;
    for await (const packet of packets) {
      if (!packet.ok) return yield packet;
      const { data, key, timestamp, duration } = packet.value;
      // VP8 keeps its hidden reference frames in packets of their own (RFC 6386, 9.1: show_frame).
      if (!this.vp8 || ((data[0] ?? 0) & 0x10) !== 0) this.shown++;
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

  /** Microseconds; 0 where the file does not say. */
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
