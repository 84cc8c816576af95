import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from './page-driver';
import { openSite } from './page-driver';

describe('a report on paper and as pictures', () => {
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

  it('writes title and settings into every chart it saves', async () => {
    const { page } = await site.open();
    await page.locator('.strip .frame').first().waitFor();
    const charts = page.locator('.report sg-chart');
    expect(await charts.count()).toBeGreaterThan(5);
    for (const chart of await charts.all()) {
      for (const format of ['SVG', 'PNG']) {
        await chart.locator('summary').click();
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          chart.getByRole('button', { name: `Save as ${format}` }).click(),
        ]);
        const bytes = readFileSync(await download.path()).toString('utf8');
        expect(bytes).toMatch(format === 'SVG' ? /<title>.+<\/title>/ : /iTXtTitle/);
        expect(bytes).toContain('"model":"slowglass-mini');
        expect(bytes).toContain('"rate_per_second":8');
      }
    }
  });
});
