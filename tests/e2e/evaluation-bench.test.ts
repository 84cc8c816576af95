import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolder } from '../fixtures/data';
import type { Site } from './page-driver';
import { drop, openSite } from './page-driver';

const tables = join(dataFolder() ?? '', 'tables');
const FETV = join(tables, 'fetv_scores', 'fetv_joined.csv');
const GENAI = join(tables, 'genai_bench_votes', 'results', 'video_generation');

/** Two methods against one opinion of twelve clips; the second goes the other way. */
const SMALL = `clip,generator,mos,good,poor\n${Array.from(
  { length: 12 },
  (_, i) => `c${i},${'ab'[i % 2]},${1 + (i % 5)},${1 + (i % 5) + i / 100},${5 - (i % 5)}`,
).join('\n')}\n`;

async function openBench(site: Site): Promise<Page> {
  const { page } = await site.open();
  await page.goto(`${site.address}#/evaluate`);
  await page.locator('[data-paper]').first().waitFor();
  return page;
}

const csv = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

const figure = (page: Page, dimension: string, method: string, id: string) =>
  page.locator(`[data-dimension="${dimension}"] tr[data-method="${method}"] td[data-figure=${id}] > span`);

describe('the evaluation bench', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  it("shows the papers' tables at once, and asks for nothing but the page's own files", async () => {
    const { page, requests, errors } = await site.open();
    await page.goto(`${site.address}#/evaluate`);
    const first = page.locator('[data-paper=q-save-1]');
    await first.getByRole('row', { name: /^Q-Save/ }).waitFor();
    expect(
      await first
        .getByRole('row', { name: /^Q-Save/ })
        .locator('td.best')
        .count(),
    ).toBe(12);
    expect(await page.locator('[data-paper]').count()).toBe(6);
    expect(requests.every((url) => url.startsWith(site.address))).toBe(true);
    expect(errors).toEqual([]);
  });

  it('turns a dropped table into figures with intervals, pictures and a paired test', async () => {
    const page = await openBench(site);
    await drop(page, [csv('small.csv', SMALL)]);
    await page.locator('tr[data-method=poor] small').first().waitFor();
    expect(await figure(page, 'mos', 'poor', 'srcc').count()).toBe(0);
    expect(await figure(page, 'quality', 'poor', 'srcc').textContent()).toBe('−1.000');
    expect(await figure(page, 'quality', 'good', 'accuracy').textContent()).toBe('100.0\u00a0%');
    await page.getByText('good is better on these clips').waitFor();
    const scatter = page.getByRole('slider', { name: /^quality: people against good/ });
    await scatter.focus();
    await page.keyboard.press('End');
    expect(await scatter.getAttribute('aria-valuetext')).toMatch(/^c9: predicted 5\.090, people 5\.00/);
  });

  it('says which rows cannot be used and goes on without them when told', async () => {
    const page = await openBench(site);
    await drop(page, [csv('broken.csv', SMALL.replace('c3,b,4,', 'c3,b,four,'))]);
    await page.getByText('Row 4: text in the numeric column "mos" (“four”).').waitFor();
    expect(await page.locator('table.figures[data-dimension]').count()).toBe(0);
    await page.getByRole('button', { name: 'Go on with the other 11 rows' }).click();
    await figure(page, 'quality', 'good', 'srcc').waitFor();
    expect(await page.locator('tr[data-method=good] td').first().textContent()).toBe('11');
  });

  it('lets a wrong guess be corrected', async () => {
    const page = await openBench(site);
    await drop(page, [csv('small.csv', SMALL)]);
    await figure(page, 'quality', 'poor', 'srcc').waitFor();
    await page.locator('.roles > summary').click();
    await page.locator('[data-column=poor] select').selectOption('ignore');
    await page.locator('tr[data-method=poor]').waitFor({ state: 'detached' });
  });

  it.skipIf(!existsSync(FETV))(
    "recomputes FETV's ten published averages (skipped without the data folder)",
    async () => {
      const page = await openBench(site);
      await drop(page, [{ name: 'fetv.csv', bytes: readFileSync(FETV) }]);
      await figure(page, 'alignment', 'UMTScore', 'srcc').waitFor();
      const published = {
        CLIPScore: ['0.243', '0.177'],
        'CLIPScore-ft': ['0.309', '0.224'],
        BLIPScore: ['0.322', '0.235'],
        'Otter-VQA': ['0.114', '0.081'],
        UMTScore: ['0.425', '0.309'],
      };
      for (const [method, [rho, tau]] of Object.entries(published)) {
        expect(await figure(page, 'alignment', method, 'srcc').textContent()).toBe(rho);
        expect(await figure(page, 'alignment', method, 'krccC').textContent()).toBe(tau);
      }
    },
  );

  it.skipIf(!existsSync(GENAI)).each([
    { model: 'gpt4o', percent: '48.46' },
    { model: 'gemini-1.5-pro', percent: '46.21' },
  ])("recomputes GenAI-Bench's $percent % of $model (skipped without the data folder)", async ({ model, percent }) => {
    const page = await openBench(site);
    await drop(page, [{ name: 'votes.json', bytes: readFileSync(join(GENAI, model, 'pairwise.json')) }]);
    const cell = page.locator('tr[data-method=model_vote] td[data-figure=fourWay]');
    await cell.waitFor();
    expect(await cell.textContent()).toBe(`${percent}\u00a0%`);
  });
});
