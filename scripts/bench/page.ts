// `npm run bench:page -- [FILE]`: how the built page keeps up with a hand. A display shows 60 frames a second; above that
// nothing is seen. What takes a tenth of a second feels like one's own doing.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import Table from 'cli-table3';
import { Command } from 'commander';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { chromiumLaunchOptions } from '../chromium.mjs';
import { serveFolder } from '../serve.mjs';
import { ownClip } from './clip';
import { drag } from './page-drag';
import { redrawn, scoreAndGather, SLIDERS } from './page-redraw';

const FRAME_MS = 1000 / 60;
const REDRAW_MS = 100;
const VIEWPORT = { width: 1280, height: 900 };

/** Without the software GPU that WebGPU needs where there is none: it takes 70 ms to show a picture of this size. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-gpu-compositing'];

const command = new Command('npm run bench:page --')
  .description(
    'Drags in the ASO explorer and moves the SlowFast sliders under a report. Without FILE, of its own clip.',
  )
  .argument('[FILE]', 'a video; ten seconds are what the goal is for')
  .parse();
const [asked] = command.args;
const clip = asked === undefined ? await ownClip() : resolve(process.env['INIT_CWD'] ?? process.cwd(), asked);

spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { stdio: 'inherit' });
const site = await serveFolder('dist');
const browser = await chromium.launch({ ...chromiumLaunchOptions(), args: FLAGS });
try {
  console.log(await explorer(browser));
  console.log(await sliders(browser));
} finally {
  await browser.close();
  await site.close();
}

async function explorer(browser: Browser): Promise<string> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.goto(`${site.address}#/aso`);
  await page.locator('.explorer .race').first().waitFor();
  const head = ['ASO explorer, dragged', 'frames/s', 'median gap', '95 %', 'longest', 'the page itself, of a frame'];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const [name, handle, height] of [
    ['target s*', page.locator('.explorer [role=slider]').first(), 0.9],
    ['lambda', page.locator('#aso-lambda'), 0.5],
  ] as const) {
    const { gaps, busy } = await drag(page, handle, height);
    const rate = (1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0);
    table.push([name, rate.toFixed(1), ...spread(gaps), `${busy.toFixed(1)} ms, ${(busy / FRAME_MS).toFixed(2)}`]);
  }
  await page.close();
  return table.toString();
}

async function sliders(browser: Browser): Promise<string> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.goto(site.address);
  await scoreAndGather(page, clip);
  const head = ['SlowFast slider, moved', 'median', '95 %', 'longest', `longest / ${REDRAW_MS} ms`];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const { label, values } of SLIDERS) {
    const times: number[] = [];
    for (const value of values) times.push(await redrawn(page, label, value));
    table.push([label, ...spread(times), (Math.max(...times) / REDRAW_MS).toFixed(2)]);
  }
  await page.close();
  return table.toString();
}

/** Median, 95th percentile and maximum. */
function spread(times: readonly number[]): string[] {
  const sorted = times.toSorted((a, b) => a - b);
  return [0.5, 0.95, 1].map((share) => `${sorted[Math.ceil(share * sorted.length) - 1]!.toFixed(1)} ms`);
}
