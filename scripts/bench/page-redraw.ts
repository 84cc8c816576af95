import type { Page } from 'playwright-core';

const PATIENCE_MS = 300_000;

/** The sliders of the SlowFast panel, and where each is put in turn. */
export const SLIDERS = [
  { label: 'Fast above this similarity', values: [0.5, 0.99, 0.7, 0.95, 0.8, 0.6, 0.97, 0.85] },
  { label: 'Patch similar above this cosine', values: [0.8, 0.99, 0.9, 0.97, 0.85, 0.95, 0.98, 0.92] },
  { label: 'Frames a second', values: [2, 1, 0, 1, 2, 0, 2, 1] },
] as const;

/** Drops a clip on the page, waits for its report and moves one slider, so that all comparison frames are kept. */
export async function scoreAndGather(page: Page, path: string): Promise<void> {
  page.setDefaultTimeout(PATIENCE_MS);
  await page.locator('.report').waitFor();
  await page.locator('input[type=file]').first().setInputFiles(path);
  await page.locator('.file-card[data-state=done]').waitFor();
  await redrawn(page, SLIDERS[0].label, 0.9 - 0.01);
}

/** Milliseconds from a slider's move to the frame in which strip, curve and tokens show what it changed. */
export function redrawn(page: Page, label: string, value: number): Promise<number> {
  return page.locator('.slowfast-controls').getByLabel(label).evaluate(moveAndWait, value);
}

/** Runs in the page. */
function moveAndWait(input: Element, value: number): Promise<number> {
  return new Promise((resolve) => {
    const panel = input.closest('.slowfast')!;
    const shown = (): string => panel.querySelector('.strip')?.innerHTML ?? '';
    const before = shown();
    const slider = input as HTMLInputElement;
    const started = performance.now();
    const look = (): void => {
      if (shown() === before) requestAnimationFrame(look);
      // What this frame shows is on the screen when the next one begins.
      else requestAnimationFrame(() => resolve(performance.now() - started));
    };
    slider.valueAsNumber = value;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    requestAnimationFrame(look);
  });
}
