import { describe, expect, it } from 'vitest';
import { clipsByName, joinedTables } from '../../../../../../src/app/pages/score/batch/human-scores';
import { guessRoles } from '../../../../../../src/app/tables/roles';
import { joinTables, sharedKeys } from '../../../../../../src/app/tables/join';
import { readTable } from '../../../../../../src/app/tables/read-table';
import { sampleReport } from '../../../sample-report';

const reports = ['one/a.mp4', 'one/b.mp4', 'c.webm'].map((video) => sampleReport({ video }));
const csv = (text: string): File => new File([text], 'people.csv');

/** What the bench makes of the tables it is handed. */
async function joined(text: string) {
  const made = await joinedTables(reports, [csv(text)]);
  if (!made.ok) throw new Error(made.error.message);
  const tables = await Promise.all(made.value.map((file) => readTable(file)));
  const [people, scores] = tables.map((table) => {
    if (!table.ok) throw new Error(table.error.message);
    return table.value;
  });
  const keys = sharedKeys(people!, scores!);
  const table = joinTables(people!, scores!, keys);
  if (!table.ok) throw new Error(table.error.message);
  return { keys, table: table.value, roles: guessRoles(table.value) };
}

describe('human scores beside the clips', () => {
  it('find their clips by path, name and name without extension, case-insensitive', async () => {
    const { keys, table } = await joined('rating,clip\n3,One/A.mp4\n4,b\n5,C.WEBM\n');
    expect(keys).toEqual(['video']);
    expect(table.problems).toEqual([]);
    expect(table.columns.find(({ name }) => name === 'video')).toMatchObject({
      texts: ['one/a.mp4', 'one/b.mp4', 'c.webm'],
    });
  });

  it('are ratings on the evaluation page, and the scores of the page are predictions of the same dimension', async () => {
    const { roles } = await joined('file,Visual quality\na.mp4,3\nb.mp4,4\nc.webm,2\n');
    expect(roles).toMatchObject({
      video: { kind: 'key' },
      'Visual quality mos': { kind: 'human', dimension: 'Visual quality' },
      'Visual quality slowglass': { kind: 'prediction', method: 'slowglass', dimension: 'Visual quality' },
    });
  });

  it('keep their column names where these distinguish ratings from predictions', async () => {
    const { roles } = await joined('file,clipscore,mos\na.mp4,0.3,3\nb.mp4,0.2,4\nc.webm,0.1,2\n');
    expect(roles['mos']).toMatchObject({ kind: 'human' });
    expect(roles['clipscore']).toMatchObject({ kind: 'prediction' });
  });

  it('are refused with a sentence where no column names a clip', async () => {
    const refused = await joinedTables(reports, [csv('file,mos\nx.mp4,3\ny.mp4,4\n')]);
    expect(refused).toMatchObject({ ok: false, error: { code: 'invalid-option' } });
  });

  it('are not given to a clip whose name another shares', () => {
    const clips = clipsByName(['one/a.mp4', 'two/a.mp4', 'two/b.mp4']);
    expect(clips.get('a.mp4')).toBeUndefined();
    expect(clips.get('two/a.mp4')).toBe('two/a.mp4');
    expect(clips.get('b')).toBe('two/b.mp4');
  });
});
