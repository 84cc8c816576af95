import { describe, expect, it } from 'vitest';
import { parseCsv, parseLabels } from '../../../../src/trainer/human/labels';

describe('a table of human scores', () => {
  it('is read by column names, with quoted fields', () => {
    const table =
      'file,model,prompt,static_quality,temporal_quality\r\na.mp4,one,"a horse, ""running""\nfast",3.5,2\nb.mp4,two,,1,5\n';
    expect(parseLabels(table)).toEqual({
      ok: true,
      value: [
        { file: 'a.mp4', model: 'one', scores: { static_quality: 3.5, temporal_quality: 2 } },
        { file: 'b.mp4', model: 'two', scores: { static_quality: 1, temporal_quality: 5 } },
      ],
    });
  });

  it('fails with the name of the missing column or the number of the broken line', () => {
    const missing = parseLabels('file,model,static_quality\na,b,1\n');
    expect(missing.ok ? '' : missing.error.message).toContain('temporal_quality');
    const broken = parseLabels('file,model,static_quality,temporal_quality\na,b,1,2\nc,d,one,2\n');
    expect(broken.ok ? '' : broken.error.message).toContain('Line 3');
  });

  it('can end without a line break', () => {
    expect(parseCsv('a,b\n1,2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });
});
