import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { csvParse } from 'd3';
import type { BrowserContext, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolder } from '../fixtures/data';
import { expectRows } from './many-rows';
import type { Site } from './page-driver';
import { bytesOf, drop, fileOf, openSite, SCORING_MS, SHORT_SAMPLE, waitForState } from './page-driver';

const good = join(dataFolder() ?? '', 'ingest', 'good');
const there = existsSync(good);
if (!there) console.info('skipped: the data folder with its ingest files is absent');

/** The smallest real files: what is tested is the batch, not the decoder. */
const clips = there
  ? readdirSync(good)
      .map((name) => fileOf(join(good, name)))
      .toSorted((a, b) => a.bytes.length - b.bytes.length)
      .slice(0, 3)
  : [];
/** Its name would run in a spreadsheet. */
const letter = { name: '=letter.mp4', bytes: Buffer.from('Dear all, this is no video.') };
const sample = fileOf(SHORT_SAMPLE);

/** Most of these tests are about the table and what is saved. */
const TINY = { tinyModel: true };

const row = (page: Page, name: string) =>
  page.locator('.table-row').filter({ has: page.getByText(name, { exact: true }) });
const facts = (page: Page) => page.locator('.batch-facts');
const savedCount = (page: Page, count: string) => page.locator('.saved-state').filter({ hasText: count });

async function rowState(page: Page, name: string, state: string): Promise<void> {
  await row(page, name)
    .and(page.locator(`[data-state=${state}]`))
    .waitFor({ timeout: SCORING_MS });
}

/** How many files have ended once the running one has. */
async function pausedAt(page: Page): Promise<number> {
  await facts(page)
    .filter({ hasText: /· paused$/ })
    .waitFor({ timeout: SCORING_MS });
  return Number.parseInt((await facts(page).textContent()) ?? '', 10);
}

async function showTable(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await page.locator('.table-row').first().waitFor();
}

async function textOf(download: Download): Promise<string> {
  return (await bytesOf(download)).toString();
}

async function saved(page: Page, button: string | RegExp): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return download;
}

/** Every file of the page's own file system (OPFS) as the folder that a person would pick. */
async function pickable(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Object.assign(window, { showDirectoryPicker: () => navigator.storage.getDirectory() });
  });
}

async function fillFolder(page: Page, files: readonly { readonly name: string; readonly bytes: Buffer }[]) {
  for (const { name, bytes } of files) {
    await page.evaluate(
      async ([path, base64]) => {
        let folder = await navigator.storage.getDirectory();
        const parts = path!.split('/');
        for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
        const handle = await folder.getFileHandle(parts.at(-1)!, { create: true });
        const writable = await handle.createWritable();
        await writable.write(await (await fetch(`data:application/octet-stream;base64,${base64}`)).arrayBuffer());
        await writable.close();
      },
      [name, bytes.toString('base64')],
    );
  }
}

describe('a batch of videos', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  it.skipIf(!there)(
    'becomes a table of scores; a bad file keeps its row with the reason and can be tried again',
    async () => {
      const { page, errors } = await site.open();
      await page.locator('.report').waitFor();
      await drop(page, [...clips.slice(0, 2), letter]);
      await showTable(page);
      for (const { name } of clips.slice(0, 2)) await rowState(page, name, 'done');
      await rowState(page, letter.name, 'failed');
      expect(await facts(page).textContent()).toMatch(/3 of 3 files · 1 failed/);
      expect(await row(page, letter.name).locator('.state-note').textContent()).toMatch(/text|not a video/i);

      const first = row(page, clips[0]!.name);
      expect(await first.locator('.cell-score').count()).toBe(5);
      expect(await first.locator('.small-levels rect').count()).toBe(5 * 9);
      expect(await first.locator('.sparkline path').count()).toBe(5);
      expect(Number(await first.locator('.small-score').first().textContent())).toBeGreaterThanOrEqual(1);

      await page.getByRole('button', { name: `Try ${letter.name} again` }).click();
      await rowState(page, letter.name, 'failed');

      await first.click();
      await page.getByRole('heading', { name: clips[0]!.name, level: 2 }).waitFor();
      await first.focus();
      await page.keyboard.press('ArrowDown');
      await page.locator(`.table-row:focus`).filter({ hasText: clips[1]!.name }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: clips[1]!.name, level: 2 }).waitFor();

      const lines = csvParse(await textOf(await saved(page, 'CSV of all 3 reports')));
      expect(lines.map(({ video, state }) => [video, state])).toEqual([
        [clips[0]!.name, 'done'],
        [clips[1]!.name, 'done'],
        [`'${letter.name}`, 'failed'],
      ]);
      expect(lines[2]?.['reason']).toMatch(/text|not a video/i);
      expect(Number(lines[0]?.['motion-quality_score'])).toBeGreaterThanOrEqual(1);
      expect(errors).toEqual([]);
    },
  );

  it.skipIf(!there)(
    'waits when paused, and after a reload finds what was scored and goes on with the folder',
    async () => {
      const { page } = await site.open(pickable);
      await page.locator('.report').waitFor();
      await fillFolder(
        page,
        clips
          .map(({ name, bytes }, i) => ({ name: i === 0 ? name : `more/${name}`, bytes }))
          .concat({
            name: 'notes.txt',
            bytes: Buffer.from('no video'),
          }),
      );
      await page.getByRole('button', { name: 'Choose a folder' }).click();
      await page.getByText('1 other file was left out').waitFor();
      await page.getByRole('button', { name: 'Pause' }).click();
      const ended = await pausedAt(page);
      expect(ended).toSatisfy((count: number) => count > 0 && count < 3);
      await savedCount(page, String(ended)).waitFor();
      const before = await page.locator('.file-card[data-state=done] .file-name').last().textContent();

      await page.reload();
      await page.locator('.report').waitFor();
      await page.getByText(`stopped at ${ended} of 3 files`).waitFor();
      await page.getByRole('button', { name: 'Resume batch' }).click();
      await facts(page)
        .filter({ hasText: `3 of 3 files · ${ended} from saved results` })
        .waitFor({ timeout: SCORING_MS });
      await showTable(page);
      expect(await row(page, before!).locator('.state-word').textContent()).toContain('Reused');
      expect(await page.locator('.table-row .state-word', { hasText: 'Scored' }).count()).toBe(3 - ended);
      expect(await page.locator('.table-row .cell-name', { hasText: 'more/' }).count()).toBe(2);

      await page.reload();
      await page.locator('.report').waitFor();
      await savedCount(page, '3').waitFor();
      expect(await page.locator('.unfinished').count()).toBe(0);
    },
  );

  it.skipIf(!there)('reads a dropped folder through, and offers it by name after a reload', async () => {
    const { page } = await site.open(undefined, TINY);
    await page.locator('.report').waitFor();
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: [good], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
    }
    const names = readdirSync(good);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.locator('.table-row').first().waitFor();
    expect(await page.getByRole('grid', { name: 'Files' }).getAttribute('aria-rowcount')).toBe(
      String(names.length + 1),
    );
    const ended = await pausedAt(page);
    await page.reload();
    await page.getByText(`from “good” stopped at ${ended} of ${names.length} files`).waitFor();
    await page.getByRole('button', { name: 'Not now' }).click();
    await page.locator('.unfinished').waitFor({ state: 'detached' });
  });

  it('finds a file that comes again under another name, pictures and all, until the results are cleared', async () => {
    const { page } = await site.open(undefined, TINY);
    await page.locator('.report').waitFor();
    await drop(page, [sample]);
    await waitForState(page, sample.name, 'done');
    await savedCount(page, '1').waitFor();
    const scores = await page.locator('.dimension .score').allTextContents();

    await page.reload();
    await page.locator('.report').waitFor();
    await drop(page, [{ ...sample, name: 'renamed.mp4' }]);
    await waitForState(page, 'renamed.mp4', 'done');
    expect(await page.getByRole('heading', { name: 'renamed.mp4', level: 2 }).isVisible()).toBe(true);
    expect(await page.locator('.dimension .score').allTextContents()).toEqual(scores);
    expect(await page.locator('.strip [data-frame="0"] .picture').getAttribute('style')).toContain('blob:');
    // Nothing was scored: the worker was never needed.
    expect(page.workers()).toEqual([]);

    await page.locator('.saved > summary').click();
    await page.getByRole('button', { name: 'Clear saved results' }).click();
    await savedCount(page, 'none').waitFor();
  });

  it.each([
    [
      'denied',
      /denies the page its storage/,
      () => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('denied', 'SecurityError');
        };
      },
    ],
    [
      'full',
      /storage is full/,
      () => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      },
    ],
  ])('goes on scoring when storage is %s, and says that nothing is saved', async (_, sentence, script) => {
    const { page } = await site.open((context) => context.addInitScript(script), TINY);
    await page.locator('.report').waitFor();
    await drop(page, [sample]);
    await waitForState(page, sample.name, 'done');
    await page.getByText(sentence).waitFor();
    expect(await page.locator('.saved-state').textContent()).toBe('none');
  });

  it('compares two rows that were picked', async () => {
    const { page } = await site.open(undefined, TINY);
    await page.locator('.report').waitFor();
    await drop(page, [sample, { ...sample, name: 'again.mp4' }]);
    await waitForState(page, 'again.mp4', 'done');
    await page.getByRole('button', { name: 'Table' }).click();
    await page.getByText('Pick two scored rows').waitFor();
    for (const name of [sample.name, 'again.mp4']) {
      await page.getByRole('button', { name: `Pick ${name} to compare` }).click();
    }
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByRole('heading', { name: `${sample.name} and again.mp4` }).waitFor();
    // The title is drawn first and takes the focus a frame later.
    await page.locator('#compare-title:focus').waitFor();
    await page.locator('.difference').first().waitFor();
    await page.getByRole('button', { name: 'Copy link' }).click();
    expect(await page.locator('.link-caveat').textContent()).toMatch(/stay on this machine/);
  });

  it('holds a thousand rows, drawing only those in sight, and sorts and filters them', () => expectRows(site, 1000));

  it('hands human scores that lie beside the clips over to the evaluation bench, joined by file name', async () => {
    const { page } = await site.open(undefined, TINY);
    await page.locator('.report').waitFor();
    const csv = `file,Motion quality,generator\nblocks,3.5,a\nagain.mp4,4,b\nnowhere.mp4,1,b\n`;
    await drop(page, [sample, { ...sample, name: 'again.mp4' }, { name: 'people.csv', bytes: Buffer.from(csv) }]);
    await waitForState(page, sample.name, 'done');
    await waitForState(page, 'again.mp4', 'done');
    await page.getByRole('button', { name: 'Compare with human scores' }).click();
    await page.getByText(/joined by "video"/).waitFor();
    await page.getByText(/no row of scores of this page/).waitFor();
    await page.getByRole('button', { name: /Continue with the other 2 rows/ }).click();
    await page.locator('[data-dimension="Motion quality"] tr[data-method="slowglass"]').waitFor();
    expect(await page.locator('tr[data-method="slowglass"] td').first().textContent()).toBe('2');
  });
});
