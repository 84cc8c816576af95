/** Bytes fetched at once: video samples are small and mostly contiguous. */
const WINDOW_BYTES = 1 << 20;

/** Reads pieces of a Blob through one buffered window, so that many small reads cost few real ones. */
export class BlobReader {
  private window = new Uint8Array(0);
  private start = 0;

  constructor(
    private readonly blob: Blob,
    private readonly windowBytes = WINDOW_BYTES,
  ) {}

  get size(): number {
    return this.blob.size;
  }

  /**
   * The bytes [offset, offset + length), fewer where the file ends before. The array is a view of the window. It stays
   * valid, because windows are replaced and never overwritten, but it keeps the whole window in memory.
   */
  async read(offset: number, length: number): Promise<Uint8Array> {
    const end = Math.min(offset + length, this.blob.size);
    if (end <= offset) return new Uint8Array(0);
    if (offset < this.start || end > this.start + this.window.length) await this.fetch(offset, end);
    return this.window.subarray(offset - this.start, end - this.start);
  }

  private async fetch(offset: number, end: number): Promise<void> {
    const stop = Math.min(Math.max(end, offset + this.windowBytes), this.blob.size);
    this.window = new Uint8Array(await this.blob.slice(offset, stop).arrayBuffer());
    this.start = offset;
  }
}
