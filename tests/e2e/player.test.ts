import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolder } from '../fixtures/data';
import type { Site } from './page-driver';
import { drop, fileOf, openSite, SAMPLE, SCORING_MS, SHORT_SAMPLE, waitForState } from './page-driver';

const folder = dataFolder();
/** A film clip, one in fragments whose edit list browsers leave out, one in Matroska, one whose frames stand for two instants. */
const REAL = ['mdn_rabbit320.mp4', 'ax_fragmented.mp4', 'intel_asl_walk.mkv', 'ax_15fps.mp4']
  .map((name) => join(folder ?? '', 'ingest', 'good', name))
  .filter((path) => folder !== undefined && existsSync(path));
if (REAL.length === 0) console.info('skipped: the data folder with its ingest files is absent');

/** For tests of the frames and not of what the model says. */
const TINY = { tinyModel: true };

/** A sample with a strong distortion. */
const SHAKY = SAMPLE.replace(/[^/]+$/, 'shake.mp4');

const LAST = /On show: the sampled frame, at/;

async function scored(page: Page, path: string): Promise<void> {
  const video = fileOf(path);
  await page.locator('.report').waitFor();
  await drop(page, [video]);
  await waitForState(page, video.name, 'done');
  await page.locator('.stage').scrollIntoViewIfNeeded();
  await page.locator('.stage video').waitFor();
  await page.getByRole('button', { name: 'Play' }).and(page.locator(':enabled')).waitFor();
}

/** What the readout says, once it matches. */
async function readout(page: Page, pattern: RegExp): Promise<string> {
  await page.waitForFunction(
    ([source]) => {
      const words = document.querySelector('.readout')?.textContent ?? '';
      return new RegExp(source!).test(words.replaceAll(/\s+/g, ' '));
    },
    [pattern.source],
    { timeout: SCORING_MS },
  );
  return (await page.locator('.readout').textContent())?.replaceAll(/\s+/g, ' ') ?? '';
}

/** Seconds of the frame on show, as reported by the browser. */
async function shownAt(page: Page): Promise<number> {
  return Number(/ at ([\d.]+) s/.exec((await readout(page, /On show/)).split('On show')[1] ?? '')?.[1]);
}

async function press(page: Page, key: string, times = 1): Promise<void> {
  for (let i = 0; i < times; i++) await page.keyboard.press(key);
}

describe('the player', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  it.skipIf(REAL.length === 0).each(REAL)(
    'shows the very frames that were sampled, by keyboard, of %s',
    async (path) => {
      const { page, errors } = await site.open(undefined, TINY);
      await scored(page, path);
      await page.locator('.stage').focus();
      const timeline = page.getByRole('slider', { name: /^Quality along/ });
      const count = Number(await timeline.getAttribute('aria-valuemax')) + 1;
      for (const place of [0, 1, 2, count - 1]) {
        await press(page, 'Home');
        if (place === count - 1) await press(page, 'End');
        else await press(page, 'ArrowRight', place);
        const text = await readout(page, new RegExp(`Frame ${place + 1} at.*${LAST.source}`));
        // A frame stands for the instants that come while it is on show; only the first may begin after its own.
        const late = Number(/Frame \d+ at ([\d.]+)/.exec(text)?.[1]) - (await shownAt(page));
        expect(late).toBeGreaterThanOrEqual(place === 0 ? -0.26 : -0.01);
        expect(late).toBeLessThanOrEqual(0.135);
      }
      expect(errors).toEqual([]);
    },
  );

  it.skipIf(REAL.length === 0)('steps by single frames, forth and back, and plays', async () => {
    const { page } = await site.open(undefined, TINY);
    await scored(page, REAL[0]!);
    await page.locator('.stage').focus();
    await press(page, 'Home');
    await readout(page, /Frame 1 at/);
    const times: number[] = [];
    for (const key of ['.', '.', '.', ',', ',']) {
      const before = await shownAt(page);
      await press(page, key);
      await page.waitForFunction(
        ([seconds]) => {
          const words = document.querySelector('.readout')?.textContent?.replaceAll(/\s+/g, ' ') ?? '';
          return !words.includes(` at ${seconds} s Motion`);
        },
        [String(before)],
      );
      await page.waitForTimeout(300);
      times.push(await shownAt(page));
    }
    expect(times[0]).toBe(times[4]);
    expect(times[1]).toBe(times[3]);
    expect(times[0]!).toBeLessThan(times[1]!);
    expect(times[1]!).toBeLessThan(times[2]!);

    await press(page, ' ');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await readout(page, /Frame ([5-9]|\d\d) at/);
    await press(page, ' ');
    await page.getByRole('button', { name: 'Play' }).waitFor();
  });

  it('moves with the timeline, the similarity curve and the strip', async () => {
    const { page } = await site.open(undefined, TINY);
    await scored(page, SHORT_SAMPLE);
    const timeline = page.getByRole('slider', { name: /^Quality along/ });
    await timeline.focus();
    await press(page, 'End');
    const last = Number(await timeline.getAttribute('aria-valuemax'));
    await readout(page, new RegExp(`Frame ${last + 1} at.*${LAST.source}`));
    await page.locator(`[data-frame="${last}"][aria-current=true]`).waitFor();
    await page.locator(`[data-frame="${last - 2}"]`).click();
    await readout(page, new RegExp(`Frame ${last - 1} at.*${LAST.source}`));
    expect(await timeline.getAttribute('aria-valuenow')).toBe(String(last - 2));
    await page.locator('.stage').focus();
    await press(page, 'ArrowRight');
    await page.locator(`[data-frame="${last - 1}"][aria-current=true]`).waitFor();
  });

  it.skipIf(REAL.length === 0)('scores each second on its own, and has the worst one key away', async () => {
    const { page } = await site.open(undefined, TINY);
    await scored(page, REAL[0]!);
    await page.getByRole('button', { name: 'Score each second on its own' }).click();
    await page.getByRole('progressbar', { name: 'Scoring each second on its own' }).waitFor();
    await page
      .locator('.inspection-notes', { hasText: 'was scored as if it were the whole clip' })
      .waitFor({ timeout: SCORING_MS });
    const words = (await page.locator('.inspection-notes').textContent()) ?? '';
    expect(words).toContain('8 sampled frames');
    const values = await page.locator('.frame-scores dd:not(.against-clip)').allTextContents();
    expect(values).toHaveLength(5);
    for (const value of values) expect(Number(value)).toSatisfy((score: number) => score >= 1 && score <= 5);
    const worst = await page.locator('.timeline .worst').count();
    const timeline = page.getByRole('slider', { name: /^Quality along/ });
    const visited = new Set<string | null>();
    for (let i = 0; i < worst; i++) {
      await press(page, 'n');
      visited.add(await timeline.getAttribute('aria-valuenow'));
    }
    expect(visited.size).toBe(worst);
    if (worst === 0) expect(words).toContain('No sampled frame scores far below');
  });

  it('shows the patches over the picture and hides them again', async () => {
    const { page } = await site.open(undefined, TINY);
    await scored(page, SHORT_SAMPLE);
    await press(page, 'h');
    await page.locator('.overlay-key', { hasText: 'no slow frame before it' }).waitFor({ timeout: SCORING_MS });
    await page.locator('.stage').focus();
    await press(page, 'ArrowRight', 5);
    const map = page.getByRole('img', { name: /of \d+ patches differ from the last slow frame/ });
    await map.waitFor();
    const [other, counted] = ((await map.getAttribute('aria-label')) ?? '').match(/\d+/g)!.map(Number);
    expect(await map.locator('rect.differs').count()).toBe(other);
    const similarity = /similarity ([\d.]+)/.exec(await readout(page, /Frame 6 at/))?.[1];
    expect(1 - other! / counted!).toBeCloseTo(Number(similarity), 2);
    await press(page, 'h');
    await map.waitFor({ state: 'detached' });
  });

  it('occludes regions in turn, can be cancelled, and explains the measurement', async () => {
    const { page } = await site.open(undefined, TINY);
    await scored(page, SHORT_SAMPLE);
    await press(page, 'a');
    await page.locator('.inspection-progress').getByRole('button', { name: 'Cancel' }).click();
    await page.locator('.inspection-progress').waitFor({ state: 'detached' });
    await press(page, 'a');
    await press(page, 'a');
    await page.locator('.overlay.attribution').waitFor({ timeout: SCORING_MS });
    expect(await page.locator('.overlay.attribution > span').count()).toBe(16);
    expect(await page.locator('.inspection-notes').textContent()).toContain('does not show what people notice');
    await page.getByLabel('Attribution of').selectOption({ label: 'Clarity quality' });
    expect(await page.locator('.overlay.attribution').getAttribute('aria-label')).toMatch(/clarity quality|No region/i);
  });

  it('leads from an artifact to its place in the picture and its frame', async () => {
    const { page } = await site.open();
    await scored(page, SHAKY);
    await press(page, 'End');
    await readout(page, LAST);
    const before = await shownAt(page);
    const row = page.locator('.artifact').first();
    const words = (await row.locator('.artifact-words').textContent())!.trim();
    await row.getByRole('button', { name: /^Where / }).click();
    await page.locator('.overlay.attribution').waitFor({ timeout: SCORING_MS });
    expect(await page.getByLabel('Attribution of').locator('option:checked').textContent()).toBe(words);
    expect(await page.locator('.overlay.attribution').getAttribute('aria-label')).toContain(words);
    await page.waitForFunction(
      (shown) => !document.querySelector('.readout')?.textContent?.includes(`at ${shown} s`),
      before,
      { timeout: SCORING_MS },
    );
    expect(await page.locator('.stage').evaluate((stage) => stage.getBoundingClientRect().top >= 0)).toBe(true);
  });

  it('shows an artifact of a rationale in the picture and along the clip', async () => {
    const { page } = await site.open();
    await scored(page, SHAKY);
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.locator('.rationale').first().waitFor({ timeout: SCORING_MS });
    const artifact = page.locator('.rationale-artifacts button').first();
    const words = (await artifact.textContent())?.trim() ?? '';
    await artifact.click();
    await page.locator('.spot', { hasText: words }).waitFor();
    expect(await page.locator('.stage').evaluate((stage) => stage.getBoundingClientRect().top >= 0)).toBe(true);
  });

  it('shows the sampled frames where the browser cannot play a file', async () => {
    const { page } = await site.open(
      (context) =>
        context.addInitScript(() => {
          const make = URL.createObjectURL.bind(URL);
          URL.createObjectURL = (object) => (object instanceof File ? 'blob:nothing' : make(object));
        }),
      TINY,
    );
    const video = fileOf(SHORT_SAMPLE);
    await page.locator('.report').waitFor();
    await drop(page, [video]);
    await waitForState(page, video.name, 'done');
    await page.locator('.stage').scrollIntoViewIfNeeded();
    await page.locator('.player', { hasText: 'cannot play the file as a video' }).waitFor();
    await press(page, '.');
    await readout(page, /Frame 2 at/);
    expect(await page.locator('.stage .picture').getAttribute('style')).toContain('background-image');
  });

  it('fetches the example’s clip, and says so where it cannot', async () => {
    const { page } = await site.open((context) => context.route(/samples\/.*\.mp4$/, (route) => route.abort()));
    await page.locator('.report').waitFor();
    await page.locator('.stage').scrollIntoViewIfNeeded();
    await page.locator('.player', { hasText: 'could not be fetched' }).waitFor();
  });
});
