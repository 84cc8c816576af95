import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item, ItemEvent, Phase } from '../../../../../src/app/pages/score/queue';
import { advance, nextInLine } from '../../../../../src/app/pages/score/queue';
import { sampleItem, sampleReport } from '../../sample-report';

const report = sampleReport();
const progress = { stage: 'sampling', framesDone: 3, framesTotal: 9, rate: 30, secondsLeft: 1 } as const;
const events: Record<string, ItemEvent> = {
  start: { kind: 'start' },
  progress: { kind: 'progress', progress },
  pictures: { kind: 'pictures', pictures: new Map([[0, { url: 'blob:0', columns: 1, rows: 1, cell: 0 }]]) },
  finish: { kind: 'finish', report, pictures: new Map(), recalled: false },
  fail: { kind: 'fail', error: { code: 'damaged-file', message: 'The file is damaged. Re-encode it.' } },
  cancelled: { kind: 'fail', error: { code: 'cancelled', message: 'Cancelled.' } },
  cancel: { kind: 'cancel' },
  again: { kind: 'again', explain: false },
  words: { kind: 'words', rationaleWords: [{ id: 'clarity-quality', words: ['Poor', '<think>'] }] },
};
const after = (...names: string[]): Item => names.reduce((item, name) => advance(item, events[name]!), sampleItem());

describe('the states of one file', () => {
  it.each<[Phase['kind'], string[]]>([
    ['queued', []],
    ['working', ['start']],
    ['working', ['start', 'progress']],
    ['done', ['start', 'finish']],
    ['failed', ['start', 'fail']],
    ['cancelled', ['cancel']],
    ['cancelled', ['start', 'cancel', 'cancelled']],
    ['queued', ['start', 'fail', 'again']],
    ['queued', ['cancel', 'again']],
    ['queued', ['start', 'finish', 'again']],
    ['done', ['start', 'finish', 'again', 'cancel']],
    ['failed', ['start', 'finish', 'again', 'start', 'fail']],
  ])('is %s after %j', (kind, names) => {
    expect(after(...names).phase.kind).toBe(kind);
  });

  it('ignores late results', () => {
    const cancelled = after('cancel');
    for (const late of ['progress', 'words', 'pictures', 'finish', 'fail', 'start', 'cancel']) {
      expect(advance(cancelled, events[late]!)).toBe(cancelled);
    }
  });

  it('keeps the old report when a rescore fails or is cancelled', () => {
    expect(after('start', 'finish', 'again', 'start', 'fail').report).toBe(report);
    expect(after('start', 'finish', 'again', 'start', 'cancel', 'cancelled')).toMatchObject({
      report,
      phase: { kind: 'done' },
    });
  });

  it('is no stored report any more once it was made here', () => {
    const stored = sampleItem({ phase: { kind: 'done' }, report, stored: true });
    const made = (['again', 'start', 'finish'] as const).reduce((item, name) => advance(item, events[name]!), stored);
    expect([advance(stored, events['again']!).stored, made.stored]).toEqual([true, false]);
  });

  it('shows arriving pictures on a first run only', () => {
    expect(after('start', 'pictures').pictures.size).toBe(1);
    expect(after('start', 'finish', 'again', 'start', 'pictures').pictures.size).toBe(0);
  });

  it('keeps the words of a rationale while they are written, and drops them when it is cancelled', () => {
    const rationaleWords = (item: Item) => (item.phase.kind === 'working' ? item.phase.rationaleWords : undefined);
    expect(rationaleWords(after('start', 'words'))).toHaveLength(1);
    expect(rationaleWords(after('start', 'words', 'progress'))).toHaveLength(1);
    expect(rationaleWords(after('start', 'words', 'cancel', 'words'))).toEqual([]);
    expect(rationaleWords(after('start', 'words', 'finish', 'again', 'start'))).toEqual([]);
  });

  it('is cancelling until the worker has ended', () => {
    expect(after('start', 'cancel').phase).toMatchObject({ kind: 'working', cancelling: true });
  });

  it('holds a report exactly when a run has finished, for any sequence of events', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.keys(events)), { maxLength: 20 }), (names) => {
        const item = after(...names);
        if (item.phase.kind === 'done') expect(item.report).toBe(report);
        if (item.phase.kind === 'cancelled') expect(item.report).toBeUndefined();
      }),
    );
  });
});

describe('whose turn it is', () => {
  const as = (id: string, kind: Phase['kind']): Item =>
    sampleItem({ id, phase: { kind, progress: undefined, cancelling: false } as unknown as Phase });

  it('is the first waiting file', () => {
    expect(nextInLine([as('a', 'done'), as('b', 'queued'), as('c', 'queued')])?.id).toBe('b');
  });

  it('is undefined while a file is being scored', () => {
    expect(nextInLine([as('a', 'queued'), as('b', 'working')])).toBeUndefined();
  });

  it('is undefined when all have ended', () => {
    expect(nextInLine([as('a', 'failed'), as('b', 'cancelled')])).toBeUndefined();
  });
});
