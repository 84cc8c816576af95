import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from './page-driver';
import { drop, fileOf, openSite, SAMPLE, waitForState } from './page-driver';

describe.each([
  { where: 'without WebGPU', own: {}, sentence: /offers no WebGPU.*CPU with/ },
  {
    where: 'where the only WebGPU adapter runs on the CPU',
    own: { gpu: true },
    sentence: /WebGPU runs in software here.*CPU with/,
  },
])('scoring $where', ({ own, sentence }) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(own);
  });
  afterAll(async () => {
    await site.close();
  });

  it('works on the CPU and says so', async () => {
    const { page } = await site.open();
    await page.locator('.report').waitFor();
    const video = fileOf(SAMPLE);
    await drop(page, [video]);
    await waitForState(page, video.name, 'done');
    expect(await page.locator('.facts').textContent()).toContain('CPU (WebAssembly)');
    await page.locator('.options > summary').first().click();
    expect(await page.locator('.options').first().textContent()).toMatch(sentence);
  });
});
