import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolder } from '../fixtures/data';
import type { Site } from './page-driver';
import { drop, fileOf, openSite, SAMPLE, SCORING_MS, waitForState } from './page-driver';

const data = dataFolder();
if (data === undefined) console.info('the data folder is absent: the page’s own sample stands in for a real clip');
const CLIP = data === undefined ? SAMPLE : join(data, 'ingest', 'good', 'mdn_rabbit320.mp4');

/** What the strip says of each frame, in order. */
function labels(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.slowfast .strip [data-frame]')].map(
      (each) => each.getAttribute('aria-label') ?? '',
    ),
  );
}

async function move(page: Page, label: string, value: number): Promise<void> {
  await page
    .locator('.slowfast-controls')
    .getByLabel(label)
    .evaluate((input: HTMLInputElement, chosen) => {
      input.valueAsNumber = chosen;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }, value);
}

/** The words over the curve: how many frames are slow and fast at which threshold. */
function summary(page: Page): Promise<string> {
  return page.locator('.slowfast .panel-head .quiet').innerText();
}

describe('thresholds moved on the page', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  it('redraw frames and tokens as they move, and scoring again finds the same', async () => {
    const { page, errors } = await site.open(undefined, { tinyModel: true });
    await page.locator('.report').waitFor();
    const video = fileOf(CLIP);
    await drop(page, [video]);
    await waitForState(page, video.name, 'done');
    const before = await summary(page);
    const scores = await page.locator('.dimension .score').allInnerTexts();

    await move(page, 'Fast above this similarity', 0.99);
    await page.waitForFunction(
      () => document.querySelector('.slowfast .panel-head .quiet')?.textContent?.includes('threshold 0.99'),
      undefined,
      { timeout: SCORING_MS },
    );
    await move(page, 'Patch similar above this cosine', 0.98);
    await page.waitForFunction(
      (old) => document.querySelector('.slowfast .panel-head .quiet')?.textContent !== old,
      before,
    );
    await page.waitForTimeout(500);
    const live = { summary: await summary(page), labels: await labels(page) };
    expect(live.summary).not.toBe(before);
    expect(await page.locator('.slowfast').innerText()).toMatch(/tokens spent/);
    expect(await page.locator('.dimension .score').allInnerTexts()).toEqual(scores);
    expect(await page.locator('.slowfast-notes').innerText()).toMatch(/until you score again/);

    await page.getByRole('button', { name: 'Score again with these' }).click();
    await page.waitForFunction(
      () => document.querySelector<HTMLButtonElement>('.slowfast-actions .button')?.disabled === true,
    );
    await waitForState(page, video.name, 'done');
    expect({ summary: await summary(page), labels: await labels(page) }).toEqual(live);
    expect(errors).toEqual([]);
  });

  it('follow a dragged slider to where it ends, and drop frames at a lower rate', async () => {
    const { page } = await site.open(undefined, { tinyModel: true });
    await page.locator('.report').waitFor();
    const sampled = await page.locator('.slowfast .strip .frame').first().getAttribute('aria-setsize');
    for (let hundredth = 50; hundredth < 100; hundredth++) {
      await move(page, 'Fast above this similarity', hundredth / 100);
    }
    await page.waitForFunction(
      () => document.querySelector('.slowfast .panel-head .quiet')?.textContent?.includes('threshold 0.99'),
      undefined,
      { timeout: SCORING_MS },
    );
    // The third of 1, 2, 4, 8, 16.
    await move(page, 'Frames per second', 2);
    await page.waitForFunction(
      (count) => document.querySelector('.slowfast .strip .frame')?.getAttribute('aria-setsize') === String(count),
      Math.ceil(Number(sampled) / 2),
    );
    await move(page, 'Frames per second', 4);
    await page.getByText('need frames that').waitFor();
    await page.getByRole('button', { name: 'Reset to the report' }).click();
    await page.waitForFunction(() =>
      document.querySelector('.slowfast .panel-head .quiet')?.textContent?.includes('threshold 0.90'),
    );
  });

  it('can be moved by keyboard', async () => {
    const { page } = await site.open(undefined, { tinyModel: true });
    await page.locator('.report').waitFor();
    await page.locator('.slowfast-controls').getByLabel('Fast above this similarity').focus();
    await page.keyboard.press('End');
    await page.waitForFunction(
      () => document.querySelector('.slowfast .panel-head .quiet')?.textContent?.includes('threshold 1.00'),
      undefined,
      { timeout: SCORING_MS },
    );
  });
});
