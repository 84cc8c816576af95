import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Example } from '../../../../src/app/example';
import { ScoreAddress } from '../../../../src/app/link/score-address';
import { INITIAL_STATE, Store } from '../../../../src/app/state';
import { sampleItem, sampleReport } from '../sample-report';

function exampleOf(name: string): Example {
  const item = sampleItem({
    id: `example-${name}`,
    origin: 'example',
    phase: { kind: 'done' },
    report: sampleReport(),
  });
  return { item, load: () => Promise.reject(new Error('not asked for')) };
}

/** A page without a browser: its address, its store, and what it fetched. */
function openPage(hash: string, fetch = (name: string) => Promise.resolve<Example | undefined>(exampleOf(name))) {
  const store = new Store(INITIAL_STATE);
  const page = { hash, writes: [] as string[], fetched: [] as string[] };
  const address = new ScoreAddress({
    store,
    readHash: () => page.hash,
    replaceHash: (next) => {
      page.hash = next;
      page.writes.push(next);
    },
    fetchExample: (name) => {
      page.fetched.push(name);
      return fetch(name);
    },
    addExample: ({ item }) => store.dispatch({ kind: 'add', items: [item] }),
    remove: (id) => store.dispatch({ kind: 'remove', id }),
  });
  const rest = () => vi.runAllTimersAsync();
  return { store, page, address, rest };
}

describe('the address of the score view', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('stays bare while all is as usual', async () => {
    const { store, page, address, rest } = openPage('');
    await address.start();
    await rest();
    expect(store.state.selected).toBe('example-lantern-lake');
    expect(store.state.awaitingExample).toBe(false);
    expect(page.writes).toEqual([]);
  });

  it('sets the view that a link describes', async () => {
    const { store, page, address, rest } = openPage('#/score?v=1&clip=hills&profile=both&moment=1&frameSimilarity=0.5');
    await address.start();
    await rest();
    expect(store.state).toMatchObject({ selected: 'example-hills', profile: 'both', moment: 1, notice: undefined });
    expect(store.state.choices.frameSimilarity).toBe(0.5);
    expect(page.writes).toEqual([]);
  });

  it('follows the view once it rests, with one write for many changes', async () => {
    const { store, page, address, rest } = openPage('');
    await address.start();
    for (const moment of [0, 1, 2]) store.dispatch({ kind: 'moment', moment });
    await rest();
    expect(page.writes).toEqual(['#/score?v=1&moment=2']);
  });

  it('leaves the address to the other views', async () => {
    const { store, page, address, rest } = openPage('#/aso?v=1&lambda=0.5');
    await address.start();
    await address.follow();
    store.dispatch({ kind: 'profile', profile: 'both' });
    await rest();
    expect(page.hash).toBe('#/aso?v=1&lambda=0.5');
    expect(page.fetched).toEqual(['lantern-lake']);
  });

  it('shows one sample at a time, the last one asked for', async () => {
    const slow = new Map<string, (example: Example) => void>();
    const { store, page, address, rest } = openPage('', (name) =>
      name === 'lantern-lake'
        ? Promise.resolve(exampleOf(name))
        : new Promise((resolve) => slow.set(name, () => resolve(exampleOf(name)))),
    );
    await address.start();
    page.hash = '#/score?v=1&clip=hills';
    const first = address.follow();
    page.hash = '#/score?v=1&clip=shake';
    const second = address.follow();
    slow.get('shake')?.(exampleOf('shake'));
    slow.get('hills')?.(exampleOf('hills'));
    await Promise.all([first, second]);
    await rest();
    expect(store.state.items.map(({ id }) => id)).toEqual(['example-shake']);
    expect(page.hash).toBe('#/score?v=1&clip=shake');
  });

  it('says that somebody’s own file did not travel, and shows the first sample instead', async () => {
    const { store, address } = openPage('#/score?v=1&clip=own&profile=q-save');
    await address.start();
    expect(store.state.notice).toMatch(/never travel/);
    expect(store.state.selected).toBe('example-lantern-lake');
    expect(store.state.profile).toBe('q-save');
  });

  it('keeps to the file on show when its own link comes again', async () => {
    const { store, page, address, rest } = openPage('');
    await address.start();
    store.dispatch({
      kind: 'add',
      items: [sampleItem({ id: 'file-1', phase: { kind: 'done' }, report: sampleReport() })],
    });
    await rest();
    expect(page.hash).toBe('#/score?v=1&clip=own');
    await address.follow();
    expect(store.state).toMatchObject({ selected: 'file-1', notice: undefined });
  });

  it.each([
    ['#/score?v=9&clip=hills', /another version/],
    ['#/score?v=1&clip=nobody', /could not be read/],
    ['#/score?v=1&moment=3', /does not exist/],
  ])('shows a notice for %s', async (hash, notice) => {
    const { store, address } = openPage(hash);
    await address.start();
    expect(store.state.notice).toMatch(notice);
    expect(store.state.selected).toBe('example-lantern-lake');
    expect(store.state.moment).toBeUndefined();
  });

  it('says when the sample cannot be fetched', async () => {
    const { store, address } = openPage('#/score?v=1&clip=hills&moment=1', () => Promise.resolve(undefined));
    await address.start();
    expect(store.state.notice).toMatch(/could not be fetched/);
    expect(store.state.items).toEqual([]);
  });

  it('does not push aside a file that was dropped before the example came', async () => {
    let arrive: (example: Example) => void = () => undefined;
    const { store, address } = openPage('', () => new Promise((resolve) => (arrive = resolve)));
    const started = address.start();
    store.dispatch({ kind: 'add', items: [sampleItem({ id: 'file-1' })] });
    arrive(exampleOf('lantern-lake'));
    await started;
    expect(store.state.items.map(({ id }) => id)).toEqual(['file-1']);
  });
});
