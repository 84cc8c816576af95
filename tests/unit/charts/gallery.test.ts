import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { chartCsv } from '../../../src/charts/export';
import { EXAMPLES } from '../../../src/charts/gallery/examples';
import type { SvgElement } from '../../fixtures/svg-document';
import { useSvgDocument } from '../../fixtures/svg-document';

const WIDTHS_PX = [280, 640, 1100];

beforeAll(useSvgDocument);

test('the gallery has an example of every chart', () => {
  const folder = new URL('../../../src/charts/', import.meta.url);
  const charts = readdirSync(folder).filter(
    (file) => file.endsWith('.ts') && /= defineChart</.test(readFileSync(new URL(file, folder), 'utf8')),
  );
  expect(charts.map((file) => file.replace('.ts', '')).sort()).toEqual(Object.keys(EXAMPLES).sort());
});

describe.each(Object.entries(EXAMPLES))('%s', (_name, make) => {
  test('has a name, a summary and a table with a column name for every cell', () => {
    const chart = make();
    expect(chart.name).toMatch(/\S{3}/);
    expect(chart.summary).toMatch(/^\S.*\.$|objective/);
    expect(chart.fileStem).toMatch(/^[\p{Letter}\p{Number}-]+$/u);
    const [head, ...rows] = chart.table;
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toHaveLength(head!.length);
    expect(chartCsv(chart).split('\n')).toHaveLength(rows.length + 2);
  });

  test('draws an SVG with name and description, without NaN, at every width and mark', () => {
    const chart = make();
    for (const width of WIDTHS_PX) {
      for (const cursor of [undefined, 0, chart.marks - 1]) {
        const svg = chart.draw(width, cursor) as unknown as SvgElement;
        expect(svg.getAttribute('role')).toBe('img');
        expect(svg.getAttribute('aria-label')).toBe(chart.name);
        expect(svg.getAttribute('height')).toBe(String(chart.height(width)));
        expect(svg.querySelectorAll('desc')[0]!.textContent).toBe(chart.summary);
        expect(svg.outerHTML).not.toMatch(/NaN|undefined|Infinity(?!<)/);
      }
    }
  });

  test('highlights the mark under the cursor', () => {
    const chart = make();
    const html = (cursor: number | undefined): string => (chart.draw(640, cursor) as unknown as SvgElement).outerHTML;
    expect(html(0)).not.toBe(html(undefined));
  });

  test('describes every mark, and finds a mark at any place', () => {
    const chart = make();
    for (let mark = 0; mark < chart.marks; mark++) expect(chart.describe(mark)).toMatch(/\S/);
    for (const x of [-50, 0, 320, 5000]) {
      const mark = chart.markAt(640, x, 40);
      expect(Number.isInteger(mark) && mark >= 0 && mark < chart.marks, `mark ${mark} at ${x}`).toBe(true);
    }
  });
});
