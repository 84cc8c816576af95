import { csvParse } from 'd3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchCsv } from '../../../../../../src/app/pages/score/batch/export-csv';
import { csvText } from '../../../../../../src/base/csv';
import { sampleItem, sampleReport } from '../../../sample-report';

describe('the batch as CSV', () => {
  const done = sampleItem({ name: 'a, "b".mp4', phase: { kind: 'done' }, report: sampleReport() });
  const message = 'The file is damaged. Re-encode it.';
  const failed = sampleItem({ name: '=cmd.mp4', phase: { kind: 'failed', error: { code: 'damaged-file', message } } });
  const [first, second] = csvParse(batchCsv([done, failed]));

  it('holds a line a file with the scores of what was judged', () => {
    expect(first).toMatchObject({
      video: 'a, "b".mp4',
      state: 'done',
      'visual-quality_score': '3.7',
      'visual-quality_rating': 'Good',
      frames_decoded: '9',
      provider: 'wasm',
    });
    expect(Object.keys(first!).filter((name) => name.startsWith('text-alignment'))).toEqual([]);
  });

  it('gives the reason of a failed file and leaves its scores empty', () => {
    expect(second).toMatchObject({ state: 'failed', reason: message, 'visual-quality_score': '' });
  });

  it('disarms what a spreadsheet would run', () => {
    expect(second?.['video']).toBe("'=cmd.mp4");
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1'])('disarms %j', (text) => {
    const [row] = csvParse(csvText([['name'], [text]]));
    expect(row?.['name']).toBe(`'${text}`);
  });

  it('gives every text back as it was, but for formulas', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 4 }), (cells) => {
        const safe = cells.map((cell) => cell.replace(/^[=+\-@\t\r\n＝＋－＠]+/, ''));
        const [row] = csvParse(csvText([safe.map((_, i) => `c${i}`), safe]));
        expect(Object.values(row!)).toEqual(safe);
      }),
    );
  });

  it('leaves nothing and NaN empty, and negative numbers as numbers', () => {
    expect(csvText([['a', undefined, null, Number.NaN, -2]])).toBe('a,,,,-2\n');
  });
});
