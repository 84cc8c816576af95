import { expect } from 'vitest';
import type { Site } from './page-driver';

/** More rows than this are never drawn at a time. */
const MOST_DRAWN = 60;

/** Drops so many files, and expects a table of them that draws the rows in sight only, and sorts and filters them. */
export async function expectRows(site: Site, count: number): Promise<void> {
  const { page } = await site.open(undefined, { viewport: { width: 1440, height: 900 } });
  await page.locator('.report').waitFor();
  await page.evaluate((files) => {
    const transfer = new DataTransfer();
    for (let i = 0; i < files; i++) transfer.items.add(new File([`clip ${i}`], `clip ${i}.mp4`));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true }));
  }, count);
  const last = `clip ${count - 1}.mp4`;
  await page.locator('.table-row').first().waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  expect(await page.getByRole('grid', { name: 'Files' }).getAttribute('aria-rowcount')).toBe(String(count + 1));
  expect(await page.locator('.table-row').count()).toBeLessThan(MOST_DRAWN);
  await page.locator('.table-row').first().focus();
  await page.keyboard.press('End');
  await page.locator('.table-row:focus').filter({ hasText: last }).waitFor();
  // By the wheel, far from the row that had the focus: the Tab key still finds one, and a single one, in sight.
  await page.locator('.table-scroller').evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight / 2));
  const inTheMiddle = Array.from({ length: MOST_DRAWN }, (_, i) => count / 2 - MOST_DRAWN / 2 + i).join('|');
  await page
    .locator('.table-row[tabindex="0"]')
    .filter({ hasText: new RegExp(String.raw`clip (${inTheMiddle})\.mp4`) })
    .waitFor();
  expect(await page.locator('.table-row[tabindex="0"]').count()).toBe(1);
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await page.locator('.table-scroller').evaluate((scroller) => scroller.scrollTo(0, 0));
  await page.locator('.table-row[aria-rowindex="2"]').filter({ hasText: last }).waitFor();
  await page.getByRole('searchbox', { name: 'Part of the name' }).fill('clip 123');
  const found = Array.from({ length: count }, (_, i) => `clip ${i}.mp4`).filter((name) => name.includes('clip 123'));
  // The facts above the table count the scored files in the same words.
  const facts = new RegExp(String.raw`\b${found.length} of ${count.toLocaleString('en').replace(',', '.?')}`);
  await page.getByRole('status').filter({ hasText: facts }).waitFor();
}
