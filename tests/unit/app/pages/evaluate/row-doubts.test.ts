import { describe, expect, test } from 'vitest';
import { guessRoles } from '../../../../../src/app/tables/roles';
import { problemsOf, rowDoubts } from '../../../../../src/app/pages/evaluate/row-doubts';
import { readDelimited } from '../../../../../src/app/tables/read-delimited';
import { problemSentence } from '../../../../../src/app/tables/table';

function doubts(...lines: readonly string[]): string[] {
  const table = readDelimited('x.csv', lines.join('\n'));
  if (!table.ok) throw new Error(table.error.message);
  return rowDoubts(table.value, guessRoles(table.value)).map(problemSentence);
}

const FINE = Array.from({ length: 10 }, (_, i) => `c${i},${1 + (i % 5)},${i}`);

describe('rows are doubted', () => {
  test('where their key stood before', () => {
    expect(doubts('clip,mos,x', ...FINE, 'c3,2,1')).toEqual([
      'Row 11: the key "clip" is already used by an earlier row',
    ]);
  });

  test('where a rating is on another scale than the others', () => {
    expect(doubts('clip,mos,x', ...FINE, 'c10,80,1')).toEqual([
      'Row 11: "mos" is 80, but the other rows lie within 5: the column seems to mix two scales',
    ]);
  });

  test('where raters of one dimension use very different scales, but not where one rater gives no low ratings', () => {
    const lines = FINE.map((line, i) => `${line},${10 * (i + 1)}`);
    expect(doubts('clip,mos_r1,x,mos_r2', ...lines)).toEqual([
      'The raters of "quality" use different scales (mos_r1 to 5, mos_r2 to 100). Map every scale to 1..5, or correct the columns',
    ]);
    expect(doubts('clip,mos_r1,x,mos_r2', ...FINE.map((line, i) => `${line},${3 + (i % 3)}`))).toEqual([]);
  });

  test('and for text in a numeric column that is used', () => {
    const read = readDelimited('x.csv', 'clip,mos,x\n1,1,2\nb2,2,3\n3,3,4\n4,4,oops');
    if (!read.ok) throw new Error(read.error.message);
    const roles = guessRoles(read.value);
    expect(problemsOf(read.value, roles).map(problemSentence)).toEqual([
      'Row 4: text in the numeric column "x" (“oops”)',
    ]);
    expect(problemsOf(read.value, { ...roles, x: { kind: 'ignore' } })).toEqual([]);
  });

  test('not where most keys repeat, or each generator has the key once', () => {
    expect(doubts('clip,mos,x', ...FINE.map((line) => line.replace(/^c\d/, 'c')))).toEqual([]);
    expect(doubts('clip,generator,mos,x', 'a,g,1,1', 'a,h,2,3', 'b,g,2,2', 'b,h,3,1', 'c,g,1,1')).toEqual([]);
  });

  test('not where a scale is merely used to its end, or spread out evenly', () => {
    expect(doubts('clip,mos,x', ...FINE, 'c10,6,1')).toEqual([]);
    expect(doubts('clip,mos,x', ...Array.from({ length: 50 }, (_, i) => `c${i},${2 * i},${i}`))).toEqual([]);
  });
});
