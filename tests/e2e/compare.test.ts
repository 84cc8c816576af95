import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolder } from '../fixtures/data';
import type { Site } from './page-driver';
import {
  accessibleNodes,
  card,
  drop,
  fileOf,
  NAMED_ROLES,
  openSite,
  SAMPLE,
  SCORING_MS,
  waitForState,
} from './page-driver';

const data = dataFolder();
if (data === undefined) console.info('the data folder is absent: the page’s own sample stands in for a real clip');
const CLIP = data === undefined ? SAMPLE : join(data, 'ingest', 'good', 'mdn_rabbit320.mp4');

/** Differences on show, by dimension. */
function changes(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>('.difference')].map((row) => [
        row.dataset['dimension'] ?? '',
        Number((row.querySelector('.score')?.textContent ?? '').replace('−', '-')),
      ]),
    ),
  );
}

async function scoreClip(page: Page): Promise<string> {
  await page.locator('.report').waitFor();
  const video = fileOf(CLIP);
  await drop(page, [video]);
  await waitForState(page, video.name, 'done');
  return video.name;
}

async function makeDegradedCopy(page: Page, name: string, kind: string, words: string): Promise<void> {
  await page.getByRole('button', { name: `${kind}: make a degraded copy and compare` }).click();
  await waitForState(page, `${name}, ${words}`, 'done');
  await page.locator('.difference').first().waitFor({ timeout: SCORING_MS });
}

describe('two clips compared', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  it('one click makes a blurred copy, scores it and shows lower scores', async () => {
    const { page, errors, requests } = await site.open();
    const name = await scoreClip(page);
    await makeDegradedCopy(page, name, 'Blur, strong', 'blurred (strong)');
    const fallen = await changes(page);
    expect(Object.keys(fallen)).toHaveLength(5);
    expect(fallen['clarity-quality']).toBeLessThan(0);
    expect(await page.locator('.compare').innerText()).toMatch(/degraded copy/i);
    expect(await page.locator('.compare').innerText()).toMatch(/not a confidence interval/);
    const away = requests.filter((url) => /^(https?|wss?):/.test(url) && !url.startsWith(new URL(site.address).origin));
    expect(away).toEqual([]);

    // The larger pictures replace the small ones, and both sides show the same instant.
    await page.waitForFunction(
      () => !document.querySelector('.compare')?.textContent?.includes('are loading'),
      undefined,
      {
        timeout: SCORING_MS,
      },
    );
    await page.getByText('Wipe').click();
    await page.locator('.compare-wipe').waitFor();
    const pictures = await page
      .locator('.compare-wipe .picture')
      .evaluateAll((all) => all.map((each) => each.getAttribute('style')));
    expect(pictures).toHaveLength(2);
    expect(new Set(pictures).size).toBe(2);
    await page.getByRole('slider', { name: 'Time', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.compare-wipe .picture').first().getAttribute('style')).not.toBe(pictures[0]);

    const before = await page.locator('.difference .score').first().innerText();
    await page.getByRole('button', { name: 'Swap' }).click();
    await page.waitForFunction((old) => document.querySelector('.difference .score')?.textContent !== old, before);
    for (const [id, change] of Object.entries(await changes(page))) expect(change).toBeCloseTo(-fallen[id]!, 2);
    expect(errors).toEqual([]);
  });

  it('the same degraded copy made twice has the same scores, through an encoder too', async () => {
    const { page } = await site.open();
    const name = await scoreClip(page);
    const seen: Record<string, number>[] = [];
    for (let turn = 0; turn < 2; turn++) {
      await makeDegradedCopy(page, name, 'Compression, strong', 'compressed (strong)');
      seen.push(await changes(page));
      await page.getByRole('button', { name: 'Close' }).click();
      await page.getByRole('button', { name: `Remove ${name}, compressed (strong) from the list` }).click();
    }
    expect(Object.keys(seen[0]!)).toHaveLength(5);
    expect(seen[1]).toEqual(seen[0]);
  });

  it('any scored file of the list can be put beside the one on show', async () => {
    const { page } = await site.open();
    const name = await scoreClip(page);
    const other = { ...fileOf(CLIP), name: 'again.mp4' };
    await drop(page, [other]);
    await waitForState(page, other.name, 'done');
    await card(page, name)
      .getByRole('button', { name: `Compare ${name} with ${other.name}` })
      .click();
    await page.locator('.difference').first().waitFor();
    expect(new Set(Object.values(await changes(page)))).toEqual(new Set([0]));
    await page.getByRole('button', { name: 'Score each second of both on its own' }).click();
    await page.getByText('Each second was scored as if').waitFor({ timeout: SCORING_MS });

    const unnamed = (await accessibleNodes(page)).filter((node) => NAMED_ROLES.includes(node.role) && node.name === '');
    expect(unnamed).toEqual([]);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.locator('.report').waitFor();
  });
});
