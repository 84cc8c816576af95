import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from './page-driver';
import { accessibleNodes, NAMED_ROLES, openSite, SAMPLE, waitForState } from './page-driver';

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim().replaceAll(/\s+/g, ' ') ?? '';
  });

describe('keyboard and screen reader', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  it('gives every control, picture and landmark a name', async () => {
    const { page } = await site.open();
    await page.locator('.strip .frame').first().waitFor();
    await page.locator('.options > summary').click();
    await page.getByLabel('Both').check({ force: true });
    const nodes = await accessibleNodes(page);
    expect(nodes.filter(({ role, name }) => NAMED_ROLES.includes(role) && name === '')).toEqual([]);
    const count = (role: string): number => nodes.filter((node) => node.role === role).length;
    expect([count('main'), count('banner'), count('contentinfo')]).toEqual([1, 1, 1]);
    expect(nodes.filter(({ role }) => role === 'slider').map(({ name }) => name)).toContain(
      'Motion quality: how probable each level is. Arrow keys walk the values',
    );
  });

  it('has one first heading and leaves no level out', async () => {
    const { page } = await site.open();
    await page.locator('.report').waitFor();
    const levels = await page.evaluate(() =>
      [...document.querySelectorAll('h1, h2, h3, h4')].map((heading) => Number(heading.tagName[1])),
    );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1));
  });

  it('scores a file and reads the result without a mouse', async () => {
    const { page } = await site.open();
    // Asked for early: the browser needs a moment before it hands choosers over.
    const choosing = page.waitForEvent('filechooser');
    await page.locator('.report').waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the scores');

    await page.locator('.drop-target').focus();
    await page.keyboard.press('Enter');
    await (await choosing).setFiles(SAMPLE);
    await waitForState(page, 'lantern-lake.mp4', 'done');
    expect(await page.getByRole('status').textContent()).toBe('lantern-lake.mp4 is scored.');

    const levels = page.getByRole('slider', { name: /^Motion quality/ });
    await levels.focus();
    await page.keyboard.press('Home');
    expect(await levels.getAttribute('aria-valuetext')).toMatch(/^Abysmal/);
    await page.keyboard.press('ArrowRight');
    expect(await levels.getAttribute('aria-valuetext')).toMatch(/^Terrible/);
  });

  it('moves curve, strip and readout together', async () => {
    const { page } = await site.open();
    await page.locator('.strip .frame').first().waitFor();
    const curve = page.getByRole('slider', { name: /^Similarity of/ });
    await curve.focus();
    await page.keyboard.press('End');
    const last = Number(await curve.getAttribute('aria-valuemax'));
    await page.locator(`[data-frame="${last}"][aria-current=true]`).waitFor();
    expect(await page.locator('.readout').textContent()).toContain(`Frame ${last + 1}`);

    await page.locator(`[data-frame="${last}"]`).focus();
    await page.keyboard.press('ArrowLeft');
    await page.locator(`[data-frame="${last - 1}"][aria-current=true]:focus`).waitFor();
    expect(await curve.getAttribute('aria-valuenow')).toBe(String(last - 1));

    await page.keyboard.press('Home');
    await page.locator('[data-frame="0"]:focus').waitFor();
    await page.locator('[data-frame="2"]').hover();
    await page.locator('[data-frame="2"][aria-current=true]').waitFor();
    expect(await page.locator('.readout').textContent()).toContain('Frame 3');
  });

  it('walks every stop with the Tab key and shows each', async () => {
    const { page } = await site.open();
    await page.locator('.strip .frame').first().waitFor();
    const seen = new Set<string>();
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      const name = await focused(page);
      seen.add(name);
      const ring = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return true;
        const holder = element.closest('.segment, .file-card, .frame') ?? element;
        const styles = [element, holder, ...holder.querySelectorAll('*')].flatMap((each) => [
          getComputedStyle(each),
          getComputedStyle(each, '::after'),
        ]);
        return styles.some((style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none');
      });
      expect(ring, `no focus ring on: ${name}`).toBe(true);
    }
    for (const stop of ['Options', 'Rescore', 'JSON', 'How these numbers were made']) {
      expect(
        [...seen].some((name) => name.includes(stop)),
        `${stop} is not reachable`,
      ).toBe(true);
    }
  });
});
