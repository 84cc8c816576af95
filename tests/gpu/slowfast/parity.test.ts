import { afterAll, describe, expect, test } from 'vitest';
import { defined } from '../../../src/base/assert';
import type { Colour } from '../../../src/media/frame';
import type { SampledFrame } from '../../../src/media/video';
import { DEFAULT_SLOWFAST } from '../../../src/slowfast/options';
import type { SlowFastOptions } from '../../../src/slowfast/options';
import { FRAGMENTS, SLOW_WIDTH } from '../../../src/slowfast/tokens';
import type { PackedWindow } from '../../../src/slowfast/tokens';
import { noiseFrame, sceneFrames } from '../../fixtures/frames';
import { loneFrames, packAll, worstError } from '../../fixtures/packer-suite';
import { cpuBackend, gpuBackend } from './gpu-backend';

/** Both in the units of the tokens: 0..1 for pixels, code values for differences, logarithms for statistics. */
const TOLERANCE = 1e-4;

const gpu = await gpuBackend();
afterAll(() => gpu.close?.());

async function expectParity(
  sampledFrames: readonly SampledFrame[],
  options: SlowFastOptions = DEFAULT_SLOWFAST,
): Promise<string> {
  const reference = await packAll(cpuBackend, sampledFrames, options);
  const found = await packAll(gpu, sampledFrames, options);
  expect(found).toHaveLength(reference.length);
  let labels = '';
  reference.forEach(({ window, fast, slow }, i) => {
    const other = defined(found[i], 'the same window from the GPU');
    expect(other.window.frames).toEqual(window.frames);
    expect(other.window.tokensPerSlowFrame).toBe(window.tokensPerSlowFrame);
    expect(other.window.tokensSpent).toBe(window.tokensSpent);
    expect(worstError(other.window.clip, window.clip)).toBeLessThan(TOLERANCE);
    expect(worstError(other.fast, fast)).toBeLessThan(TOLERANCE);
    expect(worstError(other.slow, slow)).toBeLessThan(TOLERANCE);
    labels += window.frames.map(({ pathway }) => (pathway === 'slow' ? 'S' : 'f')).join('');
  });
  return labels;
}

describe('CPU and GPU agree', () => {
  test.each([
    { width: 320, height: 180 },
    { width: 181, height: 97 },
    { width: 64, height: 64 },
    { width: 33, height: 200 },
    { width: 17, height: 3 },
    { width: 1, height: 1 },
  ])('on a scene with a cut at $width x $height', async (size) => {
    await expectParity(sceneFrames(size, 6, 9));
  });

  const colours: readonly Colour[] = [
    { matrix: 'bt601', fullRange: false },
    { matrix: 'bt601', fullRange: true },
    { matrix: 'bt709', fullRange: true },
    { matrix: 'bt2020', fullRange: false },
  ];
  test.each(colours)('on $matrix, full range $fullRange', async (colour) => {
    await expectParity(sceneFrames({ width: 120, height: 90 }, 4, 6, colour));
    await expectParity(loneFrames([noiseFrame({ width: 90, height: 60 }, 'colours', colour)]));
  });

  test('on the luma measure, which finds more slow frames', async () => {
    const sampledFrames = sceneFrames({ width: 160, height: 90 }, 8, 99);
    const lenient = await expectParity(sampledFrames);
    const strict = await expectParity(sampledFrames, { ...DEFAULT_SLOWFAST, measure: 'luma' });
    expect(strict.split('S').length).toBeGreaterThan(lenient.split('S').length);
  });

  test('on noise, where many patches lie near a threshold', async () => {
    const frames = Array.from({ length: 6 }, (_, i) => noiseFrame({ width: 140, height: 112 }, `noise ${i}`));
    for (const patchCosine of [0.6, 0.65, 0.7, 0.75]) {
      await expectParity(loneFrames(frames), { ...DEFAULT_SLOWFAST, patchCosine, frameSimilarity: 0.5 });
    }
  });

  test('over several windows with fragments chosen by the budget', async () => {
    const sampledFrames = sceneFrames({ width: 96, height: 72 }, 14, 15);
    const budget = { ...DEFAULT_SLOWFAST.budget, total: 160 };
    const options: SlowFastOptions = { ...DEFAULT_SLOWFAST, measure: 'luma', windowFrames: 6, budget };
    expect(await expectParity(sampledFrames, options)).toMatch(/S/);
    // A small budget: some frames yield only part of their 36 fragments, so the choice of cells is compared too.
    const counts = (await packAll(cpuBackend, sampledFrames, options)).flatMap(({ window, slow }) =>
      rowsByTime(window, slow),
    );
    expect(counts.some((count) => count > 0 && count < FRAGMENTS)).toBe(true);
  });
});

/** Slow tokens of each sampled frame that yielded some. */
function rowsByTime({ slow }: PackedWindow, tokens: Float32Array): number[] {
  const times = Array.from({ length: slow.rows }, (_, row) => tokens[(row + 1) * SLOW_WIDTH - 1]!);
  return [...new Set(times)].map((time) => times.filter((other) => other === time).length);
}
