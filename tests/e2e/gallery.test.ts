import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SAMPLES } from '../../src/app/pages/score/gallery/samples';
import type { StoredExample } from '../../src/app/pages/score/example';
import type { Site } from './page-driver';
import { drop, openSite, SAMPLE, SCORING_MS, shownScores } from './page-driver';

const FOLDER = join(SAMPLE, '..');

describe('the gallery of samples', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  it('opens every sample by keyboard, without the model and without WebGPU', async () => {
    const { page, requests, errors } = await site.open(async (context) => {
      await context.route(/\/models\//, (route) => route.abort());
      await context.addInitScript(() => Object.defineProperty(navigator, 'gpu', { value: undefined }));
    });
    await page.locator('.report').waitFor();
    for (const { title, label, note } of SAMPLES) {
      await page.locator('.sample', { hasText: title }).focus();
      await page.keyboard.press('Enter');
      await page.locator('.report-title', { hasText: title }).waitFor();
      expect(await page.locator('.report-head').textContent()).toContain(note);
      expect(Object.keys(await shownScores(page)), label).toHaveLength(5);
      expect(await page.locator('.strip .frame').count(), label).toBeGreaterThan(5);
      expect(await page.locator('.file-card').count(), label).toBe(1);
      expect(await page.locator('.sample[aria-current=true]').textContent()).toContain(title);
    }
    expect(requests.filter((url) => url.includes('/models/'))).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('shows a poster for each, whichever way the row is scrolled', async () => {
    const { page } = await site.open();
    await page.locator('.sample').first().waitFor();
    for (const poster of await page.locator('.sample img').all()) {
      await poster.scrollIntoViewIfNeeded();
      await poster.evaluate((image: HTMLImageElement) => image.decode());
      const { width, height } = await poster.evaluate(({ naturalWidth, naturalHeight }: HTMLImageElement) => ({
        width: naturalWidth,
        height: naturalHeight,
      }));
      expect(width / height).toBeCloseTo(16 / 9, 1);
    }
  });

  it('brings the sample of a link into sight in its row, and moves nothing else', async () => {
    const last = SAMPLES.at(-1)!;
    const { page } = await site.open(undefined, { viewport: { width: 700, height: 900 } });
    await page.goto('about:blank');
    await page.goto(`${site.address}#/score?v=1&clip=${last.name}`);
    await page.locator('.report-title', { hasText: last.title }).waitFor();
    await page.waitForFunction(() => {
      const [row, sample] = ['.gallery-list', '.sample[aria-current]'].map((place) =>
        document.querySelector(place)?.getBoundingClientRect(),
      );
      return row !== undefined && sample !== undefined && sample.left >= row.left && sample.right <= row.right + 1;
    });
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
  });

  it('says of a stored report that it was made beforehand, not on what machine', async () => {
    const { page } = await site.open();
    await page.locator('.report').waitFor();
    expect(await page.locator('.facts .hint').textContent()).toMatch(/in advance/);
    expect(await page.locator('.report').textContent()).not.toContain('command line');
  });

  it('keeps profile and options from one sample to the next', async () => {
    const { page } = await site.open();
    await page.getByRole('radio', { name: 'Both' }).check({ force: true });
    await page.locator('.sample', { hasText: 'Noise' }).click();
    await page.getByRole('heading', { name: 'Night in town' }).waitFor();
    expect(await page.getByRole('radio', { name: 'Both' }).isChecked()).toBe(true);
    expect(await page.locator('.profile').count()).toBe(2);
  });

  it('steps below the report once somebody brings a video', async () => {
    const { page } = await site.open();
    const above = () =>
      page.evaluate(() => {
        const [gallery, report] = ['.gallery', '#item-title'].map((place) => document.querySelector(place));
        return (gallery?.getBoundingClientRect().top ?? 0) < (report?.getBoundingClientRect().top ?? 0);
      });
    await page.locator('.report').waitFor();
    expect(await above()).toBe(true);
    await drop(page, [{ name: 'empty.mp4', bytes: Buffer.alloc(0) }]);
    await page.locator('.file-card[data-state=failed]').waitFor();
    expect(await above()).toBe(false);
  });

  it('stores what the page itself finds when it scores a sample anew', async () => {
    const { page } = await site.open();
    await page.locator('.sample', { hasText: 'Noise' }).click();
    await page.getByRole('heading', { name: 'Night in town' }).waitFor();
    await page.getByRole('button', { name: 'Score again', exact: true }).click();
    await page.locator('.rescoring').waitFor();
    await page.locator('.rescoring').waitFor({ state: 'detached', timeout: SCORING_MS });
    const stored = JSON.parse(readFileSync(join(FOLDER, 'grain.json'), 'utf8')) as StoredExample;
    const shown = await shownScores(page);
    for (const [id, score] of Object.entries(shown)) {
      const before = stored.report.dimensions.find((dimension) => dimension.id === id)?.score ?? Number.NaN;
      // The page shows two decimals.
      expect(Math.abs(score - before), id).toBeLessThan(0.016);
    }
  });
});
