import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DERIVATION } from '../../src/app/pages/aso/copy';
import type { Site } from './page-driver';
import { openSite, PNG_SIGNATURE, savedChart } from './page-driver';

const FILES = [
  'aso-teacher',
  'aso-lambda-sweep',
  'aso-teacher-over-lambda',
  'aso-frontier',
  'aso-soft-targets',
  'aso-gradient-estimate',
  'aso-race',
];
const SETTINGS = '#/aso?v=1&lambda=0.37&reward=squared&levels=7';

describe('exports of the explorer', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  it('is every chart as numbers and as pictures, with the link that brings its settings back', async () => {
    const { page, errors } = await site.open();
    await page.goto(`${site.address}${SETTINGS}`);
    await page.locator('.explorer .race').first().waitFor();
    expect(await page.locator('.explorer sg-chart').count()).toBe(FILES.length);
    for (const [index, stem] of FILES.entries()) {
      const chart = page.locator('.explorer sg-chart').nth(index);
      const { CSV, SVG, PNG } = await savedChart(page, chart);
      expect([CSV.name, SVG.name, PNG.name]).toEqual([`${stem}.csv`, `${stem}.svg`, `${stem}.png`]);
      const [head, ...rows] = CSV.bytes.toString('utf8').trim().split('\n');
      expect(rows.length).toBeGreaterThan(5);
      for (const row of rows) expect(row.split(',')).toHaveLength(head!.split(',').length);
      const svg = SVG.bytes.toString('utf8');
      expect(svg).toMatch(/^<svg [^]*<title>.+<\/title>[^]*<\/svg>$/);
      expect(svg).toContain('lambda=0.37');
      expect(PNG.bytes.subarray(0, 8).toString('hex')).toBe(PNG_SIGNATURE);
      expect(PNG.bytes.toString('latin1')).toContain('lambda=0.37');
    }
    expect(errors).toEqual([]);
  });

  it('is every chart as a table of the page', async () => {
    const { page } = await site.open();
    await page.goto(`${site.address}${SETTINGS}`);
    await page.locator('.explorer .race').first().waitFor();
    for (const chart of await page.locator('.explorer sg-chart').all()) {
      await chart.locator('summary').click();
      await chart.getByRole('button', { name: 'Show the numbers' }).click();
      expect(await chart.locator('.chart-numbers tbody tr').count()).toBeGreaterThan(5);
      expect(await chart.locator('.chart-numbers').textContent()).not.toMatch(/NaN|undefined/);
    }
  });

  it('is every formula as LaTeX', async () => {
    const { page } = await site.open((context) =>
      context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.address.replace(/\/$/, '') }),
    );
    await page.goto(`${site.address}#/aso`);
    await page.locator('.katex').nth(11).waitFor();
    const formulas = page.locator('sg-formula');
    expect(await formulas.count()).toBe(DERIVATION.length);
    expect(await page.locator('.katex-error').count()).toBe(0);
    for (const [index, step] of DERIVATION.entries()) {
      await formulas.nth(index).getByRole('button', { name: 'Copy the formula as LaTeX' }).click();
      await formulas.nth(index).getByText('Copied').waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(step.tex);
    }
  });

  it('lets clip and KL weight act once the policy has left the reference', async () => {
    const { page } = await site.open();
    await page.goto(`${site.address}#/aso?v=1&policyAt=0.6&drawnAt=0.1&clip=0.05`);
    const adds = page.locator('.drawn-group tfoot td').last();
    await adds.waitFor();
    const before = await adds.textContent();
    await page.getByLabel('Clip').fill('1');
    await page.waitForFunction(
      (was) => document.querySelector('.drawn-group tfoot td:last-child')?.textContent !== was,
      before,
    );
    const free = await adds.textContent();
    await page.getByLabel('KL weight').fill('2');
    await page.waitForFunction(
      (was) => document.querySelector('.drawn-group tfoot td:last-child')?.textContent !== was,
      free,
    );
    await page.waitForFunction(() => location.hash.includes('klWeight=2'));
  });
});
