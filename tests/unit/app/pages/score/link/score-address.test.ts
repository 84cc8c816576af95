import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Example } from '../../../../../../src/app/pages/score/example';
import { ScoreAddress } from '../../../../../../src/app/pages/score/link/score-address';
import { degradedItem } from '../../../../../../src/app/pages/score/queue';
import { newStore } from '../../../score-store';
import { sampleItem, sampleReport } from '../../../sample-report';

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
  const store = newStore();
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
    addDegradedCopy: (of, name) => {
      const degradedCopy = degradedItem(`degraded-copy-${store.state.items.length}`, of, name);
      store.dispatch({ kind: 'add', items: [degradedCopy] });
      return degradedCopy.id;
    },
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
    const { store, page, address, rest } = openPage(
      '#/score?v=1&clip=hills&profile=both&sampledFrame=1&frameSimilarity=0.5',
    );
    await address.start();
    await rest();
    expect(store.state).toMatchObject({
      selected: 'example-hills',
      profile: 'both',
      sampledFrame: 1,
      notice: undefined,
    });
    expect(store.state.choices.frameSimilarity).toBe(0.5);
    expect(page.writes).toEqual([]);
  });

  it('follows the view once it rests, with one write for many changes', async () => {
    const { store, page, address, rest } = openPage('');
    await address.start();
    for (const sampledFrame of [0, 1, 2]) store.dispatch({ kind: 'sampledFrame', sampledFrame });
    await rest();
    expect(page.writes).toEqual(['#/score?v=1&sampledFrame=2']);
  });

  it.each(['#/aso?v=1&lambda=0.5', '#/score?v=1&clip=hills'])(
    'does not overwrite an address that it has not read: %s',
    async (elsewhere) => {
      const { store, page, address, rest } = openPage('');
      await address.start();
      store.dispatch({ kind: 'sampledFrame', sampledFrame: 1 });
      page.hash = elsewhere;
      await rest();
      expect(page.writes).toEqual([]);
      await address.follow();
      await rest();
      expect(page.hash).toBe(elsewhere);
    },
  );

  it('leaves the address to the other views', async () => {
    const { store, page, address, rest } = openPage('#/aso?v=1&lambda=0.5');
    await address.start();
    await address.follow();
    store.dispatch({ kind: 'profile', profile: 'both' });
    await rest();
    expect(page.hash).toBe('#/aso?v=1&lambda=0.5');
    expect(page.fetched).toEqual(['lantern-lake']);
  });

  it('shows one sample at a time, the last one requested', async () => {
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

  it('shows a notice that an own file is not carried, and shows the first sample instead', async () => {
    const { store, address } = openPage('#/score?v=1&clip=own&profile=q-save');
    await address.start();
    expect(store.state.notice).toMatch(/do not carry files/);
    expect(store.state.selected).toBe('example-lantern-lake');
    expect(store.state.profile).toBe('q-save');
  });

  it('keeps the file on show when its own link is opened again', async () => {
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
    ['#/score?v=1&sampledFrame=3', /does not exist/],
  ])('shows a notice for %s', async (hash, notice) => {
    const { store, address } = openPage(hash);
    await address.start();
    expect(store.state.notice).toMatch(notice);
    expect(store.state.selected).toBe('example-lantern-lake');
    expect(store.state.sampledFrame).toBeUndefined();
  });

  it('compares the two samples of a link until another one is requested', async () => {
    const link = '#/score?v=1&clip=hills&against=shake&mode=wipe&edge=30&sampledFrame=2';
    const { store, page, address, rest } = openPage(link);
    await address.start();
    await rest();
    expect(store.state).toMatchObject({
      selected: 'example-hills',
      compared: { first: 'example-hills', second: 'example-shake' },
      layout: { mode: 'wipe', edge: 30 },
      sampledFrame: 2,
      notice: undefined,
    });
    expect(page.hash).toBe(link);
    page.hash = '#/score?v=1&clip=grain';
    await address.follow();
    expect(store.state.items.map(({ id }) => id)).toEqual(['example-grain']);
    expect(store.state.compared).toBeUndefined();
  });

  it('makes the degraded copy that a link names, once, whichever place it has', async () => {
    const { store, page, address, rest } = openPage('#/score?v=1&clip=hills.noise-clear&against=hills');
    await address.start();
    await rest();
    const degradedCopy = store.state.items.find((item) => item.degradedCopy !== undefined)!;
    expect(degradedCopy.degradedCopy).toEqual({ of: 'example-hills', name: 'noise-clear' });
    expect(store.state).toMatchObject({
      selected: 'example-hills',
      compared: { first: degradedCopy.id, second: 'example-hills' },
      notice: undefined,
    });
    page.hash = '#/score?v=1&clip=hills&against=hills.noise-clear';
    await address.follow();
    expect(store.state.compared).toEqual({ first: 'example-hills', second: degradedCopy.id });
    expect(store.state.items).toHaveLength(2);
    page.hash = '#/score?v=1&clip=hills.noise-clear';
    await address.follow();
    expect(store.state).toMatchObject({ selected: degradedCopy.id, compared: undefined });
  });

  it.each([
    ['#/score?v=1&clip=own&against=shake', 'example-shake'],
    ['#/score?v=1&clip=shake&against=own', 'example-shake'],
    ['#/score?v=1&clip=own&against=own', 'example-lantern-lake'],
  ])('says of %s that a compared file is not carried, and shows a sample alone', async (link, shown) => {
    const { store, address } = openPage(link);
    await address.start();
    expect(store.state.notice).toMatch(/compares.*do not carry files/);
    expect(store.state).toMatchObject({ selected: shown, compared: undefined });
  });

  it('compares a sample with the file on show where the page requests it', async () => {
    const { store, page, address, rest } = openPage('');
    await address.start();
    for (const id of ['file-1', 'file-2']) {
      const item = sampleItem({ id, phase: { kind: 'done' }, report: sampleReport() });
      store.dispatch({ kind: 'add', items: [item] });
    }
    await rest();
    page.hash = '#/score?v=1&clip=own&against=shake';
    await address.follow();
    expect(store.state.compared).toEqual({ first: 'file-2', second: 'example-shake' });
    expect(store.state.notice).toBeUndefined();
  });

  it('shows a notice when a compared sample cannot be fetched, and shows the other', async () => {
    const { store, address } = openPage('#/score?v=1&clip=hills&against=shake', (name) =>
      Promise.resolve(name === 'hills' ? exampleOf(name) : undefined),
    );
    await address.start();
    expect(store.state.notice).toMatch(/could not be fetched/);
    expect(store.state).toMatchObject({ selected: 'example-hills', compared: undefined });
  });

  it('shows a notice when the sample cannot be fetched', async () => {
    const { store, address } = openPage('#/score?v=1&clip=hills&sampledFrame=1', () => Promise.resolve(undefined));
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
