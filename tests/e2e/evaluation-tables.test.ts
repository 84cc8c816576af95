import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from './page-driver';
import { drop, openSite } from './page-driver';

/** Twenty clips with a rating each, written by Apache Arrow with Snappy. One prediction is missing. */
const PARQUET = fileURLToPath(new URL('../fixtures/scores.parquet', import.meta.url));

const csv = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

describe('tables on the evaluation bench', () => {
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    site = await openSite();
    ({ page } = await site.open());
    await page.goto(`${site.address}#/evaluate`);
    await page.locator('[data-paper]').first().waitFor();
  });
  afterAll(async () => {
    await site.close();
  });

  it('may be Parquet; a metric says over how many of the rows it is', async () => {
    await drop(page, [{ name: 'scores.parquet', bytes: readFileSync(PARQUET) }]);
    const row = page.locator('tr[data-method=vqa]');
    await row.waitFor();
    expect(await row.locator('td[data-metric=n]').textContent()).toBe('19 of 20');
    expect(await row.locator('td[data-metric=srcc] > span').textContent()).toBe('0.258');
  });

  it('are joined by as many columns as identify a row', async () => {
    await drop(page, [
      csv('people.csv', 'generator,prompt_id,mos\nA,1,3\nA,2,4\nB,1,2\nB,2,5\n'),
      csv('model.csv', 'generator,prompt_id,vqa\nB,2,4.5\nB,1,2.5\nA,2,4.2\nA,1,2.9\n'),
    ]);
    await page.getByText('joined by "generator" and "prompt_id"').waitFor();
    expect(await page.locator('tr[data-method=vqa] td[data-metric=srcc] > span').textContent()).toBe('1.000');
    await page.getByText('Within content').click();
    await page.getByText('Intervals come from resampled contents').waitFor();
    expect(await page.locator('tr[data-method=vqa] td[data-metric=n]').textContent()).toBe('2');
  });

  it('show all dimensions as a paper prints them, and are sorted by any column, the best first', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => {
      const [look, motion] = [1 + (i % 5), 1 + ((i * 2) % 5)];
      return `c${i},${'ab'[i % 2]},${look},${motion},${6 - look},${6 - motion},${look},${motion}`;
    });
    const head = 'clip,generator,look_mos,motion_mos,look_worse,motion_worse,look_better,motion_better';
    await drop(page, [csv('two.csv', `${head}\n${rows.join('\n')}\n`)]);
    await page.getByText('As UltraVQA').click();
    const table = page.locator('table[data-layout=ultravqa]');
    await table.waitFor();
    expect(await table.locator('tbody th').allTextContents()).toEqual(['worse', 'better']);
    const error = table.getByRole('columnheader', { name: 'MAE' }).last();
    await error.getByRole('button').click();
    expect(await error.getAttribute('aria-sort')).toBe('ascending');
    expect(await table.locator('tbody th').allTextContents()).toEqual(['better', 'worse']);
    expect(await table.locator('tr[data-method=better] .best').count()).toBe(8);
    await page.getByText('As Q-Save').click();
    await page.getByRole('columnheader', { name: 'model PLCC' }).first().waitFor();
  });

  it('say from which scales they are mapped, and a scale can be corrected', async () => {
    await drop(page, [csv('percent.csv', 'clip,mos,vqa\na,20,0.2\nb,40,0.4\nc,90,0.8\nd,60,0.5\n')]);
    await page.getByLabel('Map every scale to 1..5').check();
    await page.getByText('Mapped to 1..5: mos from 1 to 100; vqa from 0 to 1.').waitFor();
    await page.locator('.roles > summary').click();
    await page.getByLabel('Scale end of vqa').fill('0.8');
    await page.getByLabel('Scale end of vqa').press('Enter');
    await page.getByText('vqa from 0 to 0.8').waitFor();
  });

  it('without predictions say so', async () => {
    await drop(page, [csv('people.csv', 'clip,mos\na,1\nb,2\nc,3\n')]);
    await page.getByText('No column holds predicted scores').waitFor();
  });

  it('of raters have intervals, and specialists to measure them by', async () => {
    // The documented example of fast-krippendorff, a row a clip.
    const clips = [
      ',1,',
      ',,',
      ',2,2',
      ',1,1',
      ',3,3',
      '3,3,4',
      '4,4,4',
      '1,3,',
      '2,,2',
      '1,,1',
      '1,,1',
      '3,,3',
      '3,,3',
    ];
    const lines = [...clips, ',,', '3,,4'].map((ratings, i) => `c${i},${ratings},${1 + (i % 4)}`);
    await drop(page, [csv('raters.csv', `clip,mos_r1,mos_r2,mos_r3,mos_expert\n${lines.join('\n')}\n`)]);
    await page.getByText('Each rater against the specialists').waitFor();
    const agreement = (name: string) => page.locator(`td[data-agreement="alpha, ${name}"]`);
    expect(await agreement('nominal').locator('span').textContent()).toBe('0.691');
    expect(await agreement('interval').locator('span').textContent()).toBe('0.811');
    expect(await agreement('interval').locator('small').textContent()).toMatch(/^\S+ to \S+$/);
    await page.setViewportSize({ width: 360, height: 780 });
    const beyond = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await beyond()).toBeLessThanOrEqual(0);
  });
});
