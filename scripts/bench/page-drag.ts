import type { CDPSession, Locator, Page } from 'playwright-core';

const DRAG_MS = 6000;
/** More often than frames come, so that every frame finds the pointer elsewhere. */
const MOVE_MS = 8;
/** To the far end and back, so many times. */
const SWEEPS = 3;

/** How a page kept up with a hand. */
export interface Dragged {
  /** Milliseconds between one frame and the next. */
  readonly gaps: readonly number[];
  /** Milliseconds a frame of the page's main thread. */
  readonly busy: number;
}

/** Drags from one side of an element to the other and back, at a share of its height. */
export async function drag(page: Page, handle: Locator, height: number): Promise<Dragged> {
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
  const moves: Promise<void>[] = [];
  const started = performance.now();
  for (let now = 0; now < DRAG_MS; now = performance.now() - started) {
    // Awaited in the end only: an answer comes with the next frame.
    moves.push(page.mouse.move(at(0.5 - 0.5 * Math.cos((now / DRAG_MS) * SWEEPS * 2 * Math.PI)), y));
    await new Promise((resolve) => setTimeout(resolve, MOVE_MS));
  }
  const times = await frames;
  const busy = (await busySeconds(session)) - before;
  await Promise.all(moves);
  await page.mouse.up();
  const gaps = times.slice(1).map((time, i) => time - times[i]!);
  return { gaps, busy: (1000 * busy) / gaps.length };
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
