import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolder } from '../fixtures/data';
import type { Site } from './page-driver';
import { drop, openSite } from './page-driver';

const tables = join(dataFolder() ?? '', 'tables');
const FETV = join(tables, 'fetv_scores', 'fetv_joined.csv');
const GENAI = join(tables, 'genai_bench_votes', 'results', 'video_generation');

/** Two methods and one rating of twelve clips. The second method is reversed. */
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

/** Playwright would send the file to the browser byte by byte; this names it, as a person's file chooser does. */
async function chooseWhereItLies(page: Page, selector: string, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  await session.send('DOM.setFileInputFiles', { nodeId, files: [path] });
}

const csv = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

const metric = (page: Page, dimension: string, method: string, id: string) =>
  page.locator(`[data-dimension="${dimension}"] tr[data-method="${method}"] td[data-metric=${id}] > span`);

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

  it('turns a dropped table into metrics with intervals, pictures and a paired test', async () => {
    const page = await openBench(site);
    await drop(page, [csv('small.csv', SMALL)]);
    await page.locator('tr[data-method=poor] small').first().waitFor();
    expect(await metric(page, 'mos', 'poor', 'srcc').count()).toBe(0);
    expect(await metric(page, 'quality', 'poor', 'srcc').textContent()).toBe('−1.000');
    expect(await metric(page, 'quality', 'good', 'accuracy').textContent()).toBe('100.0\u00a0%');
    await page.getByText('good is better on these clips').waitFor();
    const scatter = page.getByRole('slider', { name: /^quality: human scores against good/ });
    await scatter.focus();
    await page.keyboard.press('End');
    expect(await scatter.getAttribute('aria-valuetext')).toMatch(/^c9: predicted 5\.090, human 5\.00/);
  });

  it('lists the unusable rows and evaluates without them on request', async () => {
    const page = await openBench(site);
    await drop(page, [csv('broken.csv', SMALL.replace('c3,b,4,', 'c3,b,four,'))]);
    await page.getByText('Row 4: text in the numeric column "mos" (“four”).').waitFor();
    expect(await page.locator('table.metrics[data-dimension]').count()).toBe(0);
    await page.getByRole('button', { name: 'Continue with the other 11 rows' }).click();
    await metric(page, 'quality', 'good', 'srcc').waitFor();
    expect(await page.locator('tr[data-method=good] td').first().textContent()).toBe('11');
  });

  it('lets a wrong guess be corrected', async () => {
    const page = await openBench(site);
    await drop(page, [csv('small.csv', SMALL)]);
    await metric(page, 'quality', 'poor', 'srcc').waitFor();
    await page.locator('.roles > summary').click();
    await page.locator('[data-column=poor] select').selectOption('ignore');
    await page.locator('tr[data-method=poor]').waitFor({ state: 'detached' });
  });

  it('marks what is chosen in one picture in every other, by keyboard and by pointer', async () => {
    const page = await openBench(site);
    await drop(page, [csv('small.csv', SMALL)]);
    const scatter = page.getByRole('slider', { name: /^quality: human scores against good/ });
    await scatter.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByText('1 clip chosen').waitFor();
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByText('2 clips chosen').waitFor();
    expect(await page.locator('.scatter .mark.selected:not(.rest)').count()).toBe(1);
    expect(await page.locator('.scatter .mark.under-cursor').count()).toBe(2);
    expect(await page.locator('.clips tbody input:checked').count()).toBe(2);
    expect(await page.locator('.histograms .bar.selected').count()).toBeGreaterThan(1);
    await page.keyboard.press('Escape');
    await page.getByText('Farthest from the curve').first().waitFor();

    const bars = page.getByRole('slider', { name: /^quality: all/ });
    await bars.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByText('2 clips chosen').waitFor();
    expect(await page.locator('.scatter .mark.selected').count()).toBe(4);

    await page.locator('.clips tbody input').first().focus();
    expect(await page.locator('.scatter .mark.under-cursor').count()).toBe(2);
    await scatter.scrollIntoViewIfNeeded();
    const box = (await scatter.boundingBox())!;
    await page.mouse.move(box.x + 2, box.y + 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 2, box.y + box.height - 2, { steps: 3 });
    await page.mouse.up();
    await page.getByText('12 clips chosen').waitFor();
  });

  it('keeps what is on show in the link, and says that a file does not travel', async () => {
    const { page } = await site.open();
    await page.goto(`${site.address}#/evaluate?v=1&table=q-save-2`);
    await page.locator('[data-paper=q-save-2][open]').waitFor();
    expect(await page.locator('[data-paper][open]').count()).toBe(1);
    await page.locator('[data-paper=q-save-3] > summary').click();
    await page.waitForFunction(() => location.hash.includes('table=q-save-3'));
    await drop(page, [csv('small.csv', SMALL)]);
    await page.locator('tr[data-method=poor] button').click();
    await page.waitForFunction(() => location.hash.includes('table=own') && location.hash.includes('method=1'));
    await page.reload();
    await page.getByText('links hold no files').waitFor();
    await drop(page, [csv('small.csv', SMALL)]);
    await page.getByRole('slider', { name: /^quality: human scores against poor/ }).waitFor();
  });

  it('turns scores of both sides into votes, with a tie threshold that is tuned or fixed', async () => {
    const page = await openBench(site);
    const votes = ['clip,human_vote,vqa_left,vqa_right', 'a,leftvote,4,2', 'b,tievote,3,3.2', 'c,rightvote,1,3'];
    await drop(page, [csv('votes.csv', `${votes.join('\n')}\n`)]);
    const row = page.locator('tr[data-method=vqa]');
    await row.locator('td[data-metric=ties]', { hasText: '0.2, tuned' }).waitFor();
    expect(await row.locator('td[data-metric=threeWay] > span').textContent()).toBe('100.00\u00a0%');
    await page.getByText('Fix ties').click();
    await page.waitForFunction(() =>
      document.querySelector('tr[data-method=vqa] td[data-metric=threeWay]')?.textContent?.includes('66.67'),
    );
  });

  it('shows how far level distributions can be taken at their word', async () => {
    const page = await openBench(site);
    const rows = Array.from(
      { length: 20 },
      (_, i) => `c${i},${1 + (i % 3)},2,${i % 3 === 0 ? '0.8,0.1,0.1' : '0.1,0.4,0.5'}`,
    );
    await drop(page, [csv('levels.csv', `clip,mos,vqa,vqa_p_1,vqa_p_2,vqa_p_3\n${rows.join('\n')}\n`)]);
    const chart = page.getByRole('slider', { name: /calibration of the level distributions of vqa/ });
    await chart.focus();
    await page.keyboard.press('End');
    expect(await chart.getAttribute('aria-valuetext')).toMatch(
      /^predicted probability 0\.80: observed frequency 1\.00 .*over 7 predictions$/,
    );
  });

  it('draws the resamples of a long table in workers, and can be cancelled', async () => {
    const page = await openBench(site);
    const lines = Array.from(
      { length: 12_000 },
      (_, i) => `${i},${1 + (i % 9) / 2},${(i * 7919) % 1000},${(i % 9) + (i % 4)}`,
    );
    await drop(page, [csv('long.csv', `clip,mos,noise,good\n${lines.join('\n')}\n`)]);
    const interval = page.locator('tr[data-method=good] td[data-metric=srcc] small');
    await interval.waitFor();
    const [low, high] = (await interval.textContent())!.split(' to ').map(Number);
    expect(low).toBeLessThan(high!);
    await page.getByLabel('Resamples').fill('100000');
    await page.getByLabel('Resamples').press('Enter');
    await page.getByRole('button', { name: /^Draw intervals/ }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('The evaluation was cancelled').waitFor();
    expect(await page.getByRole('button', { name: 'Cancel' }).count()).toBe(0);
  });

  it('refuses a file too large to read, in a sentence', async () => {
    const page = await openBench(site);
    const folder = mkdtempSync(join(tmpdir(), 'slowglass-large-'));
    try {
      const path = join(folder, 'large.csv');
      // A file of holes: nothing of it is written.
      writeFileSync(path, 'clip,mos,x\n');
      truncateSync(path, 500e6);
      await chooseWhereItLies(page, '.intake input[type=file]', path);
      await page.getByText(/large\.csv has 500\sMB; tables are read up to 300\sMB/).waitFor();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.skipIf(!existsSync(FETV))(
    "recomputes FETV's ten published averages (skipped without the data folder)",
    async () => {
      const page = await openBench(site);
      await drop(page, [{ name: 'fetv.csv', bytes: readFileSync(FETV) }]);
      await metric(page, 'alignment', 'UMTScore', 'srcc').waitFor();
      const published = {
        CLIPScore: ['0.243', '0.177'],
        'CLIPScore-ft': ['0.309', '0.224'],
        BLIPScore: ['0.322', '0.235'],
        'Otter-VQA': ['0.114', '0.081'],
        UMTScore: ['0.425', '0.309'],
      };
      for (const [method, [rho, tau]] of Object.entries(published)) {
        expect(await metric(page, 'alignment', method, 'srcc').textContent()).toBe(rho);
        expect(await metric(page, 'alignment', method, 'krccC').textContent()).toBe(tau);
      }
    },
  );

  it.skipIf(!existsSync(GENAI)).each([
    { model: 'gpt4o', percent: '48.46' },
    { model: 'gemini-1.5-pro', percent: '46.21' },
  ])("recomputes GenAI-Bench's $percent % of $model (skipped without the data folder)", async ({ model, percent }) => {
    const page = await openBench(site);
    await drop(page, [{ name: 'votes.json', bytes: readFileSync(join(GENAI, model, 'pairwise.json')) }]);
    const cell = page.locator('tr[data-method=model_vote] td[data-metric=fourWay] > span');
    await cell.waitFor();
    expect(await cell.textContent()).toBe(`${percent}\u00a0%`);
  });
});
