/** Buffers that have been used and can be used again: fresh ones cost time, and garbage that is never collected memory. */
export interface SpareBuffers {
  /** One of exactly so many bytes; what it holds is left from before. */
  take(bytes: number): ArrayBuffer;
  giveBack(buffers: readonly ArrayBuffer[]): void;
}

/** @param most how many are kept at a time; the oldest of a size that nobody asks for any more give way. */
export function createSpareBuffers(most: number): SpareBuffers {
  const spare: ArrayBuffer[] = [];
  return {
    take: (bytes) => {
      const place = spare.findLastIndex(({ byteLength }) => byteLength === bytes);
      return place < 0 ? new ArrayBuffer(bytes) : spare.splice(place, 1)[0]!;
    },
    giveBack: (buffers) => {
      spare.push(...buffers);
      spare.splice(0, Math.max(0, spare.length - most));
    },
  };
}
