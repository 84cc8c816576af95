import { describe, expect, test } from 'vitest';
import { joinTables, sharedKeys } from '../../../../../src/app/tables/join';
import { badRows } from '../../../../../src/app/pages/evaluate/dataset';
import { readDelimited, sniffDelimiter } from '../../../../../src/app/tables/read-delimited';
import { readJson } from '../../../../../src/app/tables/read-json';
import { readTable } from '../../../../../src/app/tables/read-table';
import type { Table } from '../../../../../src/app/tables/table';
import { problemSentence, textAt } from '../../../../../src/app/tables/table';

function table(text: string, name = 'scores.csv'): Table {
  const read = readDelimited(name, text);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

test.each([
  { format: 'CSV', line: (row: number) => `clip ${row},"${row / 7}"`, head: 'clip,mos' },
  { format: 'JSONL', line: (row: number) => `{"clip":"${row}","mos":${row / 7}}`, head: '{"clip":"first","mos":1}' },
])('a long file of $format reports the share that was read', async ({ line, head }) => {
  const text = [head, ...Array.from({ length: 20_000 }, (_, row) => line(row))].join('\n');
  const fractions: number[] = [];
  expect(await readTable(new File([text], 'long'), (fraction) => fractions.push(fraction))).toMatchObject({ ok: true });
  expect(fractions.length).toBeGreaterThan(4);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(fractions[0]).toBeLessThan(0.01);
  expect(fractions.at(-1)).toBeGreaterThan(0.7);
  expect(fractions.at(-1)).toBeLessThan(1);
});

describe('delimited text', () => {
  test.each([
    { delimiter: ',', text: 'clip,mos\na,1.5\nb,2' },
    { delimiter: '\t', text: 'clip\tmos\na\t1.5\nb\t2' },
    { delimiter: ';', text: 'clip;mos\na;1,5\nb;2' },
    { delimiter: '|', text: 'clip|mos\na|1.5\nb|2' },
  ])('is divided by what divides its lines, here $delimiter', ({ delimiter, text }) => {
    expect(sniffDelimiter(text)).toBe(delimiter);
    const { columns, rows } = table(text);
    expect(rows).toBe(2);
    expect(columns[0]).toMatchObject({ name: 'clip', kind: 'text', texts: ['a', 'b'] });
    expect(columns[1]).toMatchObject({ name: 'mos', kind: 'number' });
    expect([...(columns[1] as { numbers: Float64Array }).numbers]).toEqual([1.5, 2]);
  });

  test('keeps quoted cells whole and takes NA and empty cells for missing', () => {
    const { columns, problems } = table('clip,mos\n"a, ""b""",NA\nc,\nd,3');
    expect(columns[0]).toMatchObject({ texts: ['a, "b"', 'c', 'd'] });
    expect([...(columns[1] as { numbers: Float64Array }).numbers]).toEqual([Number.NaN, Number.NaN, 3]);
    expect(problems).toEqual([]);
  });

  test('reports text among numbers and ragged lines with their rows', () => {
    const rows = Array.from({ length: 12 }, (_, i) => `c${i},${i === 4 ? 'good' : i}`);
    const { problems } = table(`clip,mos\n${rows.join('\n')}\nlast`);
    expect(problems.map(problemSentence)).toEqual([
      'Row 13: the line does not have the 2 cells of the heading',
      'Row 5: text in the numeric column "mos" (“good”)',
    ]);
  });

  test('keeps text in a column of numbers, because it may name clips', () => {
    const [first] = table('video,mos\n1,1\n2,2\nx3,3').columns;
    expect([0, 1, 2].map((row) => textAt(first!, row))).toEqual(['1', '2', 'x3']);
  });

  test('reads cells back that were kept from running as formulas', () => {
    expect(table("clip,'-x\n'-a.mp4,1\n'=b.mp4,2\n'quoted',3").columns).toMatchObject([
      { name: 'clip', texts: ['-a.mp4', '=b.mp4', "'quoted'"] },
      { name: '-x' },
    ]);
  });

  test('gives equal and empty headings names of their own', () => {
    expect(table('a,a,\n1,2,3').columns.map(({ name }) => name)).toEqual(['a', 'a (2)', 'column 3']);
  });

  test('without rows or with one column fails with a remedy', () => {
    expect(readDelimited('x.csv', 'a,b\n')).toMatchObject({ ok: false, error: { code: 'empty-file' } });
    expect(readDelimited('x.csv', 'one\ntwo\n')).toMatchObject({ ok: false, error: { code: 'unknown-container' } });
  });
});

describe('JSON', () => {
  test.each([
    { name: 'a list of records', text: '[{"clip":"a","s":{"mos":1}},{"clip":"b","s":{"mos":2}}]' },
    { name: 'records one a line', text: '{"clip":"a","s":{"mos":1}}\n{"clip":"b","s":{"mos":2}}\n' },
    { name: 'records under a name', text: '{"data":[{"clip":"a","s":{"mos":1}},{"clip":"b","s":{"mos":2}}]}' },
    { name: 'columns', text: '{"clip":["a","b"],"s.mos":[1,2]}' },
  ])('may be $name', ({ text }) => {
    const read = readJson('x.json', text);
    expect(read).toMatchObject({ ok: true, value: { rows: 2 } });
    expect(read.ok && read.value.columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['clip', 'text'],
      ['s.mos', 'number'],
    ]);
  });

  test('names the lines that are none', () => {
    const read = readJson('x.jsonl', '{"mos":1}\noops\n{"mos":2}');
    expect(read).toMatchObject({ ok: true, value: { problems: [{ rows: [2] }] } });
    expect(readJson('x.json', 'hello')).toMatchObject({ ok: false });
    expect(readJson('x.json', '3')).toMatchObject({ ok: false });
  });
});

describe('a file', () => {
  test('is read by what it holds, not by its name', async () => {
    const json = await readTable(new File(['[{"a":1,"b":2}]'], 'table.csv'));
    expect(json).toMatchObject({ ok: true, value: { rows: 1 } });
  });

  test('that is empty, binary or not Parquet fails with a remedy', async () => {
    expect(await readTable(new File([], 'x.csv'))).toMatchObject({ ok: false, error: { code: 'empty-file' } });
    const binary = await readTable(new File([new Uint8Array([9, 0, 0, 3, 5])], 'x.csv'));
    expect(binary).toMatchObject({ ok: false, error: { code: 'unknown-container' } });
    expect(await readTable(new File(['PAR1 nothing PAR1'], 'x.parquet'))).toMatchObject({
      ok: false,
      error: { code: 'damaged-file' },
    });
  });

  test('too large for memory fails before it is read', async () => {
    const large = Object.defineProperty(new File(['a,b\n1,2'], 'x.csv'), 'size', { value: 500e6 });
    expect(await readTable(large)).toMatchObject({ ok: false, error: { code: 'too-large' } });
  });
});

describe('a join', () => {
  const scores = table('clip,pred\na,1\nb,2\nc,3', 'pred.csv');
  const people = table('clip,mos\nb,20\na,10\nx,99', 'mos.csv');

  test('finds the shared key and puts rows side by side', () => {
    expect(sharedKeys(scores, people)).toEqual(['clip']);
    const joined = joinTables(scores, people, ['clip']);
    expect(joined.ok && joined.value.columns.map(({ name }) => name)).toEqual(['clip', 'pred', 'mos']);
    const mos = joined.ok ? joined.value.columns[2] : undefined;
    expect([...(mos as { numbers: Float64Array }).numbers]).toEqual([10, 20, Number.NaN]);
  });

  test('lists the rows without a partner on either side, and repeated keys', () => {
    const left = table('clip,pred\na,1\na,2\nc,3\nd,4\ne,5\nf,6', 'pred.csv');
    const right = table('clip,mos\nb,20\na,10\nd,4\ne,5\nf,6\na,3', 'mos.csv');
    const joined = joinTables(left, right, ['clip']);
    expect(joined.ok && joined.value.problems.map(problemSentence)).toEqual([
      'Row 2: the key "clip" stands in pred.csv before',
      'Row 3: no row of mos.csv has this "clip"',
      'Row 6 of mos.csv: the key "clip" stands before, and the first such row counts',
      'Row 1 of mos.csv: no row of pred.csv has this "clip"',
    ]);
    expect(joined.ok && [...badRows(joined.value.problems)]).toEqual([2, 3]);
  });

  test('uses as many columns as identify a row, and never a score', () => {
    const left = table('generator,prompt,score\nA,1,3.5\nA,2,4\nB,1,2\nB,2,5', 'people.csv');
    const right = table('generator,prompt,score\nB,2,4\nB,1,2.5\nA,2,3.5\nA,1,5', 'model.csv');
    expect(sharedKeys(left, right)).toEqual(['generator', 'prompt']);
    const joined = joinTables(left, right, ['generator', 'prompt']);
    expect(joined.ok && joined.value.problems).toEqual([]);
    const scores = joined.ok ? joined.value.columns.find(({ name }) => name === 'score (model.csv)') : undefined;
    expect([...(scores as { numbers: Float64Array }).numbers]).toEqual([5, 3.5, 2.5, 4]);
  });

  test('of many rows with one each is not a repetition', () => {
    const left = table('prompt,mos\n1,3\n1,4\n2,2\n2,5', 'people.csv');
    const joined = joinTables(left, table('prompt,category\n1,plants\n2,people', 'prompts.csv'), ['prompt']);
    expect(joined.ok && joined.value.problems).toEqual([]);
  });

  test('assigns the second file’s problems to the joined rows, and names their lines', () => {
    const right = table('clip,mos\nc,1\nb,bad\na,3', 'mos.csv');
    const joined = joinTables(scores, right, ['clip']);
    const problem = joined.ok ? joined.value.problems[0] : undefined;
    expect(problem).toMatchObject({ rows: [2], column: 'mos' });
    expect(problemSentence(problem!)).toBe('Row 2 of mos.csv: text in the numeric column "mos" (“bad”)');
  });

  test('of tables without a common column fails', () => {
    expect(sharedKeys(scores, table('id,x\n1,2', 'other.csv'))).toEqual([]);
    expect(joinTables(scores, table('clip,mos\nq,1', 'other.csv'), ['clip'])).toMatchObject({ ok: false });
  });
});
