// Takes pictures of the page in light and dark, on a phone and on a desktop: `npm run screenshots [-- ADDRESS]`.
// Without an address it builds the page and serves it. `--readme` renews the README's three pictures alone, `--only=NAME`
// takes the pictures of one scene.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { FIRST_SAMPLE, SAMPLES } from '../src/app';
import { chromiumLaunchOptions } from './chromium.mjs';
import { serveFolder } from './serve.mjs';

const FOLDER = '.cache/screenshots';
const CLIP = `public/samples/${FIRST_SAMPLE}.mp4`;
/** Enough for a table, and small. */
const MANY = SAMPLES.slice(1, 10).map(({ name }) => `public/samples/${name}.mp4`);
const LETTER = {
  name: 'a letter with a rather long name that will not fit.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from('Dear all'),
};
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
  /** The address behind the page's own: a query, a hash or both; the first load has neither. */
  readonly address?: string;
  readonly sizes: readonly (keyof typeof SIZES)[];
  readonly fullPage: boolean;
  readonly prepare: (page: Page) => Promise<void>;
}

/** Where the README looks for its pictures: the light, tall ones of these scenes. */
const README_PICTURES: Readonly<Record<string, string>> = {
  readme: 'docs/screenshot.png',
  'readme-explorer': 'docs/explorer.png',
  'readme-evaluation': 'docs/evaluation.png',
};

const SCENES: readonly Scene[] = [
  { name: 'first-load', sizes: ['phone', 'desktop', 'wall'], fullPage: false, prepare: stay },
  { name: 'readme', sizes: ['tall'], fullPage: false, prepare: chooseFrame },
  { name: 'readme-explorer', address: '#/aso', sizes: ['tall'], fullPage: false, prepare: showFormulas },
  { name: 'readme-evaluation', address: '#/evaluate', sizes: ['tall'], fullPage: false, prepare: dropTable },
  { name: 'whole', sizes: ['phone', 'desktop'], fullPage: true, prepare: walkCurve },
  { name: 'options', sizes: ['phone', 'desktop'], fullPage: true, prepare: openEverything },
  { name: 'files', sizes: ['phone', 'desktop'], fullPage: true, prepare: dropFiles },
  {
    name: 'sample',
    address: '#/score?v=1&clip=melting&sampledFrame=4',
    sizes: ['phone', 'desktop'],
    fullPage: true,
    prepare: stay,
  },
  { name: 'player', sizes: ['phone', 'desktop'], fullPage: true, prepare: lookCloser },
  { name: 'compare', sizes: ['phone', 'desktop'], fullPage: true, prepare: compareWithDegradedCopy },
  { name: 'table', sizes: ['phone', 'desktop'], fullPage: true, prepare: dropMany },
  {
    name: 'embed',
    address: '?embed#/score?v=1&clip=melting&sampledFrame=4',
    sizes: ['phone', 'desktop'],
    fullPage: true,
    prepare: stay,
  },
  { name: 'garbled', address: '#/score?v=1&clip=nobody', sizes: ['phone', 'desktop'], fullPage: false, prepare: stay },
  { name: 'shortcuts', sizes: ['phone', 'desktop'], fullPage: false, prepare: showShortcuts },
  { name: 'explorer', address: '#/aso', sizes: ['phone', 'desktop', 'wall'], fullPage: true, prepare: showFormulas },
  {
    name: 'evaluation',
    address: '#/evaluate',
    sizes: ['phone', 'desktop', 'wall'],
    fullPage: true,
    prepare: dropTable,
  },
];

function stay(): Promise<void> {
  return Promise.resolve();
}

async function showShortcuts(page: Page): Promise<void> {
  await page.keyboard.press('?');
  await page.locator('dialog[open]').waitFor();
}

async function showFormulas(page: Page): Promise<void> {
  await page.locator('.katex').nth(11).waitFor();
}

/** Two methods against one rating of forty clips: one agrees up to noise, the other hardly. */
async function dropTable(page: Page): Promise<void> {
  await page.locator('[data-paper]').first().waitFor();
  const rows = Array.from({ length: 40 }, (_, i) => {
    const dimensionRating = 1 + ((i * 7) % 17) / 4;
    return `clip-${i},${'abcd'[i % 4]},${dimensionRating},${dimensionRating + Math.sin(i * 9) / 2},${3 + Math.sin(i * 5) + dimensionRating / 9}`;
  });
  const buffer = Buffer.from(`clip,generator,mos,close,far\n${rows.join('\n')}\n`);
  await page
    .locator('main input[type=file]')
    .first()
    .setInputFiles({ name: 'forty.csv', mimeType: 'text/csv', buffer });
  await page.locator('tr[data-method=far] small').first().waitFor();
}

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
  await page.locator('.options > summary').first().click();
  await page.locator('.details > summary').click();
  const first = page.locator('.dimension sg-chart').first();
  await first.locator('summary').click();
  await first.getByRole('button', { name: 'Show the numbers' }).click();
}

/** Every second scored on its own, the patches that changed over the picture. */
async function lookCloser(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Score each second on its own' }).click();
  await page.getByText('was scored as if it were the whole clip').waitFor();
  await walkToCut(page);
  await page.getByLabel('Patches', { exact: true }).check({ force: true });
  await page.getByText(/patches differ from the slow frame/).waitFor();
}

async function compareWithDegradedCopy(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Blur, strong: make a degraded copy and compare' }).click();
  await page.locator('.difference').first().waitFor();
  await untilDone(page);
  await page.getByText('Larger pictures are loading').waitFor({ state: 'hidden' });
}

/** A good file and two bad ones. */
async function dropFiles(page: Page): Promise<void> {
  const files = page.locator('.drop-zone input[type=file]').first();
  await files.setInputFiles(CLIP);
  await files.setInputFiles([{ name: 'empty.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(0) }, LETTER]);
  await page.locator('.file-card[data-state=queued], .file-card[data-state=working]').first().waitFor();
  await untilDone(page);
}

/** A table with a bad file in it, and what people said of the clips. */
async function dropMany(page: Page): Promise<void> {
  const files = page.locator('.drop-zone input[type=file]').first();
  const people = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('file,MOS\nblocks.mp4,2.5\n') };
  await files.setInputFiles(MANY);
  await files.setInputFiles([LETTER, people]);
  await page.locator('.table-row[data-state=failed]').waitFor();
  await untilDone(page);
}

async function untilDone(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelectorAll('[data-state=queued], [data-state=working]').length === 0,
    undefined,
    { timeout: SCORING_MS },
  );
}

const given = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const readme = process.argv.includes('--readme');
/** `--only=NAME` takes one scene. */
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
// A child, because build.mjs finds the repository by its own place, which a bundle does not have.
if (given === undefined) spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { stdio: 'inherit' });
const site = given === undefined ? await serveFolder('dist') : { address: given, close: () => Promise.resolve() };
const browser = await chromium.launch(chromiumLaunchOptions());
mkdirSync(FOLDER, { recursive: true });
try {
  for (const theme of readme ? (['light'] as const) : (['light', 'dark'] as const)) {
    const scenes = SCENES.filter(({ name }) => (readme ? name in README_PICTURES : (only ?? name) === name));
    for (const scene of scenes) for (const size of scene.sizes) await take(scene, size, theme);
  }
} finally {
  await browser.close();
  await site.close();
}
if (readme) {
  for (const [scene, file] of Object.entries(README_PICTURES))
    copyFileSync(join(FOLDER, `${scene}-tall-light.png`), file);
}

async function take(scene: Scene, size: keyof typeof SIZES, theme: 'light' | 'dark'): Promise<void> {
  const context = await browser.newContext({ viewport: SIZES[size], colorScheme: theme, reducedMotion: 'reduce' });
  context.setDefaultTimeout(SCORING_MS);
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${scene.name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`${scene.name}: ${message.text()}`);
  });
  await page.goto(site.address + (scene.address ?? ''));
  await page.locator('main :is(h2, h3)').first().waitFor();
  if (scene.address?.includes('#/score') ?? true) await page.locator('.report').waitFor();
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
