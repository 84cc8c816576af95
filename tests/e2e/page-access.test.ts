import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from './page-driver';
import { accessibleNodes, drop, NAMED_ROLES, openSite, SHORT_SAMPLE, waitForState } from './page-driver';

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim().replaceAll(/\s+/g, ' ') ?? '';
  });

/** More than the page has places to stop at, from the skip link to the footer. */
const STOPS = 150;

/** What axe holds against the page as it stands: rule and places, one line a rule. */
async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run(document));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

const TABLE = `clip,mos,good,poor\n${Array.from({ length: 12 }, (_, i) => `c${i},${1 + (i % 5)},${1 + (i % 5) + i / 100},${5 - (i % 5)}`).join('\n')}\n`;

/** Every view with its folding parts open. */
const VIEWS: readonly (readonly [string, string, (page: Page) => Promise<void>])[] = [
  [
    'the score view',
    '#/score?v=1&clip=captions&profile=both&moment=2&panels=options_details',
    async (page) => {
      await page.locator('.strip .frame').first().waitFor();
      const first = page.locator('.dimension sg-chart').first();
      await first.locator('summary').click();
      await first.getByRole('button', { name: 'Show the numbers' }).click();
    },
  ],
  ['the score view after a garbled link', '#/score?v=9', (page) => page.getByRole('alert').waitFor()],
  [
    'a file that failed',
    '',
    async (page) => {
      await page.locator('.report').waitFor();
      await drop(page, [{ name: 'empty.mp4', bytes: Buffer.alloc(0) }]);
      await page.locator('.file-card[data-state=failed]').waitFor();
    },
  ],
  [
    'the list of shortcuts',
    '',
    async (page) => {
      await page.locator('.report').waitFor();
      await page.keyboard.press('?');
      await page.locator('dialog[open]').waitFor();
    },
  ],
  [
    'two samples compared',
    '#/score?v=1&clip=hills&against=shake&profile=both&mode=wipe',
    async (page) => {
      await page.locator('.difference sg-chart svg').first().waitFor();
      await page.locator('.compare-bar').waitFor();
    },
  ],
  [
    'the explorer',
    '#/aso',
    async (page) => {
      await page.locator('.katex').nth(11).waitFor();
    },
  ],
  [
    'the evaluation',
    '#/evaluate',
    async (page) => {
      await page.locator('[data-paper]').first().waitFor();
      await drop(page, [{ name: 'small.csv', bytes: Buffer.from(TABLE) }]);
      await page.locator('tr[data-method=poor] small').first().waitFor();
    },
  ],
];

describe.each(['light', 'dark'] as const)('axe, in %s,', (colorScheme) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  it.each(VIEWS)('finds nothing serious in %s', async (_, hash, prepare) => {
    const { page } = await site.open(undefined, { colorScheme });
    await page.goto('about:blank');
    await page.goto(site.address + hash);
    await prepare(page);
    expect(await violationsOf(page)).toEqual([]);
  });
});

describe('the shortcuts of the page', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  it('stand on a sheet that ? opens, Escape closes, and the button in the masthead opens too', async () => {
    const { page } = await site.open();
    await page.locator('.report').waitFor();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.waitFor();
    const keys = await sheet.locator('kbd').allTextContents();
    expect(keys).toEqual(expect.arrayContaining(['?', '1', '2', '3', 't', 'p', 'l']));
    await page.keyboard.press('t');
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBeUndefined();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await sheet.waitFor();
    await sheet.getByRole('button', { name: 'Close' }).click();
    expect(await focused(page)).toBe('Keyboard shortcuts');
  });

  it('can be switched off on the sheet, and stay so', async () => {
    const { page } = await site.open();
    await page.locator('.report').waitFor();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByRole('checkbox', { name: /Single-key shortcuts/ }).uncheck();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.locator('.report').waitFor();
    for (const key of ['t', 'p', 'n', 'h', '2', '?']) await page.keyboard.press(key);
    expect(await page.evaluate(() => [document.documentElement.dataset['theme'], location.hash])).toEqual([
      undefined,
      '',
    ]);
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await sheet.getByRole('checkbox', { name: /Single-key shortcuts/ }).check();
    await page.keyboard.press('Escape');
    await page.keyboard.press('t');
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
  });

  it('can be switched off where storage is denied, for this visit', async () => {
    const { page, errors } = await site.open((context) =>
      context.addInitScript(() => {
        Object.defineProperty(window, 'localStorage', {
          get: () => {
            throw new DOMException('denied', 'SecurityError');
          },
        });
      }),
    );
    await page.locator('.report').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('checkbox', { name: /Single-key shortcuts/ }).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('t');
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBeUndefined();
    expect(errors).toEqual([]);
  });

  it('change view, theme and profile, and leave those alone who type', async () => {
    const { page } = await site.open();
    await page.locator('.report').waitFor();
    await page.keyboard.press('t');
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await page.keyboard.press('p');
    expect(await page.getByRole('radio', { name: 'Q-Save' }).isChecked()).toBe(true);
    await page.keyboard.press('2');
    const number = page.locator('main input[type=number]').first();
    await number.focus();
    await page.keyboard.press('1');
    expect(await page.evaluate(() => location.hash)).toMatch(/^#\/aso/);
    await number.blur();
    await page.keyboard.press('1');
    await page.locator('.report').waitFor();
  });
});

describe('keyboard and screen reader', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  it('gives every control, picture and landmark a name', async () => {
    const { page } = await site.open();
    await page.locator('.strip .frame').first().waitFor();
    await page.locator('.options > summary').first().click();
    await page.getByLabel('Both').check({ force: true });
    const nodes = await accessibleNodes(page);
    expect(nodes.filter(({ role, name }) => NAMED_ROLES.includes(role) && name === '')).toEqual([]);
    const count = (role: string): number => nodes.filter((node) => node.role === role).length;
    expect([count('main'), count('banner'), count('contentinfo')]).toEqual([1, 1, 1]);
    expect(nodes.filter(({ role }) => role === 'slider').map(({ name }) => name)).toContain(
      'Motion quality: how probable each level is. Arrow keys walk the values',
    );
  });

  it('has one first heading and leaves no level out', async () => {
    const { page } = await site.open();
    await page.locator('.report').waitFor();
    const levels = await page.evaluate(() =>
      [...document.querySelectorAll('h1, h2, h3, h4')].map((heading) => Number(heading.tagName[1])),
    );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1));
  });

  it('scores a file and reads the result without a mouse', async () => {
    const { page } = await site.open(undefined, { tinyModel: true });
    // Requested early: the browser needs time before it reports file choosers.
    const choosing = page.waitForEvent('filechooser');
    await page.locator('.report').waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the report');

    await page.locator('.drop-target').focus();
    await page.keyboard.press('Enter');
    await (await choosing).setFiles(SHORT_SAMPLE);
    await waitForState(page, 'blocks.mp4', 'done');
    expect(await page.locator('sg-app > [role=status]').textContent()).toBe('blocks.mp4 is scored.');

    const levels = page.getByRole('slider', { name: /^Motion quality/ });
    await levels.focus();
    await page.keyboard.press('Home');
    expect(await levels.getAttribute('aria-valuetext')).toMatch(/^Abysmal/);
    await page.keyboard.press('ArrowRight');
    expect(await levels.getAttribute('aria-valuetext')).toMatch(/^Terrible/);
  });

  it('moves curve, strip and readout together', async () => {
    const { page } = await site.open();
    await page.locator('.strip .frame').first().waitFor();
    const curve = page.getByRole('slider', { name: /^Similarity of/ });
    await curve.focus();
    await page.keyboard.press('End');
    const last = Number(await curve.getAttribute('aria-valuemax'));
    await page.locator(`[data-frame="${last}"][aria-current=true]`).waitFor();
    expect(await page.locator('.readout').textContent()).toContain(`Frame ${last + 1}`);

    await page.locator(`[data-frame="${last}"]`).focus();
    await page.keyboard.press('ArrowLeft');
    await page.locator(`[data-frame="${last - 1}"][aria-current=true]:focus`).waitFor();
    expect(await curve.getAttribute('aria-valuenow')).toBe(String(last - 1));

    await page.keyboard.press('Home');
    await page.locator('[data-frame="0"]:focus').waitFor();
    await page.locator('[data-frame="2"]').hover();
    await page.locator('[data-frame="2"][aria-current=true]').waitFor();
    expect(await page.locator('.readout').textContent()).toContain('Frame 3');
  });

  it('walks every stop with the Tab key and shows each', async () => {
    const { page } = await site.open();
    await page.locator('.strip .frame').first().waitFor();
    const seen = new Set<string>();
    for (let i = 0; i < STOPS; i++) {
      await page.keyboard.press('Tab');
      const name = await focused(page);
      seen.add(name);
      const ring = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return true;
        const holder = element.closest('.segment, .file-card, .frame') ?? element;
        const styles = [element, holder, ...holder.querySelectorAll('*')].flatMap((each) => [
          getComputedStyle(each),
          getComputedStyle(each, '::after'),
        ]);
        return styles.some((style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none');
      });
      expect(ring, `no focus ring on: ${name}`).toBe(true);
    }
    for (const stop of ['Options', 'Score again', 'JSON', 'How these numbers were made']) {
      expect(
        [...seen].some((name) => name.includes(stop)),
        `${stop} is not reachable`,
      ).toBe(true);
    }
  });
});
