/** Reads a bitstream header bit by bit. Past the end it reads zeros and `exhausted` is true. */
export class BitReader {
  private position = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get exhausted(): boolean {
    return this.position > this.bytes.length * 8;
  }

  /** An unsigned number of up to 32 bits. */
  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) {
      const byte = this.bytes[this.position >> 3] ?? 0;
      value = value * 2 + ((byte >> (7 - (this.position & 7))) & 1);
      this.position++;
    }
    return value;
  }

  flag(): boolean {
    return this.bits(1) === 1;
  }

  skip(count: number): void {
    this.position += count;
  }

  /** Exp-Golomb, unsigned (H.264 9.1). */
  ue(): number {
    let zeros = 0;
    while (zeros < 32 && !this.exhausted && !this.flag()) zeros++;
    return 2 ** zeros - 1 + this.bits(zeros);
  }

  /** Exp-Golomb, signed. */
  se(): number {
    const code = this.ue();
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
  }

  /** AV1 4.10.3: an unsigned number with a unary length. */
  uvlc(): number {
    return this.ue();
  }
}
