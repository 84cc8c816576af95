// `npm run bench:explorer`: how many frames a second the ASO explorer draws while a person drags, and what of a frame's time
// the page itself takes. A display shows 60; above that nothing is seen.
import { spawnSync } from 'node:child_process';
import Table from 'cli-table3';
import type { CDPSession, Locator, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { chromiumLaunchOptions } from '../chromium.mjs';
import { serveFolder } from '../serve.mjs';

const DRAG_MS = 6000;
/** More often than frames come, so that every frame finds the pointer elsewhere. */
const MOVE_MS = 8;
/** To the far end and back, so many times. */
const SWEEPS = 3;
const FRAME_MS = 1000 / 60;

/** Without the software GPU that WebGPU needs where there is none: it takes 70 ms to show a picture of this size. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-gpu-compositing'];

interface Dragged {
  /** Milliseconds between one frame and the next, in rising order. */
  readonly gaps: readonly number[];
  /** Of the page's main thread, a frame. */
  readonly busyMs: number;
}

spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { stdio: 'inherit' });
const site = await serveFolder('dist');
const browser = await chromium.launch({ ...chromiumLaunchOptions(), args: FLAGS });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${site.address}#/aso`);
  await page.locator('.explorer .race').first().waitFor();
  const table = new Table({ head: ['dragged', 'frames/s', 'median gap', '95 %', 'longest', 'page, of a frame'] });
  const stage = page.locator('.explorer [role=slider]').first();
  const lambda = page.locator('#aso-lambda');
  for (const [name, handle, height] of [
    ['target s*', stage, 0.9],
    ['lambda', lambda, 0.5],
  ] as const) {
    const { gaps, busyMs } = await drag(page, handle, height);
    const seconds = gaps.reduce((sum, gap) => sum + gap, 0) / 1000;
    const at = (share: number): string => `${gaps[Math.floor(share * (gaps.length - 1))]!.toFixed(1)} ms`;
    table.push([
      name,
      (gaps.length / seconds).toFixed(1),
      at(0.5),
      at(0.95),
      at(1),
      `${busyMs.toFixed(1)} ms, ${(busyMs / FRAME_MS).toFixed(2)}`,
    ]);
  }
  console.log(table.toString());
} finally {
  await browser.close();
  await site.close();
}

/** Drags from one side of an element to the other and back, at a share of its height. */
async function drag(page: Page, handle: Locator, height: number): Promise<Dragged> {
  await handle.scrollIntoViewIfNeeded();
  const box = await handle.boundingBox();
  if (box === null) throw new Error('There is nothing to drag.');
  const y = box.y + height * box.height;
  const at = (share: number): number => box.x + box.width * (0.1 + 0.8 * share);
  await page.mouse.move(at(0), y);
  await page.mouse.down();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const before = await busySeconds(session);
  const frames = page.evaluate(frameTimes, DRAG_MS);
  const started = performance.now();
  for (let now = 0; now < DRAG_MS; now = performance.now() - started) {
    // Not awaited: an answer comes with the next frame.
    void page.mouse.move(at(0.5 - 0.5 * Math.cos((now / DRAG_MS) * SWEEPS * 2 * Math.PI)), y);
    await new Promise((resolve) => setTimeout(resolve, MOVE_MS));
  }
  const times = await frames;
  const busy = (await busySeconds(session)) - before;
  await page.mouse.up();
  const gaps = times.slice(1).map((time, i) => time - times[i]!);
  return { gaps: gaps.sort((a, b) => a - b), busyMs: (1000 * busy) / gaps.length };
}

async function busySeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

/** Runs in the page: when each frame of the next `ms` began. */
function frameTimes(ms: number): Promise<number[]> {
  return new Promise((resolve) => {
    const times: number[] = [];
    const next = (time: number): void => {
      times.push(time);
      if (time - times[0]! < ms) requestAnimationFrame(next);
      else resolve(times);
    };
    requestAnimationFrame(next);
  });
}
