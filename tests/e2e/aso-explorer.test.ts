import { gzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from './page-driver';
import { accessibleNodes, drop, fileOf, NAMED_ROLES, openSite, SAMPLE } from './page-driver';

const number = async (page: Page, name: string): Promise<string> => {
  const row = page.locator('.stage-numbers > div', { has: page.getByText(name, { exact: false }) });
  return (await row.locator('dd').textContent()) ?? '';
};

/** Opens the explorer at an address of its own; the page itself is already there. */
async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await page.locator('.stage-chart svg.level-rows').waitFor();
}

describe('the ASO explorer', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  it('opens from the masthead, code and formulas from the own origin, and without errors', async () => {
    const { page, requests, errors } = await site.open();
    await page.locator('.report').waitFor();
    const before = requests.filter((url) => /katex|explorer/.test(url));
    expect(before).toEqual([]);
    await page.getByRole('link', { name: 'ASO explorer' }).click();
    await page.getByRole('heading', { name: 'Analytic Score Optimization' }).waitFor();
    await page.locator('.katex').nth(11).waitFor();
    expect(requests.filter((url) => !url.startsWith(site.address) && !/^(data|blob):/.test(url))).toEqual([]);
    expect(errors).toEqual([]);
    await page.getByRole('link', { name: 'Score', exact: true }).click();
    await page.locator('.report').waitFor();
  });

  it('keeps its code and KaTeX out of the first load', async () => {
    const { page } = await site.open();
    await go(page, '#/aso');
    await page.locator('.katex').first().waitFor();
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .flatMap(({ name }) => (/(explorer|katex)[^/]*\.js$/.test(name) ? [name] : [])),
    );
    expect(scripts).toHaveLength(2);
    for (const script of scripts) {
      expect(gzipSync(await (await page.request.get(script)).body()).length).toBeLessThan(100_000);
    }
  });

  it('brings a link back and writes changes into it', async () => {
    const { page } = await site.open();
    await go(page, '#/aso?v=1&reference=uniform&lambda=0.5&target=3&levels=5');
    expect(await number(page, 'Expected score')).toBe('3');
    await page.getByLabel('λ as a number').fill('0.000001');
    await page.getByLabel('λ as a number').press('Enter');
    await page.waitForFunction(() => location.hash.includes('lambda=0.000001') || location.hash.includes('1e-6'));
    expect(await number(page, 'Entropy')).toBe('0 nats');
    expect(await number(page, 'Most probable level')).toBe('Fair (3)');
    const link = await page.evaluate(() => location.hash);
    await page.reload();
    await page.locator('.stage-chart svg.level-rows').waitFor();
    expect(await page.evaluate(() => location.hash)).toBe(link);
    expect(await number(page, 'Entropy')).toBe('0 nats');
  });

  it('shows garbage in the link as a sentence and goes on', async () => {
    const { page, errors } = await site.open();
    await go(page, '#/aso?v=1&lambda=much&levels=1e9&drawn=x&%%%');
    expect(await page.getByText('could not be read').textContent()).toMatch(/2 settings/);
    await go(page, '#/aso?v=99');
    await page.getByText('another version').waitFor();
    expect(errors).toEqual([]);
  });

  it('agrees with its numerical search to every digit shown', async () => {
    const { page } = await site.open();
    await go(page, '#/aso?v=1&lambda=0.37&reward=accuracy');
    await page.waitForFunction(() => !document.querySelector('.stage-numbers')?.textContent?.includes('…'));
    const closed = Number((await number(page, 'Objective')).replace('−', '-'));
    const found = Number((await number(page, 'Numerical optimum')).replace('−', '-'));
    expect(Math.abs(closed - found)).toBeLessThan(2e-8);
  });

  it('lets the target be dragged along the axis', async () => {
    const { page } = await site.open();
    await go(page, '#/aso');
    const handle = page.locator('.stage-chart .target-handle');
    const box = await settledBox(handle);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x - 60, box.y + 4, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction(() => location.hash.includes('target='));
    const target = Number(/target=([\d.]+)/.exec(await page.evaluate(() => location.hash))?.[1]);
    expect(target).toBeLessThan(4);
    expect(target).toBeGreaterThan(2.5);
  });

  it('draws a chart out of sight once the controls rest, and one in sight at once', async () => {
    const { page } = await site.open();
    await go(page, '#/aso');
    const waiting = await page.waitForFunction(async () => {
      const near = document.querySelector('.stage-chart sg-chart');
      const far = document.querySelector('.frontier-body sg-chart');
      const lambda = document.querySelector<HTMLInputElement>('#aso-lambda');
      if (near === null || far === null || lambda === null) return false;
      const before = [near.innerHTML, far.innerHTML];
      lambda.valueAsNumber = lambda.valueAsNumber > 0 ? -1 : 1;
      lambda.dispatchEvent(new Event('input', { bubbles: true }));
      // Nothing but the updates themselves: no timer fires in between.
      for (const each of [lambda.closest('sg-aso-explorer'), near, far]) {
        await (each as Element & { readonly updateComplete: Promise<boolean> }).updateComplete;
      }
      return near.innerHTML !== before[0] && far.innerHTML === before[1] ? far.innerHTML : false;
    });
    const held = await waiting.jsonValue();
    await expect.poll(() => page.locator('.frontier-body sg-chart').innerHTML()).not.toBe(held);
  });

  it('lets the reference be drawn by hand, and says what a level without mass means', async () => {
    const { page } = await site.open();
    await go(page, '#/aso');
    await page.getByLabel('Reference distribution').selectOption('drawn');
    const bar = page.locator('.stage-chart .reference .bar').nth(6);
    const box = await settledBox(bar);
    const x = box.x + box.width / 2;
    await page.mouse.move(x, box.y + 1);
    await page.mouse.down();
    await page.mouse.move(x, box.y + box.height + 1, { steps: 3 });
    await page.mouse.up();
    await page.locator('[data-callout="missing-mass"]').waitFor();
    await page.getByLabel('Mass of each level, any sum: Excellent').fill('0.4');
    await page.getByLabel('Mass of each level, any sum: Excellent').press('Enter');
    await page.locator('[data-callout="missing-mass"]').waitFor({ state: 'detached' });
  });

  it('takes a lambda over from the sweep by mouse and by keyboard', async () => {
    const { page } = await site.open();
    await go(page, '#/aso');
    const sweep = page.getByRole('slider', { name: /^Score, entropy, divergence/ });
    await sweep.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash.includes('lambda=0.01'));
    await sweep.click({ position: { x: 150, y: 60 } });
    await page.waitForFunction(() => !location.hash.includes('lambda=0.01&') && !location.hash.endsWith('lambda=0.01'));
  });

  it('sets the controls from every step of the derivation', async () => {
    const { page } = await site.open();
    await go(page, '#/aso');
    const links = page.locator('.derivation a');
    expect(await links.count()).toBe(12);
    await links.nth(8).click();
    await page.waitForFunction(() => location.hash.includes('lambda=0&') || location.hash.endsWith('lambda=0'));
    await expect.poll(() => page.getByLabel('λ as a number').inputValue()).toBe('0');
    await links.nth(9).click();
    await page.locator('[data-callout="missing-mass"]').waitFor();
  });

  it('runs, pauses, steps and resets the race', async () => {
    const { page } = await site.open();
    await go(page, '#/aso');
    const step = page.locator('.race-step');
    expect(await step.textContent()).toBe('Step 200 of 200');
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    expect(await step.textContent()).toBe('Step 0 of 200');
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    expect(await step.textContent()).toBe('Step 1 of 200');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForFunction(() => !/^Step [01] /.test(document.querySelector('.race-step')?.textContent ?? ''));
    await page.getByRole('button', { name: 'Pause' }).click();
    const paused = await step.textContent();
    await page.waitForTimeout(200);
    expect(await step.textContent()).toBe(paused);
  });

  it('offers the scored example as a reference', async () => {
    const { page } = await site.open();
    await page.locator('.report').waitFor();
    await go(page, '#/aso');
    await page.getByLabel('Reference distribution').selectOption('video');
    await page.waitForFunction(() => location.hash.includes('reference=video'));
    expect(await page.getByLabel('Video and dimension').inputValue()).toMatch(/: /);
  });

  it('gives every control, picture and region a name, and leaves no level of headings out', async () => {
    const { page } = await site.open();
    await go(page, '#/aso?v=1&reference=drawn&reward=table&levels=7');
    await page.locator('.race-options > summary').click();
    const nodes = await accessibleNodes(page);
    expect(nodes.filter(({ role, name }) => NAMED_ROLES.includes(role) && name === '')).toEqual([]);
    expect(nodes.filter(({ role }) => role === 'main')).toHaveLength(1);
    const levels = await page.evaluate(() =>
      [...document.querySelectorAll('h1, h2, h3, h4')].map((heading) => Number(heading.tagName[1])),
    );
    levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1));
  });

  it('takes a file that is dropped on it to the scoring bench', async () => {
    const { page } = await site.open((context) => context.route(/\/models\//, (route) => route.abort()));
    await go(page, '#/aso');
    await drop(page, [fileOf(SAMPLE)]);
    await page.locator('.file-card', { hasText: 'lantern-lake.mp4' }).waitFor();
    expect(await page.evaluate(() => location.hash)).toMatch(/^#\/score(\?|$)/);
  });

  it('fits a phone, in both themes', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await site.open(undefined, { colorScheme, viewport: { width: 360, height: 760 } });
      await go(page, '#/aso');
      await page.locator('.katex').nth(11).waitFor();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    }
  });
});

/** Where an element stands once its chart has been drawn to the size that it keeps: the same twice in a row. */
async function settledBox(element: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  let last: string | undefined;
  for (let attempt = 0; attempt < 50; attempt++) {
    const box = await element.boundingBox();
    const now = JSON.stringify(box);
    if (box !== null && now === last) return box;
    last = now;
    await element.page().waitForTimeout(100);
  }
  throw new Error(`the element never came to rest; last seen at ${last}`);
}
