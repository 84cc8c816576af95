// Takes pictures of the page in light and dark, on a phone and on a desktop: `npm run screenshots [-- ADDRESS]`.
// Without an address it builds the page and serves it. `--readme` renews docs/screenshot.png alone.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { EXAMPLE_NAME } from '../src/app/example';
import { chromiumLaunchOptions } from './chromium.mjs';
import { serveFolder } from './serve.mjs';

const FOLDER = '.cache/screenshots';
const CLIP = `public/samples/${EXAMPLE_NAME}.mp4`;
const SCORING_MS = 120_000;
/** Pictures fade in and widths settle. */
const SETTLE_MS = 300;

const SIZES = {
  phone: { width: 360, height: 760 },
  desktop: { width: 1440, height: 900 },
  tall: { width: 1440, height: 1565 },
  wall: { width: 3840, height: 2160 },
} as const;

interface Scene {
  readonly name: string;
  readonly sizes: readonly (keyof typeof SIZES)[];
  readonly fullPage: boolean;
  readonly prepare: (page: Page) => Promise<void>;
}

const SCENES: readonly Scene[] = [
  { name: 'first-load', sizes: ['phone', 'desktop', 'wall'], fullPage: false, prepare: () => Promise.resolve() },
  { name: 'readme', sizes: ['tall'], fullPage: false, prepare: chooseFrame },
  { name: 'whole', sizes: ['phone', 'desktop'], fullPage: true, prepare: walkCurve },
  { name: 'options', sizes: ['phone', 'desktop'], fullPage: true, prepare: openEverything },
  { name: 'files', sizes: ['phone', 'desktop'], fullPage: true, prepare: dropFiles },
];

/** Both profiles, a frame chosen by keyboard. */
async function walkCurve(page: Page): Promise<void> {
  await page.getByLabel('Both').check({ force: true });
  await walkToCut(page);
}

async function chooseFrame(page: Page): Promise<void> {
  await walkToCut(page);
  // Without the focus ring: the frame stays chosen.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

async function walkToCut(page: Page): Promise<void> {
  const curve = page.getByRole('slider', { name: /^Similarity of/ });
  await curve.focus();
  for (let i = 0; i < 11; i++) await page.keyboard.press('ArrowRight');
}

async function openEverything(page: Page): Promise<void> {
  await page.locator('.options > summary').click();
  await page.locator('.details > summary').click();
  const first = page.locator('.dimension sg-chart').first();
  await first.locator('summary').click();
  await first.getByRole('button', { name: 'Show the numbers' }).click();
}

/** A good file and two bad ones. */
async function dropFiles(page: Page): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(CLIP);
  await page.locator('input[type=file]').setInputFiles([
    { name: 'empty.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(0) },
    {
      name: 'a letter with a rather long name that will not fit.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Dear all'),
    },
  ]);
  await page.locator('.file-card[data-state=queued], .file-card[data-state=working]').first().waitFor();
  await page.waitForFunction(
    () => document.querySelectorAll('[data-state=queued], [data-state=working]').length === 0,
    undefined,
    { timeout: SCORING_MS },
  );
}

const given = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const readme = process.argv.includes('--readme');
// A child, because build.mjs finds the repository by its own place, which a bundle does not have.
if (given === undefined) spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { stdio: 'inherit' });
const site = given === undefined ? await serveFolder('dist') : { address: given, close: () => Promise.resolve() };
const browser = await chromium.launch(chromiumLaunchOptions());
mkdirSync(FOLDER, { recursive: true });
try {
  for (const theme of readme ? (['light'] as const) : (['light', 'dark'] as const)) {
    const scenes = SCENES.filter(({ name }) => !readme || name === 'readme');
    for (const scene of scenes) for (const size of scene.sizes) await take(scene, size, theme);
  }
} finally {
  await browser.close();
  await site.close();
}
if (readme) copyFileSync(join(FOLDER, 'readme-tall-light.png'), 'docs/screenshot.png');

async function take(scene: Scene, size: keyof typeof SIZES, theme: 'light' | 'dark'): Promise<void> {
  const context = await browser.newContext({ viewport: SIZES[size], colorScheme: theme, reducedMotion: 'reduce' });
  context.setDefaultTimeout(SCORING_MS);
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${scene.name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`${scene.name}: ${message.text()}`);
  });
  await page.goto(site.address);
  await page.locator('.report').waitFor();
  await scene.prepare(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.waitForTimeout(SETTLE_MS);
  const path = join(FOLDER, `${scene.name}-${size}-${theme}.png`);
  await page.screenshot({ path, fullPage: scene.fullPage });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  console.log(`${path}${overflow > 0 ? ` (overflows by ${overflow} px)` : ''}`);
  await context.close();
}
