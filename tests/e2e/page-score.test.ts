import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScoreReport } from '../../src/scoring/report';
import type { Site } from './page-driver';
import {
  bytesOf,
  card,
  drop,
  fileOf,
  openSite,
  realVideo,
  SAMPLE,
  SCORING_MS,
  SHORT_SAMPLE,
  shownScores,
  waitForState,
} from './page-driver';

const TINY = { tinyModel: true };

const schema = JSON.parse(
  readFileSync(new URL('../../public/schema/score-report.v2.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;
const validate = new Ajv({ strict: false }).compile(schema);

async function textOf(download: Download): Promise<string> {
  return (await bytesOf(download)).toString();
}

async function downloadBy(page: Page, press: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return download;
}

interface Watched {
  /** The rationale as generated and as text, after each change. */
  readonly words: string[];
  readonly texts: string[];
}

/** Writes down what the rationales and the page's status say from now on. */
function watchRationales(page: Page): Promise<void> {
  return page.evaluate(() => {
    const watched: Record<string, Watched> = {};
    const announced: string[] = [];
    Object.assign(window, { watched, announced });
    const note = (list: string[], text: string | null | undefined): void => {
      if (text && list.at(-1) !== text) list.push(text);
    };
    const status = document.querySelector('sg-app > [role=status]');
    const before = status?.textContent;
    new MutationObserver(() => {
      if (status?.textContent !== before) note(announced, status?.textContent);
      for (const row of document.querySelectorAll<HTMLElement>('.dimension:has(.rationale)')) {
        const { words, texts } = (watched[row.dataset['dimension'] ?? ''] ??= { words: [], texts: [] });
        note(words, row.querySelector('.rationale code')?.textContent);
        note(texts, row.querySelector('.rationale > p')?.textContent);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

function watchedRationales(page: Page): Promise<Readonly<Record<string, Watched>>> {
  return page.evaluate(() => (window as unknown as { watched: Record<string, Watched> }).watched);
}

describe('scoring on the page', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  it('scores a dropped file, sends nothing anywhere else, and exports a valid report', async () => {
    const { page, requests, errors } = await site.open();
    await page.locator('.report').waitFor();
    const video = fileOf(realVideo());
    await drop(page, [video]);
    await waitForState(page, video.name, 'done');

    expect(await page.getByRole('heading', { name: video.name, level: 2 }).isVisible()).toBe(true);
    const scores = await shownScores(page);
    expect(Object.keys(scores)).toHaveLength(5);
    expect(await page.locator('.facts').textContent()).toMatch(/\d+ of \d+/);
    const origin = new URL(site.address).origin;
    const away = requests.filter((url) => /^(https?|wss?):/.test(url) && new URL(url).origin !== origin);
    expect(away).toEqual([]);
    expect(requests.some((url) => url.includes('/models/'))).toBe(true);
    expect(errors).toEqual([]);

    const download = await downloadBy(page, () => page.getByRole('button', { name: 'JSON', exact: true }).click());
    const report = JSON.parse(await textOf(download)) as ScoreReport;
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(report.video).toBe(video.name);
    for (const { id, score } of report.dimensions) {
      if (scores[id] !== undefined) expect(scores[id]).toBeCloseTo(score ?? 0, 1);
    }
    expect(await page.locator('.strip [data-frame="0"] .picture').getAttribute('style')).toContain('blob:');
  });

  it('shows why a bad file fails, on its card, and still scores the next', async () => {
    const { page } = await site.open(undefined, TINY);
    await page.locator('.report').waitFor();
    const good = fileOf(SHORT_SAMPLE);
    await drop(page, [
      { name: 'empty.mp4', bytes: Buffer.alloc(0) },
      { name: 'letter.mp4', bytes: Buffer.from('Dear all, this is no video.') },
      good,
    ]);
    await waitForState(page, good.name, 'done');
    expect(await card(page, 'empty.mp4').locator('.file-error').textContent()).toMatch(/empty/i);
    expect(await card(page, 'letter.mp4').locator('.file-error').textContent()).toMatch(/text|not a video/i);
    expect(await card(page, good.name).getAttribute('data-state')).toBe('done');

    const download = await downloadBy(page, () => page.getByRole('button', { name: /Save all 3/ }).click());
    const outcomes: unknown = JSON.parse(await textOf(download));
    expect(validate(outcomes), JSON.stringify(validate.errors)).toBe(true);
    expect(outcomes).toMatchObject([{ error: { code: 'empty-file' } }, { error: {} }, { schema: 2 }]);
  });

  it('cancels the running file and the waiting one, and scores them when asked again', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const { page } = await site.open(
      (context) =>
        context.route(/manifest\.json$/, async (route) => {
          await held;
          await route.continue();
        }),
      TINY,
    );
    await page.locator('.report').waitFor();
    const bytes = fileOf(SHORT_SAMPLE).bytes;
    await drop(page, [
      { name: 'one.mp4', bytes },
      { name: 'two.mp4', bytes },
    ]);
    await waitForState(page, 'one.mp4', 'working');
    await page.getByRole('button', { name: 'Cancel two.mp4' }).click();
    await waitForState(page, 'two.mp4', 'cancelled');
    await page.getByRole('button', { name: 'Cancel one.mp4' }).click();
    release();
    await waitForState(page, 'one.mp4', 'cancelled');
    await page.getByRole('button', { name: 'Try one.mp4 again' }).click();
    await waitForState(page, 'one.mp4', 'done');
  });

  it('says which stage it is in while it works', async () => {
    const { page } = await site.open(undefined, TINY);
    await page.locator('.report').waitFor();
    await page.evaluate(() => {
      const stages = new Set<string>();
      Object.assign(window, { stages });
      new MutationObserver(() => {
        const stage = document.querySelector('.progress-stage')?.textContent;
        const facts = document.querySelector('.progress-facts')?.textContent?.trim();
        if (stage) stages.add(stage);
        if (facts) stages.add(facts.replaceAll(/[\d.]+/g, 'N').replaceAll('\u00a0', ' '));
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    const video = fileOf(realVideo());
    await drop(page, [video]);
    await waitForState(page, video.name, 'done');
    const stages = await page.evaluate(() => [...(window as unknown as { stages: Set<string> }).stages]);
    expect(stages).toContain('Decoding and classifying frames');
    expect(stages.some((stage) => stage.startsWith('N of N frames · N frames/s'))).toBe(true);
  });

  it('scores again with other options and shows them in the report', async () => {
    const { page } = await site.open(undefined, TINY);
    await page.locator('.report').waitFor();
    await page.locator('.options > summary').first().click();
    await page.locator('input[name=rate]').nth(1).check({ force: true });
    await page.getByRole('radio', { name: 'CPU' }).check({ force: true });
    expect(await page.locator('.options-state').first().textContent()).toBe('changed');
    await page.getByRole('button', { name: 'Score again', exact: true }).click();
    await page.waitForFunction(
      () => document.querySelector('.facts')?.textContent?.includes('at 2 per second'),
      undefined,
      {
        timeout: SCORING_MS,
      },
    );
    expect(await page.locator('.strip .frame').count()).toBeLessThan(10);
  });

  it('explains the scores on request', async () => {
    const { page } = await site.open();
    const { name, bytes } = fileOf(SAMPLE);
    await page.locator('.report').waitFor();
    await drop(page, [{ name, bytes }]);
    await waitForState(page, name, 'done');
    expect(await page.locator('.rationale').count()).toBe(0);
    await watchRationales(page);
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.locator('.rationale[aria-busy=false]').nth(4).waitFor({ timeout: SCORING_MS });
    expect(await page.locator('.rationale').count()).toBe(5);

    // Every dimension's words came one after the other, and ended as the report has them.
    const download = await downloadBy(page, () => page.getByRole('button', { name: 'JSON', exact: true }).click());
    const { dimensions } = JSON.parse(await textOf(download)) as ScoreReport;
    const watched = await watchedRationales(page);
    for (const { id, rationale } of dimensions.filter(({ profile }) => profile === 'ultravqa')) {
      const { words, texts } = watched[id]!;
      expect(words.length, id).toBeGreaterThan(2);
      words.slice(1).forEach((later, at) => expect(later.startsWith(`${words[at]} `), later).toBe(true));
      expect(words.at(-1)).toBe(rationale!.words.join(' '));
      expect(texts.at(-1)).toBe(rationale!.text);
    }
    const announced = await page.evaluate(() => (window as unknown as { announced: readonly string[] }).announced);
    expect(announced).toEqual([
      `Scoring ${name}.`,
      `Writing the rationales for ${name}.`,
      `${name} is scored and explained.`,
    ]);
  });

  it('stops writing when it is cancelled, and keeps the report without rationales', async () => {
    const { page } = await site.open();
    const { name, bytes } = fileOf(SAMPLE);
    await page.locator('.report').waitFor();
    await drop(page, [{ name, bytes }]);
    await waitForState(page, name, 'done');
    await page.evaluate(() => {
      new MutationObserver((_, observer) => {
        if (document.querySelector('.rationale[aria-busy=true]') === null) return;
        observer.disconnect();
        document.querySelector<HTMLButtonElement>('.file-card[data-state=working] .file-actions button')?.click();
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await page.getByRole('button', { name: 'Explain' }).click();
    await waitForState(page, name, 'working');
    await waitForState(page, name, 'done');
    expect(await page.locator('.rationale').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Explain' }).isEnabled()).toBe(true);
  });

  it('saves a chart as SVG, PNG and CSV', async () => {
    const { page } = await site.open(undefined, TINY);
    await page.locator('.strip .frame').first().waitFor();
    const chart = page.locator('.slowfast sg-chart').first();
    const save = async (what: string): Promise<Download> => {
      await chart.locator('summary').click();
      return downloadBy(page, () => chart.getByRole('button', { name: what }).click());
    };
    const svg = await textOf(await save('Save as SVG'));
    expect(svg).toMatch(/<title>Similarity of \d+ frames/);
    expect(svg).toContain('<metadata>');
    expect(svg).toMatch(/fill="rgb\(/);
    expect(svg).not.toContain('var(');
    const png = await bytesOf(await save('Save as PNG'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const csv = await save('Save as CSV');
    expect(csv.suggestedFilename()).toMatch(/similarity\.csv$/);
    expect((await textOf(csv)).split('\n')[0]).toBe('frame,instant_seconds,pathway,similarity,repeated,threshold');
  });

  it('takes a pasted file', async () => {
    const { page } = await site.open(undefined, TINY);
    await page.locator('.report').waitFor();
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(['no video'], 'pasted.mp4'));
      window.dispatchEvent(new ClipboardEvent('paste', { clipboardData }));
    });
    await waitForState(page, 'pasted.mp4', 'failed');
  });

  it('says what to do when the model is missing, and works once it is there', async () => {
    let there = false;
    const { page } = await site.open(
      (context) =>
        context.route(/\/models\//, async (route) => {
          if (there) await route.continue();
          else await route.fulfill({ status: 404, body: 'none' });
        }),
      TINY,
    );
    await page.locator('.report').waitFor();
    const video = fileOf(SHORT_SAMPLE);
    await drop(page, [video]);
    await waitForState(page, video.name, 'failed');
    expect(await card(page, video.name).locator('.file-error').textContent()).toMatch(/model/i);
    there = true;
    await page.getByRole('button', { name: `Try ${video.name} again` }).click();
    await waitForState(page, video.name, 'done');
  });
});
