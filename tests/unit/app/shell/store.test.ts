import { describe, expect, it, vi } from 'vitest';
import type { Slice } from '../../../../src/app/shell/store';
import { createStore } from '../../../../src/app/shell/store';

interface Step {
  readonly kind: 'step';
  readonly by: number;
}

const count: Slice<{ readonly count: number }, Step> = {
  initial: { count: 0 },
  on: { step: (state, { by }) => ({ count: state.count + by }) },
};

const label: Slice<{ readonly label: string }, Step | { readonly kind: 'label'; readonly label: string }> = {
  initial: { label: 'none' },
  on: {
    step: (_, { by }) => (by === 0 ? {} : { label: `stepped by ${by}` }),
    label: (_, { label }) => ({ label }),
  },
};

describe('the store', () => {
  it('joins the initial states of its slices, with the values that it starts with', () => {
    expect(createStore([count, label]).state).toEqual({ count: 0, label: 'none' });
    expect(createStore([count, label], { count: 3 }).state).toEqual({ count: 3, label: 'none' });
  });

  it('lets each slice answer an action with its own part', () => {
    const store = createStore([count, label]);
    store.dispatch({ kind: 'step', by: 2 });
    expect(store.state).toEqual({ count: 2, label: 'stepped by 2' });
    store.dispatch({ kind: 'label', label: 'none' });
    expect(store.state).toEqual({ count: 2, label: 'none' });
  });

  it('calls listeners with the state and the one before, after changes only, and not after they left', () => {
    const store = createStore([count, label]);
    const listener = vi.fn();
    const stop = store.subscribe(listener);
    const before = store.state;
    store.dispatch({ kind: 'label', label: 'none' });
    store.dispatch({ kind: 'step', by: 0 });
    expect(store.state).toBe(before);
    expect(listener).not.toHaveBeenCalled();
    store.dispatch({ kind: 'step', by: 1 });
    expect(listener).toHaveBeenCalledExactlyOnceWith(store.state, before);
    stop();
    store.dispatch({ kind: 'step', by: 1 });
    expect(listener).toHaveBeenCalledOnce();
  });

  it('refuses two slices that own the same field', () => {
    expect(() => createStore([count, { ...label, initial: { count: 1 } }])).toThrow(/count/);
  });
});
