import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolder } from '../fixtures/data';
import type { Site } from '../e2e/page-driver';
import { drop, fileOf, openSite, SAMPLE, SCORING_MS } from '../e2e/page-driver';
import { probeWorker } from './worker-probe';

const CLIPS = 50;
/** The browser looks for frames that were collected open, and warns of them, every ten seconds. */
const AUDIT_MS = 11_000;
/** Short clips of every kind at hand: H.264 plain and in fragments, VP9, and sizes from 256 x 144 to 1280 x 720. */
const REAL = ['ax_15fps.mp4', 'ax_fragmented.mp4', 'ax_bbb_vp9.mp4'].map((name) =>
  join(dataFolder() ?? '', 'ingest', 'good', name),
);
const SAMPLES = ['grain', 'stutter'].map((name) => join(SAMPLE, '..', `${name}.mp4`));
const files = [...REAL.filter((path) => existsSync(path)), ...SAMPLES].map(fileOf);

/** Clips by number: the same files over and over, each a little different, or its result would be found again. */
function copies(first: number, end: number) {
  return Array.from({ length: end - first }, (_, i) => {
    const { name, bytes } = files[(first + i) % files.length]!;
    return { name: `${first + i} ${name}`, bytes: Buffer.concat([bytes, emptyBox(first + i)]) };
  });
}

/** A box of free space at the end of an mp4, which every reader skips. */
function emptyBox(value: number): Buffer {
  const box = Buffer.alloc(12);
  box.writeUInt32BE(box.length, 0);
  box.write('free', 4);
  box.writeUInt32BE(value, 8);
  return box;
}

/** All of them scored now: none failed, none found among the kept results. */
async function untilScored(page: Page, count: number): Promise<void> {
  await page
    .locator('.batch-facts')
    .filter({ hasText: new RegExp(`^${count} of ${count} files$`) })
    .waitFor({ timeout: 2 * SCORING_MS });
}

describe('the memory of the scoring worker', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ gpu: true });
  });
  afterAll(async () => {
    await site.close();
  });

  it('is after fifty clips within a fifth of what it was after the first few, and no frame stays open', async () => {
    const { page } = await site.open();
    await page.locator('.report').waitFor();
    const worker = await probeWorker(page);
    await drop(page, copies(0, files.length));
    await untilScored(page, files.length);
    const before = await worker.memory();
    await drop(page, copies(files.length, CLIPS));
    await untilScored(page, CLIPS);
    const after = await worker.memory();
    expect(before.wasm).toBeGreaterThan(0);
    expect(after.heap).toBeLessThan(1.2 * before.heap);
    expect(after.buffers).toBeLessThan(1.2 * before.buffers);
    expect(after.wasm).toBeLessThan(1.2 * before.wasm);
    await page.waitForTimeout(AUDIT_MS);
    expect(worker.warnings).toEqual([]);

    // The same eyes do see a frame that nobody closes.
    await worker.evaluate(
      'void new VideoFrame(new Uint8Array(4), { format: "RGBA", codedWidth: 1, codedHeight: 1, timestamp: 0 })',
    );
    await expect
      .poll(() => worker.warnings.join(), { timeout: 4 * AUDIT_MS })
      .toMatch(/VideoFrame was garbage collected/);
  });
});
