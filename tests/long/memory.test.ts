import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScoreReport } from '../../src/scoring/report';
import { drop, openSite } from '../e2e/page-driver';
import { makeLongClip } from '../fixtures/long-clip';
import type { MemoryCurve } from '../fixtures/process-memory';
import { bytesOfDescendants, residentBytes, sampleMemory, REPORTS_MEMORY } from '../fixtures/process-memory';

/** Over half a minute of scoring on a fast machine; on two slow cores some minutes. */
const CLIP_SECONDS = 150;
const FRAMES_SAMPLED = 8 * CLIP_SECONDS;
const MOST_GROWTH = 1.1;
const SCORING_MS = 30 * 60_000;

function expectFlat(curve: MemoryCurve): void {
  const inMegabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
  const description = `${inMegabytes(curve.settled)} once settled, ${inMegabytes(curve.end)} after ${curve.seconds.toFixed(0)} s`;
  console.log(description);
  expect(curve.end / curve.settled, description).toBeLessThan(MOST_GROWTH);
}

describe.runIf(REPORTS_MEMORY)('the memory of a process that scores a long 1080p clip stays as it is', () => {
  let folder = '';
  let clip: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'long-'));
    clip = await makeLongClip(CLIP_SECONDS);
    await writeFile(join(folder, 'long.mp4'), clip);
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('on the command line', async () => {
    const report = join(folder, 'report.json');
    const words = ['scripts/run.mjs', 'src/cli/score.ts', '--', join(folder, 'long.mp4'), '--json', report];
    const scoring = spawn(process.execPath, words, { stdio: 'ignore' });
    const sampling = sampleMemory(() => residentBytes(scoring.pid!));
    const [code] = (await once(scoring, 'exit')) as [number | null];
    const curve = sampling.stop();
    expect(code).toBe(0);
    const [scored] = JSON.parse(await readFile(report, 'utf8')) as ScoreReport[];
    expect(scored!.sampling.sampledFrames).toBe(FRAMES_SAMPLED);
    expectFlat(curve);
  });

  test('in Chromium, all its processes together', async () => {
    const site = await openSite({ gpu: true, whole: true });
    try {
      const { page } = await site.open();
      await page.locator('.report').waitFor();
      await drop(page, [{ name: 'long.mp4', bytes: Buffer.from(clip) }]);
      const sampling = sampleMemory(bytesOfDescendants);
      await page.locator('.file-card[data-state="done"]', { hasText: 'long.mp4' }).waitFor({ timeout: SCORING_MS });
      expectFlat(sampling.stop());
    } finally {
      await site.close();
    }
  });
});
