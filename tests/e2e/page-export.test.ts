import { csvParse } from 'd3';
import type { Download, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from './page-driver';
import { bytesOf, openSite } from './page-driver';

/** The signature of a PNG; then, in its first chunk, width and height. */
const PNG_SIGNATURE = '89504e470d0a1a0a';
const PNG_WIDTH_AT = 16;

async function savedBy(page: Page, button: Locator): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download]: [Download, unknown] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
}

/** What a picture says of itself: the parts of an SVG as the browser's own parser reads them. */
function readSvg(page: Page, text: string) {
  return page.evaluate((source) => {
    const { documentElement: root } = new DOMParser().parseFromString(source, 'image/svg+xml');
    return {
      root: root.tagName,
      title: root.querySelector('title')?.textContent ?? '',
      metadata: JSON.parse(root.querySelector('metadata')?.textContent ?? '{}') as Record<string, unknown>,
      // A file stands alone: no class would find its style sheet.
      classes: root.querySelectorAll('[class]').length,
    };
  }, text);
}

describe('a report on paper, as tables and as pictures', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  it('prints the report on one page, and says in it what made the numbers', async () => {
    const { page } = await site.open();
    await page.locator('.strip .frame').first().waitFor();
    await page.getByLabel('Both').check({ force: true });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.print-only').innerText()).toMatch(/model slowglass-mini.*rate per second 8/s);
    expect(await page.locator('.masthead').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', '');
    });
    await page.getByRole('button', { name: 'Print' }).click();
    expect(await page.locator('body[data-printed]').count()).toBe(1);
  });

  it('saves one report as a table of one line, with the scores on show', async () => {
    const { page } = await site.open();
    await page.locator('.strip .frame').first().waitFor();
    const button = page.locator('.report-actions').getByRole('button', { name: 'CSV' });
    const { name, bytes } = await savedBy(page, button);
    expect(name).toMatch(/-scores\.csv$/);
    const [line, ...others] = csvParse(bytes.toString('utf8'));
    expect(others).toEqual([]);
    expect(line).toMatchObject({ state: 'done', rate_per_second: '8' });
    const shown = await page.locator('[data-dimension="motion-quality"] .score').first().textContent();
    expect(Number(line?.['motion-quality_score'])).toBeCloseTo(Number(shown), 1);
  });

  it('writes title and settings into every chart it saves, as SVG, PNG and CSV', async () => {
    const { page } = await site.open();
    await page.locator('.strip .frame').first().waitFor();
    const charts = page.locator('.report sg-chart');
    expect(await charts.count()).toBeGreaterThan(5);
    for (const chart of await charts.all()) {
      const save = async (format: string) => {
        await chart.locator('summary').click();
        return savedBy(page, chart.getByRole('button', { name: `Save as ${format}` }));
      };
      const title = await chart.locator('svg.chart').getAttribute('aria-label');
      const svg = await readSvg(page, (await save('SVG')).bytes.toString('utf8'));
      expect(svg).toMatchObject({ root: 'svg', title, classes: 0, metadata: { title, rate_per_second: 8 } });
      expect(svg.metadata['model']).toMatch(/^slowglass-mini/);
      expect(svg.metadata['summary']).toBeTruthy();

      const png = (await save('PNG')).bytes;
      expect(png.subarray(0, 8).toString('hex')).toBe(PNG_SIGNATURE);
      expect(png.readUInt32BE(PNG_WIDTH_AT)).toBeGreaterThan(600);
      const texts = png.toString('utf8');
      expect(texts).toContain(`iTXtTitle\0\0\0\0\0${title}`);
      expect(texts).toContain('"model":"slowglass-mini');
      expect(texts).toContain('"rate_per_second":8');

      expect(csvParse((await save('CSV')).bytes.toString('utf8')).length).toBeGreaterThan(0);
    }
  });
});
