import { spawnSync } from 'node:child_process';
import { chromium } from 'playwright-core';
import { createRandom } from '../../src/base';
import { chromiumLaunchOptions } from '../chromium.mjs';
import { serveFolder } from '../serve.mjs';

/** A person would have left long before. */
const PATIENCE_MS = 600_000;

/** Seconds by the clock that the page takes, in Chromium, for a table of one human column and nine of predictions. */
export interface PageSeconds {
  /** From the dropped CSV to every figure and picture. */
  readonly metrics: number;
  /** From the button to the last interval. */
  readonly draws: number;
}

/** Drops a made-up table on the evaluation bench and draws its intervals, as a person would. */
export async function timePage(rows: number, methods: number): Promise<PageSeconds> {
  spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { stdio: 'inherit' });
  const site = await serveFolder('dist');
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(`${site.address}#/evaluate`);
    await page.locator('[data-paper]').first().waitFor();
    const file = { name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(tableOf(rows, methods)) };
    const metrics = await seconds(async () => {
      await page.locator('input[type=file]').first().setInputFiles(file);
      await page.locator('#plots-title').waitFor();
    });
    const draws = await seconds(async () => {
      await page.getByRole('button', { name: /^Draw intervals/ }).click();
      await page.locator('td[data-metric=srcc] small').first().waitFor();
    });
    return { metrics, draws };
  } finally {
    await browser.close();
    await site.close();
  }
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function tableOf(rows: number, methods: number): string {
  const random = createRandom('bench statistics page');
  const lines = [`clip,mos,${Array.from({ length: methods }, (_, m) => `method-${m}`).join(',')}`];
  for (let row = 0; row < rows; row++) {
    const human = Math.min(5, Math.max(1, 3 + 0.8 * random.normal()));
    const predicted = Array.from({ length: methods }, (_, m) => 0.5 * human + (0.3 + 0.1 * m) * random.normal());
    lines.push([`clip-${row}`, ...[human, ...predicted].map((value) => value.toFixed(5))].join(','));
  }
  return lines.join('\n');
}
