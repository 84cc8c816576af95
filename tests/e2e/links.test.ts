import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from './page-driver';
import { drop, fileOf, openSite, SCORING_MS, SHORT_SAMPLE, waitForState } from './page-driver';

/** Longer than the page waits before it writes its address. */
const REST_MS = 1000;

const hashOf = (page: Page): string => new URL(page.url()).hash;

async function waitForHash(page: Page, wanted: string): Promise<void> {
  await page.waitForFunction((hash) => location.hash === hash, wanted);
}

describe('links to the score view', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  /** A page that opens the link first thing, as from a mail. */
  async function openLink(rest: string) {
    const visit = await site.open((context) => context.grantPermissions(['clipboard-read', 'clipboard-write']));
    await visit.page.goto('about:blank');
    await visit.page.goto(site.address + rest);
    await visit.page.locator('.report').waitFor();
    return visit;
  }

  it('open the sample, profile, options, sampled frame and panel that they name', async () => {
    const link =
      '#/score?v=1&clip=shake&profile=both&sampledFrame=3&panels=details&ratePerSecond=2&frameSimilarity=0.5';
    const { page, errors } = await openLink(link);
    await page.getByRole('heading', { name: 'Shaking street' }).waitFor();
    expect(await page.locator('.profile').count()).toBe(2);
    expect(await page.locator('.options-state').first().textContent()).toBe('changed');
    expect(await page.locator('.details').getAttribute('open')).not.toBeNull();
    await page.locator('[data-frame="3"][aria-current=true]').waitFor();
    await page.waitForTimeout(REST_MS);
    expect(hashOf(page)).toBe(link);
    expect(errors).toEqual([]);
  });

  it('follow the page as it changes, without filling the history', async () => {
    const { page } = await openLink('');
    expect(hashOf(page)).toBe('');
    const entries = await page.evaluate(() => history.length);
    await page.getByRole('radio', { name: 'Q-Save' }).check({ force: true });
    await page.locator('.options > summary').first().click();
    await page.locator('[data-frame="2"]').focus();
    await waitForHash(page, '#/score?v=1&profile=q-save&sampledFrame=2&panels=options');
    await page.reload();
    await page.locator('[data-frame="2"][aria-current=true]').waitFor();
    expect(await page.getByRole('radio', { name: 'Q-Save' }).isChecked()).toBe(true);
    expect(await page.locator('.options').first().getAttribute('open')).not.toBeNull();
    expect(await page.evaluate(() => history.length)).toBe(entries);
  });

  it('are copied by a button, and mean the same in another tab', async () => {
    const { page } = await openLink('#/score?v=1&clip=melting&sampledFrame=5');
    await page.getByRole('heading', { name: 'Melting town' }).waitFor();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'Link copied' }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${site.address}#/score?v=1&clip=melting&sampledFrame=5`);
  });

  it('carry a comparison of two samples: the second clip, wipe, edge and sampled frame', async () => {
    const { page, errors, requests } = await openLink('#/score?v=1&clip=hills');
    await page.getByRole('link', { name: 'Compare the clip on show with Shaking street' }).click();
    await page.getByRole('heading', { name: 'Quiet hills and Shaking street' }).waitFor();
    await page.locator('.difference').first().waitFor();
    await page.getByText('Wipe').click();
    await page.getByRole('slider', { name: 'Edge' }).fill('30');
    await page.getByRole('slider', { name: 'Time', exact: true }).fill('4');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'Link copied' }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${site.address}#/score?v=1&clip=hills&against=shake&mode=wipe&edge=30&sampledFrame=4`);
    expect(await page.locator('.link-caveat').count()).toBe(0);
    await waitForHash(page, new URL(link).hash);
    await page.reload();
    await page.locator('.compare-wipe').waitFor();
    expect(await page.getByRole('slider', { name: 'Edge' }).inputValue()).toBe('30');
    expect(await page.getByRole('slider', { name: 'Time', exact: true }).inputValue()).toBe('4');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.locator('.report-title', { hasText: 'Quiet hills' }).waitFor();
    await waitForHash(page, '#/score?v=1&clip=hills');
    expect(requests.filter((url) => url.startsWith('http') && !url.startsWith(new URL(site.address).origin))).toEqual(
      [],
    );
    expect(errors).toEqual([]);
  });

  it('make the degraded copy that they name, and score it', async () => {
    const { page } = await site.open();
    await page.goto('about:blank');
    await page.goto(`${site.address}#/score?v=1&clip=hills&against=hills.blur-strong`);
    await page.getByRole('heading', { name: 'Quiet hills and Quiet hills, blurred (strong)' }).waitFor();
    await page.locator('.difference').first().waitFor({ timeout: SCORING_MS });
    const clarity = page.locator('.difference[data-dimension="clarity-quality"] .difference-change .score');
    expect(await clarity.textContent()).toMatch(/^−/);
  });

  it('stand there to be copied by hand where the clipboard refuses', async () => {
    const { page } = await site.open((context) =>
      context.addInitScript(() => {
        Object.defineProperty(navigator, 'clipboard', { value: undefined });
      }),
    );
    await page.getByRole('button', { name: 'Copy link' }).click();
    const text = page.getByRole('textbox', { name: 'The link, to copy by hand' });
    expect(await text.inputValue()).toBe(`${site.address}#/score?v=1`);
  });

  it.each([
    ['#/score?v=7&clip=shake', /another version/],
    ['#/score?v=1&clip=<b>nobody</b>&profile=both', /could not be read/],
    ['#/score?v=1&sampledFrame=999', /does not exist/],
    ['#/score?v=1&clip=own', /do not carry files/],
    ['#/score?v=1&clip=own&against=own&mode=wipe', /compares.*do not carry files/],
    ['#/score?v=1&against=nobody', /could not be read/],
  ])('that cannot be kept, as %s, show the first sample and say so', async (hash, notice) => {
    const { page, errors } = await openLink(hash);
    await page.getByRole('heading', { name: 'Lantern lake' }).waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(notice);
    expect(errors).toEqual([]);
  });

  it('go back and forth with the history of the browser', async () => {
    const { page } = await openLink('');
    await page.locator('.sample', { hasText: 'Flicker' }).click();
    await page.getByRole('heading', { name: 'Flickering valley' }).waitFor();
    await page.getByRole('link', { name: 'ASO explorer' }).click();
    await page.locator('sg-aso-explorer .explorer').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Flickering valley' }).waitFor();
    await page.goBack();
    await page.waitForFunction(() => !location.hash.includes('flicker'));
  });

  it('never carry a file of one’s own, and the page says so', async () => {
    const { page } = await openLink('');
    await drop(page, [fileOf(SHORT_SAMPLE)]);
    await waitForState(page, 'blocks.mp4', 'done');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.locator('.link-caveat').waitFor();
    expect(await page.locator('.link-caveat').textContent()).toMatch(/stays on this machine/);
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${site.address}#/score?v=1&clip=own`);
  });
});

describe('the page in somebody’s frame', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  it('shows the view alone, with a way to the whole page', async () => {
    const { page, errors } = await site.open();
    await page.setContent(
      `<iframe title="Demo" width="900" height="700" src="${site.address}?embed#/score?v=1&clip=hills"></iframe>`,
    );
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { name: 'Quiet hills' }).waitFor();
    await frame.locator('.strip .frame').first().waitFor();
    for (const chrome of ['.masthead', '.drop-target', '.gallery', '.options']) {
      expect(await frame.locator(chrome).count(), chrome).toBe(0);
    }
    const out = frame.getByRole('link', { name: 'Open in Slowglass' });
    const [popup] = await Promise.all([page.waitForEvent('popup'), out.click()]);
    await popup.getByRole('heading', { name: 'Quiet hills' }).waitFor();
    expect(await popup.locator('.masthead').count()).toBe(1);
    expect(errors).toEqual([]);
  });

  it.each(['#/aso', '#/evaluate'])('leaves the chrome out of %s too', async (view) => {
    const { page } = await site.open();
    await page.goto(`${site.address}?embed${view}`);
    await page.locator('main h2').first().waitFor();
    expect(await page.locator('.masthead').count()).toBe(0);
  });
});
