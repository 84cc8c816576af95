import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readReports } from '../../../../../src/app/pages/evaluate/read-reports';
import { guessRoles } from '../../../../../src/app/tables/roles';
import { joinTables, sharedKeys } from '../../../../../src/app/tables/join';
import { readDelimited } from '../../../../../src/app/tables/read-delimited';
import type { Table } from '../../../../../src/app/tables/table';
import { problemSentence } from '../../../../../src/app/tables/table';
import { sampleReport } from '../../sample-report';

const fileOf = (value: unknown, name = 'scores.json'): File => new File([JSON.stringify(value)], name);

async function tableOf(file: File): Promise<Table> {
  const read = await readReports(file);
  if (read?.ok !== true) throw new Error(read?.error.message ?? 'not read as reports');
  return read.value;
}

describe('a dropped file of reports', () => {
  test('is a table with a row a video and a column a dimension', async () => {
    const table = await tableOf(fileOf([sampleReport(), sampleReport({ video: 'other.mp4' })]));
    expect(table).toMatchObject({ name: 'scores.json', rows: 2, problems: [] });
    expect(table.columns[0]).toMatchObject({ name: 'video', texts: ['clip.mp4', 'other.mp4'] });
    expect(table.columns[1]).toMatchObject({ name: 'Visual quality', numbers: Float64Array.of(3.7, 3.7) });
  });

  test('may hold a single report', async () => {
    expect(await tableOf(fileOf(sampleReport()))).toMatchObject({ rows: 1 });
  });

  test('may hold a report of schema 1', async () => {
    const table = await tableOf(new File([readFileSync('tests/fixtures/report-schema-1.json')], 'old.json'));
    expect(table.rows).toBe(1);
    expect(table.columns[1]).toMatchObject({ kind: 'number' });
  });

  test('is joined with human scores by the name of the video', async () => {
    const scores = await tableOf(fileOf([sampleReport(), sampleReport({ video: 'other.mp4' })]));
    const human = readDelimited('mos.csv', 'video,Visual quality mos\nclip.mp4,4\nother.mp4,2');
    if (!human.ok) throw new Error(human.error.message);
    const keys = sharedKeys(scores, human.value);
    expect(keys).toEqual(['video']);
    const joined = joinTables(scores, human.value, keys);
    if (!joined.ok) throw new Error(joined.error.message);
    expect(joined.value.rows).toBe(2);
    expect(guessRoles(joined.value)['Visual quality mos']).toMatchObject({ kind: 'human' });
    expect(guessRoles(joined.value)['Visual quality']).toMatchObject({ kind: 'prediction' });
  });

  test('names a video that could not be scored as a problem', async () => {
    const failure = { video: 'broken.mp4', error: { code: 'damaged-file', message: 'The file is damaged.' } };
    const table = await tableOf(fileOf([failure, sampleReport()]));
    expect(table.rows).toBe(1);
    expect(table.problems.map(problemSentence)).toEqual(['broken.mp4 has no scores: The file is damaged']);
  });

  test('fails with the number of the report that cannot be read', async () => {
    const read = await readReports(fileOf([sampleReport(), { ...sampleReport(), schema: 99 }]));
    expect(read).toMatchObject({ ok: false, error: { code: 'report-invalid' } });
    expect(read?.ok === false && read.error.message).toMatch(/^scores\.json, report 2: .*schema 99/);
  });

  test('fails where every video failed', async () => {
    const read = await readReports(fileOf([{ video: 'a.mp4', error: { code: 'internal', message: 'No.' } }]));
    expect(read).toMatchObject({ ok: false, error: { code: 'empty-file' } });
  });
});

test.each([
  ['records', [{ clip: 'a', mos: 3 }]],
  ['records with a column named schema', [{ clip: 'a', schema: 1, mos: 3 }]],
  ['a list of numbers', [1, 2]],
])('a JSON file of %s is not read as reports', async (_what, value) => {
  expect(await readReports(fileOf(value))).toBeUndefined();
});
