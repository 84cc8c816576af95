import { describe, expect, it } from 'vitest';
import { openReports } from '../../../../../../src/app/pages/score/report/open-reports';
import { readReports } from '../../../../../../src/app/pages/score/report/read-reports';
import { Runner } from '../../../../../../src/app/pages/score/runner';
import { sampleReport } from '../../../sample-report';
import { newStore } from '../../../score-store';

const jsonFile = (content: unknown, name = 'scores.json'): File => new File([JSON.stringify(content)], name);
const failed = { video: 'letter.mp4', error: { code: 'not-a-video', message: 'The file is a text.' } };

/** A page without a worker: opening reports must not start one. */
function openPage() {
  const store = newStore();
  const runner = new Runner({
    store,
    createClient: () => Promise.reject(new Error('no report needs the scorer')),
    results: {
      recall: () => Promise.resolve(undefined),
      save: () => Promise.resolve(),
      clear: () => Promise.resolve(),
    },
    toPicture: () => Promise.resolve(undefined),
    releasePictures: () => undefined,
  });
  return { store, runner };
}

describe('a report file', () => {
  it('opens one report, and the array of several', async () => {
    const one = await readReports(jsonFile(sampleReport()));
    expect(one).toEqual({ ok: true, value: { reports: [sampleReport()], failures: 0 } });
    const other = sampleReport({ video: 'other.mp4' });
    const several = await readReports(jsonFile([sampleReport(), failed, other]));
    expect(several).toEqual({ ok: true, value: { reports: [sampleReport(), other], failures: 1 } });
  });

  it.each([
    ['no JSON', '{', /scores\.json: .*not valid JSON/],
    ['an empty array', '[]', /scores\.json: .*holds no report/],
    ['another object', '{"a":1}', /scores\.json: .*no Slowglass report/],
    ['a newer schema', '{"schema":99}', /scores\.json: .*newer Slowglass/],
    ['a bad entry', JSON.stringify([sampleReport(), { schema: 2 }]), /scores\.json: .*no Slowglass report/],
  ])('is refused with a sentence where it is %s', async (_, text, sentence) => {
    const read = await readReports(new File([text], 'scores.json'));
    expect(read.ok ? '' : read.error.message).toMatch(sentence);
  });
});

describe('opened reports', () => {
  it('are finished items of the list without pictures, the first of them on show', async () => {
    const { store, runner } = openPage();
    await openReports([jsonFile([sampleReport(), sampleReport({ video: 'b.mp4' })])], store.dispatch, runner);
    expect(store.state.items).toMatchObject([
      { name: 'clip.mp4', origin: 'report', phase: { kind: 'done' }, report: sampleReport() },
      { name: 'b.mp4', origin: 'report', phase: { kind: 'done' } },
    ]);
    expect(store.state.items.map(({ pictures }) => pictures.size)).toEqual([0, 0]);
    expect(store.state.selected).toBe(store.state.items[0]!.id);
    expect(store.state.notice).toBeUndefined();
  });

  it('say which files were bad or could not be scored', async () => {
    const { store, runner } = openPage();
    const files = [jsonFile([failed, sampleReport()], 'a.json'), new File(['{'], 'b.json')];
    await openReports(files, store.dispatch, runner);
    expect(store.state.items).toHaveLength(1);
    expect(store.state.notice).toMatch(/a\.json: one file could not be scored.* b\.json: .*not valid JSON/);
  });

  it('have no video to play or to score again', async () => {
    const { store, runner } = openPage();
    await openReports([jsonFile(sampleReport())], store.dispatch, runner);
    const opened = await runner.open(store.state.items[0]!.id);
    expect(opened.ok ? '' : opened.error.message).toMatch(/Only the report was opened/);
  });
});
