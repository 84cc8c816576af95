import { describe, expect, it } from 'vitest';
import { decodeCheckpoint, encodeCheckpoint } from '../../../../src/trainer/training/checkpoint';

describe('a checkpoint', () => {
  it('is read back as written, and is not read where it is truncated', () => {
    const scaling = { offset: Float32Array.of(1), factor: Float32Array.of(2) };
    const checkpoint = {
      identity: 'x',
      step: 3,
      weights: { 'a.b': Float32Array.of(1, 2) },
      first: { 'a.b': Float32Array.of(3, 4) },
      second: { 'a.b': Float32Array.of(5, 6) },
      average: { 'a.b': Float32Array.of(7, 8) },
      scalings: { fast: scaling, slow: scaling, clip: scaling, fastSummary: scaling, slowSummary: scaling },
    };
    const bytes = encodeCheckpoint(checkpoint);
    expect(decodeCheckpoint(bytes)).toEqual({ ok: true, value: checkpoint });
    expect(decodeCheckpoint(bytes.subarray(0, bytes.length - 4)).ok).toBe(false);
    expect(decodeCheckpoint(new Uint8Array(8)).ok).toBe(false);
  });
});
