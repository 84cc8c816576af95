import { describe, expect, it } from 'vitest';
import { comparedItems, selectedItem } from '../../../../../src/app/pages/score/clips-slice';
import type { ScoreAction, ScoreState } from '../../../../../src/app/pages/score/score-state';
import { INITIAL_STATE, reduce } from '../../score-store';
import { degradedItem } from '../../../../../src/app/pages/score/queue';
import { announcement } from '../../../../../src/app/pages/score/announce';
import { sampleItem, sampleReport } from '../../sample-report';

const run = (...actions: ScoreAction[]): ScoreState => actions.reduce(reduce, INITIAL_STATE);
const done = sampleItem({ id: 'old', phase: { kind: 'done' }, report: sampleReport() });
const first = sampleItem({ id: 'first' });
const second = sampleItem({ id: 'second' });

describe('the clips of the page', () => {
  it('shows the first new file', () => {
    const state = run({ kind: 'add', items: [done] }, { kind: 'add', items: [first, second] });
    expect(selectedItem(state)?.id).toBe('first');
  });

  it('keeps showing a file that is being scored when more are dropped', () => {
    const state = run({ kind: 'add', items: [first] }, { kind: 'add', items: [second] });
    expect(selectedItem(state)?.id).toBe('first');
  });

  it('shows the neighbour of a removed file, and nothing after the last', () => {
    const both = run({ kind: 'add', items: [first, second] });
    const one = reduce(both, { kind: 'remove', id: 'first' });
    expect(selectedItem(one)?.id).toBe('second');
    expect(selectedItem(reduce(one, { kind: 'remove', id: 'second' }))).toBeUndefined();
  });

  it('keeps the selection when another file is removed', () => {
    const state = run({ kind: 'add', items: [first, second] }, { kind: 'remove', id: 'second' });
    expect(selectedItem(state)?.id).toBe('first');
  });

  it('drops the chosen frame when another report is shown', () => {
    const chosen = run({ kind: 'add', items: [done, first] }, { kind: 'sampledFrame', sampledFrame: 2 });
    expect(reduce(chosen, { kind: 'select', id: 'first' }).sampledFrame).toBeUndefined();
  });

  it('does not select what is not there', () => {
    const state = run({ kind: 'add', items: [first] });
    expect(reduce(state, { kind: 'select', id: 'nobody' })).toBe(state);
  });

  it('stays the same object when an event changes nothing', () => {
    const state = run({ kind: 'add', items: [done] });
    expect(reduce(state, { kind: 'item', id: 'old', event: { kind: 'start' } })).toBe(state);
  });

  it('puts chosen failures back in line at once, each with the rationales it was to have', () => {
    const error = { code: 'unreadable-file', message: 'No.' } as const;
    const broken = ['a', 'b', 'c'].map((id) =>
      sampleItem({ id, phase: { kind: 'failed', error }, explain: id === 'b' }),
    );
    const before = run({ kind: 'add', items: [done, ...broken] });
    const after = reduce(before, { kind: 'retry', items: broken.slice(0, 2) });
    expect(after.items.map(({ phase }) => phase.kind)).toEqual(['done', 'queued', 'queued', 'failed']);
    expect(after.items.map(({ explain }) => explain)).toEqual([false, false, true, false]);
  });

  it('compares two files until another is chosen or added, or one of them is removed', () => {
    const pair = { first: 'first', second: 'second' };
    const both = run({ kind: 'add', items: [first, second] }, { kind: 'compare', pair });
    expect(comparedItems(both)).toMatchObject({ first: { id: 'first' }, second: { id: 'second' } });
    for (const action of [
      { kind: 'select', id: 'second' },
      { kind: 'add', items: [done] },
      { kind: 'remove', id: 'second' },
      { kind: 'compare', pair: undefined },
    ] satisfies ScoreAction[]) {
      expect(comparedItems(reduce(both, action)), action.kind).toBeUndefined();
    }
  });

  it('keeps the chosen frame when compared clips change places, and drops it with another pair', () => {
    const pair = { first: 'first', second: 'second' };
    const both = run(
      { kind: 'add', items: [first, second] },
      { kind: 'compare', pair },
      { kind: 'sampledFrame', sampledFrame: 2 },
      { kind: 'layout', layout: { mode: 'wipe' } },
    );
    const swapped = reduce(both, { kind: 'compare', pair: { first: 'second', second: 'first' } });
    expect(swapped).toMatchObject({ sampledFrame: 2, layout: { mode: 'wipe', edge: 50 } });
    expect(reduce(swapped, { kind: 'compare', pair: undefined }).sampledFrame).toBeUndefined();
  });

  it('keeps showing a clip when its degraded copy is added', () => {
    const degradedCopy = degradedItem('degraded-copy-1', done, 'blur-strong');
    const state = run({ kind: 'add', items: [done] }, { kind: 'add', items: [degradedCopy] });
    expect(selectedItem(state)?.id).toBe('old');
    expect(state.items[1]).toMatchObject({
      name: 'clip.mp4, blurred (strong)',
      degradedCopy: { of: 'old', name: 'blur-strong' },
    });
  });
});

describe('the announcement for screen readers', () => {
  it('names the file and, when it failed, the sentence', () => {
    const before = run({ kind: 'add', items: [first] });
    const working = reduce(before, { kind: 'item', id: 'first', event: { kind: 'start' } });
    const error = { code: 'empty-file', message: 'The file is empty. Choose another.' } as const;
    const failed = reduce(working, { kind: 'item', id: 'first', event: { kind: 'fail', error } });
    expect(announcement(before, working)).toBe('Scoring clip.mp4.');
    expect(announcement(working, failed)).toBe('clip.mp4 could not be scored. The file is empty. Choose another.');
  });

  it('is empty for progress and for the example', () => {
    const state = run({ kind: 'add', items: [first] }, { kind: 'item', id: 'first', event: { kind: 'start' } });
    const progress = { stage: 'judging', framesDone: 1, framesTotal: 2, rate: 1, secondsLeft: 1 } as const;
    const later = reduce(state, { kind: 'item', id: 'first', event: { kind: 'progress', progress } });
    expect(announcement(state, later)).toBeUndefined();
    expect(announcement(INITIAL_STATE, run({ kind: 'add', items: [done] }))).toBeUndefined();
  });
});
