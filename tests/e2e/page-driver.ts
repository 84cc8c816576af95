import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Download, Locator, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { inject } from 'vitest';
import { chromiumLaunchOptions } from '../../scripts/chromium.mjs';
import { defined } from '../../src/base/assert';
import { dataFolder } from '../fixtures/data';

const ROOT = resolve(fileURLToPath(new URL('../..', import.meta.url)));
/** For one small clip, model included, on two cores that others use too. */
export const SCORING_MS = 240_000;
/** For all else: a selector that has gone stale fails soon. Four times what the slowest step takes on two busy cores. */
const ACTION_MS = 30_000;
export const SAMPLE = join(ROOT, 'public', 'samples', 'lantern-lake.mp4');
/** Half the frames of that, and smaller ones: for tests to which any clip is as good. */
export const SHORT_SAMPLE = join(ROOT, 'public', 'samples', 'blocks.mp4');

/** A real H.264 file where the data folder is at hand, else the page's own sample. */
export function realVideo(): string {
  const data = dataFolder();
  return data === undefined ? SAMPLE : join(data, 'ingest', 'good', 'mdn_rabbit320.mp4');
}

export interface Site {
  readonly address: string;
  readonly browser: Browser;
  /** A page in a context of its own, every request of which is written down. The page opened before is closed. */
  open(prepare?: (context: BrowserContext) => Promise<unknown>, options?: OpenOptions): Promise<Visit>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** For tests of the page, not of what the model says: the real one takes seconds of two cores to load. */
  readonly tinyModel?: boolean;
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface Visit {
  readonly page: Page;
  readonly requests: readonly string[];
  /** Errors that reached the console or nobody at all. */
  readonly errors: readonly string[];
}

/**
 * The built page in the Chromium that end-to-end files share, which has no WebGPU. A test of WebGPU, or one that
 * changes the browser itself, names `gpu`: that starts one for it alone, with a software GPU or without, and with `whole`
 * the browser that people use instead of its headless shell.
 */
export async function openSite({
  gpu,
  whole = false,
}: { readonly gpu?: boolean; readonly whole?: boolean } = {}): Promise<Site> {
  const address = inject('siteAddress');
  const browser =
    gpu === undefined
      ? await chromium.connect(sharedBrowser())
      : await chromium.launch(chromiumLaunchOptions({ gpu, whole }));
  let last: BrowserContext | undefined;
  return {
    address,
    browser,
    async open(prepare, { tinyModel = false, ...options } = {}) {
      await last?.close();
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      context.setDefaultTimeout(ACTION_MS);
      last = context;
      const requests: string[] = [];
      const errors: string[] = [];
      context.on('request', (request) => requests.push(request.url()));
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await prepare?.(context);
      await page.goto(tinyModel ? inject('tinySiteAddress') : address);
      return { page, requests, errors };
    },
    async close() {
      await last?.close();
      // Of the shared browser this closes the connection only.
      await browser.close();
    },
  };
}

/** That of this worker: workers are numbered from 1. */
function sharedBrowser(): string {
  const addresses = inject('browserAddresses');
  return defined(addresses[(Number(process.env['VITEST_POOL_ID']) - 1) % addresses.length], 'the shared browser');
}

/** What was downloaded. The file itself lies with the shared browser, so it is read as a stream. */
export async function bytesOf(download: Download): Promise<Buffer> {
  return buffer(await download.createReadStream());
}

export const PNG_SIGNATURE = '89504e470d0a1a0a';

/** A file that the browser saved. */
export interface SavedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What a person gets who presses this. */
export async function savedBy(page: Page, press: () => Promise<void>): Promise<SavedFile> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
}

/** Every file a person can save from a chart. */
export async function savedChart(page: Page, chart: Locator): Promise<Record<'CSV' | 'SVG' | 'PNG', SavedFile>> {
  const save = async (format: string): Promise<SavedFile> => {
    await chart.locator('summary').click();
    return savedBy(page, () => chart.getByRole('button', { name: `Save as ${format}` }).click());
  };
  return { CSV: await save('CSV'), SVG: await save('SVG'), PNG: await save('PNG') };
}

/** Drops files on the page the way a mouse does: with a DataTransfer, on the document. */
export async function drop(
  page: Page,
  files: readonly { readonly name: string; readonly bytes: Buffer }[],
): Promise<void> {
  const carried = files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }));
  const transfer = await page.evaluateHandle(async (list) => {
    const made = new DataTransfer();
    for (const { name, base64 } of list) {
      const bytes = await (await fetch(`data:application/octet-stream;base64,${base64}`)).arrayBuffer();
      made.items.add(new File([bytes], name));
    }
    return made;
  }, carried);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('body', type, { dataTransfer: transfer });
  }
}

export function fileOf(path: string): { readonly name: string; readonly bytes: Buffer } {
  return { name: basename(path), bytes: readFileSync(path) };
}

/** The card of a file, by its name. */
export function card(page: Page, name: string) {
  return page
    .locator('.file-card')
    .filter({ has: page.locator('.file-name', { hasText: new RegExp(`^${escape(name)}$`) }) });
}

export async function waitForState(page: Page, name: string, state: string): Promise<void> {
  await page.waitForFunction(
    ([wantedName, wantedState]) =>
      [...document.querySelectorAll<HTMLElement>('.file-card')].some(
        (each) => each.querySelector('.file-name')?.textContent === wantedName && each.dataset['state'] === wantedState,
      ),
    [name, state],
    { timeout: SCORING_MS },
  );
}

/** Scores on show, by dimension. */
export async function shownScores(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>('.dimension')]
        .filter((row) => row.querySelector('.score') !== null)
        .map((row) => [row.dataset['dimension'] ?? '', Number(row.querySelector('.score')?.textContent)]),
    ),
  );
}

interface AxNode {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
}

/** The browser's accessibility tree. */
export async function accessibleNodes(page: Page): Promise<readonly { role: string; name: string }[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: readonly AxNode[] };
  return nodes
    .filter((node) => !node.ignored)
    .map((node) => ({ role: node.role?.value ?? '', name: node.name?.value ?? '' }));
}

/** Roles that need a name. */
export const NAMED_ROLES: readonly string[] = [
  'button',
  'radio',
  'slider',
  'spinbutton',
  'textbox',
  'link',
  'checkbox',
  'combobox',
  'progressbar',
  'region',
  'image',
];

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
