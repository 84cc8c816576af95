import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from './page-driver';
import { drop, fileOf, openSite, SAMPLE, SCORING_MS, shownScores, waitForState } from './page-driver';

const SENTENCE = /GPU was lost.*scored again on the CPU/;

describe('a GPU that goes in mid-run', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ gpu: true });
  });
  afterAll(async () => {
    await site.close();
  });

  it('costs nothing but time: the clip is scored again on the CPU, and report and row say so', async () => {
    const { page } = await site.open();
    await page.locator('.report').waitFor();
    await page.locator('.options > summary').first().click();
    await page.getByRole('radio', { name: 'WebGPU' }).check({ force: true });
    const video = fileOf(SAMPLE);
    await drop(page, [video, { name: 'letter.mp4', bytes: Buffer.from('Dear all, this is no video.') }]);
    await page.waitForFunction(
      () => /^[1-9]\d* of \d+\sframes/.test(document.querySelector('.progress-facts')?.textContent ?? ''),
      undefined,
      { timeout: SCORING_MS },
    );
    // As a driver that resets: the browser's GPU process ends and another one starts.
    const session = await site.browser.newBrowserCDPSession();
    await session.send('Browser.crashGpuProcess');
    await waitForState(page, video.name, 'done');
    const facts = await page.locator('.facts').textContent();
    expect(facts).toContain('CPU (WebAssembly)');
    expect(facts).toContain('The GPU was lost during scoring.');
    expect(facts).not.toContain('was asked for');
    expect(facts).toMatch(SENTENCE);
    expect(Object.keys(await shownScores(page))).toHaveLength(5);
    await page.getByRole('button', { name: 'Table' }).click();
    const row = page.locator('.table-row').filter({ hasText: video.name });
    expect(await row.locator('.state-note').textContent()).toMatch(SENTENCE);
  });
});
