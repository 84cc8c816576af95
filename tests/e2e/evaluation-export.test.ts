import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from './page-driver';
import { drop, openSite, PNG_SIGNATURE, savedBy, savedChart } from './page-driver';

const CLIPS = 60;

/** Three raters and two methods of sixty clips by three generators in two categories, so that every chart has its data. */
const TABLE = [
  'clip,generator,category,rater 1,rater 2,rater 3,near,far',
  ...Array.from({ length: CLIPS }, (_, i) => {
    const level = 1 + (i % 5);
    const raters = [level, Math.min(5, level + (i % 2)), Math.max(1, level - (i % 3 === 0 ? 1 : 0))];
    return [`c${i}`, 'abc'[i % 3], i % 4 < 2 ? 'people' : 'places', ...raters, level + i / 100, (i * 7) % 5].join(',');
  }),
].join('\n');

describe('what one takes away from the bench', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  it('is every metric with its interval, every chart as numbers and as pictures, and the chosen clips', async () => {
    const { page, errors } = await site.open();
    await page.goto(`${site.address}#/evaluate`);
    await page.locator('[data-paper]').first().waitFor();
    await drop(page, [{ name: 'ratings.csv', bytes: Buffer.from(TABLE) }]);
    await page.locator('tr[data-method=near] small').first().waitFor();

    const metrics = await savedBy(page, () => page.getByRole('button', { name: 'Save metrics as CSV' }).click());
    expect(metrics.name).toBe('metrics.csv');
    const [head, ...rows] = metrics.bytes.toString('utf8').trim().split('\n');
    const near = rows.find((row) => row.includes('near') && row.includes('srcc'));
    expect(head!.split(',')).toEqual(expect.arrayContaining(['method', 'metric', 'value', 'low', 'high']));
    expect(near).toMatch(/,0\.\d+,.*0\.\d+,.*0\.\d+/);

    const charts = await page.locator('sg-evaluation-bench sg-chart').all();
    expect(charts.length).toBeGreaterThanOrEqual(6);
    const names = new Set<string>();
    for (const chart of charts) {
      const { CSV, SVG, PNG } = await savedChart(page, chart);
      const stem = CSV.name.replace(/\.csv$/, '');
      names.add(stem);
      expect([SVG.name, PNG.name]).toEqual([`${stem}.svg`, `${stem}.png`]);
      const [first, ...lines] = CSV.bytes.toString('utf8').trim().split('\n');
      expect(lines.length, stem).toBeGreaterThan(1);
      for (const line of lines) expect(line.split(','), stem).toHaveLength(first!.split(',').length);
      const svg = SVG.bytes.toString('utf8');
      // Whole pictures in a failure would drown it.
      expect(/^<svg [^]*<title>.+<\/title>[^]*<\/svg>$/.test(svg), stem).toBe(true);
      expect(/NaN|undefined/.test(svg), stem).toBe(false);
      expect(svg.includes('"table":"ratings.csv"'), stem).toBe(true);
      expect(PNG.bytes.subarray(0, 8).toString('hex')).toBe(PNG_SIGNATURE);
      expect(PNG.bytes.includes('"table":"ratings.csv"'), stem).toBe(true);
    }
    expect(names.size).toBe(charts.length);

    await page.locator('.clips tbody input[type=checkbox]').first().check();
    const chosen = await savedBy(page, () =>
      page.locator('.clips').getByRole('button', { name: 'Save as CSV' }).click(),
    );
    expect(chosen.name).toBe('chosen-clips.csv');
    expect(chosen.bytes.toString('utf8').trim().split(/\r?\n/)).toHaveLength(2);
    expect(errors).toEqual([]);
  });
});
