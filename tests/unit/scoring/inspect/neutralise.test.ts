import { describe, expect, test } from 'vitest';
import { defined } from '../../../../src/base/assert';
import type { EditableWindow } from '../../../../src/scoring/inspect/neutralise';
import { sampleParts } from '../../../../src/scoring/inspect/neutralise';
import { createCpuPacker } from '../../../../src/slowfast/cpu/packer';
import { DEFAULT_SLOWFAST } from '../../../../src/slowfast/options';
import type { PackedWindow } from '../../../../src/slowfast/tokens';
import { FAST_TOKENS, FRAGMENTS } from '../../../../src/slowfast/tokens';
import { stillFrames } from '../../../fixtures/packer-suite';

const FRAMES_SAMPLED = 7;

async function stillWindow(): Promise<EditableWindow & Pick<PackedWindow, 'frames'>> {
  const packer = createCpuPacker(DEFAULT_SLOWFAST);
  for (const sample of stillFrames(FRAMES_SAMPLED)) await packer.push(sample);
  const packed = await packer.finish();
  if (!packed.ok) throw new Error(packed.error.message);
  const { fast, slow, clip, frames } = defined(packed.value, 'the window');
  if (fast.kind !== 'cpu' || slow.kind !== 'cpu') throw new Error('the CPU packer gave GPU tokens');
  return { fast, slow, clip, frames };
}

describe('the parts of a window, one for each sampled frame', () => {
  test('are its fast tokens, the fragments of slow frames and the extra fragments of fast frames', async () => {
    const window = await stillWindow();
    expect(window.frames.map(({ pathway }) => pathway).slice(1)).not.toContain('slow');
    const parts = sampleParts(window, window.frames);
    expect(parts.map(({ slowRows }) => slowRows.length)).toEqual([FRAGMENTS, 0, FRAGMENTS, 0, FRAGMENTS, 0, FRAGMENTS]);
    expect(parts.map(({ fastRows }) => fastRows.length)).toEqual(
      Array.from({ length: FRAMES_SAMPLED }, () => FAST_TOKENS),
    );
  });

  test('contain each token of the window once', async () => {
    const window = await stillWindow();
    const parts = sampleParts(window, window.frames);
    for (const [rows, { length }] of [
      [parts.flatMap(({ slowRows }) => slowRows), { length: window.slow.rows }],
      [parts.flatMap(({ fastRows }) => fastRows), { length: window.fast.rows }],
    ] as const) {
      expect(rows.toSorted((a, b) => a - b)).toEqual(Array.from({ length }, (_, row) => row));
    }
  });
});
