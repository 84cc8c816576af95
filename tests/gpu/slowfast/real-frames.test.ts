import { afterAll, describe, expect, test, type TestContext } from 'vitest';
import { commands } from 'vitest/browser';
import { browserPlatform } from '../../../src/media/decode-webcodecs';
import { openVideo } from '../../../src/media/open';
import type { SampledFrame } from '../../../src/media/video';
import { DEFAULT_SLOWFAST } from '../../../src/slowfast/options';
import { packAll, worstError } from '../../fixtures/packer-suite';
import { cpuBackend, gpuBackend } from './gpu-backend';

/** tests/fixtures/media-commands.mjs. */
declare module 'vitest/browser' {
  interface BrowserCommands {
    ingestFile(name: string): Promise<string | null>;
  }
}

/** Enough for two windows of ten, and few enough for a software adapter. */
const FRAMES_SAMPLED = 16;
const OPTIONS = { ...DEFAULT_SLOWFAST, windowFrames: 10 };

const gpu = await gpuBackend();
afterAll(() => gpu.close?.());

/** The first sampled frames of a video of the data folder; skips the test where it is absent. */
async function samplesOf(name: string, { skip }: TestContext): Promise<SampledFrame[]> {
  const encoded = (await commands.ingestFile(name)) ?? skip(`${name} is not in the data folder`);
  const file = new Blob([Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))]);
  const video = await openVideo(file, { platform: browserPlatform });
  if (!video.ok) throw new Error(video.error.message);
  const sampledFrames: SampledFrame[] = [];
  for await (const sample of video.value.sampledFrames({ ratePerSecond: 8 })) {
    if (!sample.ok) throw new Error(sample.error.message);
    sampledFrames.push(sample.value);
    if (sampledFrames.length === FRAMES_SAMPLED) break;
  }
  video.value.close();
  return sampledFrames;
}

describe('CPU and GPU agree on real frames', () => {
  test.for([
    ['good/mdn_rabbit320.mp4', 'cosine'],
    ['good/mdn_rabbit320.mp4', 'luma'],
    ['good/mdn_crystal.webm', 'luma'],
    ['good/intel_asl_walk.mkv', 'cosine'],
    ['good/ax_15fps.mp4', 'luma'],
  ] as const)('of %s by the %s measure', async ([name, measure], context) => {
    const sampledFrames = await samplesOf(name, context);
    const options = { ...OPTIONS, measure };
    const [reference, found] = [
      await packAll(cpuBackend, sampledFrames, options),
      await packAll(gpu, sampledFrames, options),
    ];
    expect(found.map(({ window }) => window.frames)).toEqual(reference.map(({ window }) => window.frames));
    reference.forEach(({ window, fast, slow }, i) => {
      const other = found[i]!;
      const errors = [
        worstError(other.fast, fast),
        worstError(other.slow, slow),
        worstError(other.window.clip, window.clip),
      ];
      expect(Math.max(...errors)).toBeLessThanOrEqual(1e-4);
    });
  });
});
