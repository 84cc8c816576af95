import { launch } from 'puppeteer-core';
import type { DrivenPage } from './driven-page';
import { SCORING_MS } from './page-driver';

/** The page at this address in a Firefox without a window, over WebDriver BiDi. */
export async function openInFirefox(executablePath: string, address: string): Promise<DrivenPage> {
  const browser = await launch({ browser: 'firefox', executablePath, headless: true, protocolTimeout: SCORING_MS });
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await page.waitForSelector('.report', { timeout: SCORING_MS });
    return {
      async choose(path) {
        const input = await page.$('input.pick-files');
        if (input === null) throw new Error('the page has no file input');
        await input.uploadFile(path);
      },
      run: (script, ...words) => page.evaluate(script, ...words),
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
