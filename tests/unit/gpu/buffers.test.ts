import { describe, expect, test } from 'vitest';
import { createBufferPool, toWords, writeBytes } from '../../../src/gpu/buffers';
import { showError } from '../../../src/gpu/shader';

describe('writing bytes', () => {
  test.each([0, 1, 3, 4, 5, 11])('of a plane of %i bytes counts in words and pads with zeros', (length) => {
    const memory = new Uint8Array(16).fill(9);
    const queue = {
      writeBuffer: (_: GPUBuffer, offset: number, data: Uint8Array, from = 0, size = data.length - from) => {
        expect([offset % 4, size % 4]).toEqual([0, 0]);
        memory.set(data.subarray(from, from + size), offset);
      },
    };
    const source = Uint8Array.from({ length: 20 }, (_, i) => i + 1).subarray(3, 3 + length);
    writeBytes({ queue } as unknown as GPUDevice, {} as GPUBuffer, 4, source);
    expect([...memory.subarray(4, 4 + length)]).toEqual([...source]);
    expect([...memory.subarray(4 + length, 4 + toWords(length))].every((byte) => byte === 0)).toBe(true);
    expect([...memory.subarray(4 + toWords(length))].every((byte) => byte === 9)).toBe(true);
  });
});

describe('a buffer pool', () => {
  const make = () => {
    const made: { destroyed: boolean }[] = [];
    const pool = createBufferPool(() => {
      const buffer = { destroyed: false, destroy: () => (buffer.destroyed = true) };
      made.push(buffer);
      return buffer as unknown as GPUBuffer;
    });
    return { made, pool };
  };

  test('reuses a returned buffer', () => {
    const { made, pool } = make();
    const first = pool.take();
    pool.take();
    pool.give(first);
    expect(pool.take()).toBe(first);
    expect(made).toHaveLength(2);
  });

  test('destroys free buffers when destroyed, and the others when they are returned', () => {
    const { made, pool } = make();
    const [kept, free] = [pool.take(), pool.take()];
    pool.give(free);
    pool.destroy();
    expect(made.map(({ destroyed }) => destroyed)).toEqual([false, true]);
    pool.give(kept);
    expect(made.map(({ destroyed }) => destroyed)).toEqual([true, true]);
  });
});

test('A shader error shows its line, its column and the source with a caret', () => {
  const shown = showError({ lineNum: 2, linePos: 5, message: 'unresolved value' }, 'fn main() {\n  x = y;\n}');
  expect(shown).toBe('unresolved value (line 2, column 5)\n  x = y;\n    ^');
});
