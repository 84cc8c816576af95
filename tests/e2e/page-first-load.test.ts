import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLES } from '../../src/app/pages/score/gallery/samples';
import type { Site } from './page-driver';
import { openSite, shownScores } from './page-driver';

const JS_BUDGET_BYTES = 200_000;

describe('the first load', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  it('shows the finished example although the model cannot be had, and does not even ask for it', async () => {
    const { page, requests, errors } = await site.open((context) =>
      context.route(/\/models\//, (route) => route.abort()),
    );
    await page.getByRole('heading', { name: 'Lantern lake' }).waitFor();
    const scores = Object.values(await shownScores(page));
    expect(scores).toHaveLength(5);
    for (const score of scores) expect(score).toSatisfy((value: number) => value >= 1 && value <= 5);
    expect(await page.locator('.strip .frame').count()).toBeGreaterThan(5);
    expect(await page.locator('.facts').textContent()).toMatch(/84 of 84/);
    expect(requests.filter((url) => url.includes('/models/') || url.includes('ort'))).toEqual([]);
    expect(page.workers()).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('paints masthead, drop zone and gallery while model and samples are still on their way', async () => {
    const { page } = await site.open((context) => context.route(/\/(models|samples)\//, () => undefined));
    await page.getByRole('button', { name: /Drop videos here/ }).waitFor();
    expect(await page.locator('.sample').count()).toBe(SAMPLES.length);
    // The entry comes a frame after the elements stand; without a paint it never does, and this times out.
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length === 1);
  });

  it('weighs at most 200 kB of script, compressed, worker included', async () => {
    const { page } = await site.open();
    await page.locator('.report').waitFor();
    const scripts = await page.evaluate(() =>
      performance.getEntriesByType('resource').flatMap(({ name }) => (name.endsWith('.js') ? [name] : [])),
    );
    expect(scripts.length).toBeGreaterThan(0);
    let bytes = 0;
    for (const script of scripts) {
      const body = await (await page.request.get(script)).body();
      bytes += gzipSync(body).length;
    }
    expect(bytes).toBeLessThanOrEqual(JS_BUDGET_BYTES);
  });

  it('keeps still once it has drawn', async () => {
    const { page } = await site.open((context) =>
      context.addInitScript(() => {
        const shifts: number[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
        }).observe({ type: 'layout-shift', buffered: true });
      }),
    );
    await page.locator('.strip .frame').first().waitFor();
    await page.waitForTimeout(500);
    const total = await page.evaluate(() =>
      (window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
    );
    expect(total).toBeLessThan(0.1);
  });

  it.each([
    ['a phone', { width: 360, height: 740 }],
    ['a desktop', { width: 1440, height: 900 }],
    ['a wall', { width: 3840, height: 2160 }],
  ])('fits %s without scrolling sideways', async (_, viewport) => {
    const { page } = await site.open(undefined, { viewport });
    await page.locator('.strip .frame').first().waitFor();
    await page.getByLabel('Both').check({ force: true });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });

  it.each(
    ['#/aso', '#/evaluate', '#/score?v=1&clip=captions&panels=options_details'].flatMap((hash) =>
      [360, 768, 1440, 3840].map((width) => [hash, width] as const),
    ),
  )('%s fits %d pixels without scrolling sideways', async (hash, width) => {
    const { page } = await site.open(undefined, { viewport: { width, height: 900 } });
    await page.goto(site.address + hash);
    await page.locator('main :is(.explorer-plots, [data-paper], .strip)').first().waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });

  it('follows the system between light and dark until somebody chooses, and keeps the choice', async () => {
    const { page } = await site.open(undefined, { colorScheme: 'dark' });
    const lightness = () =>
      page.evaluate(() => {
        const [red = 0] = getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
        return red;
      });
    await page.locator('.report').waitFor();
    expect(await lightness()).toBeLessThan(60);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await lightness()).toBeGreaterThan(200);
    await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
    expect(await lightness()).toBeLessThan(60);
    await page.reload();
    await page.locator('.report').waitFor();
    expect(await lightness()).toBeLessThan(60);
    expect(await page.getByRole('radio', { name: 'Dark' }).isChecked()).toBe(true);
  });

  it('switches profiles at once, and says where a dimension needs a text model', async () => {
    const { page } = await site.open();
    await page.getByRole('radio', { name: 'Q-Save' }).check({ force: true });
    expect(Object.keys(await shownScores(page))).toEqual(['visual-quality', 'dynamic-quality', 'overall-quality']);
    expect(await page.locator('[data-dimension=text-alignment]').textContent()).toMatch(/needs a text model/i);
    await page.getByRole('radio', { name: 'Both' }).check({ force: true });
    expect(Object.keys(await shownScores(page))).toHaveLength(8);
  });
});
