import { describe, expect, it, vi } from 'vitest';
import type { ScoreShortcutContext } from '../../../../src/app/pages/score/score-shortcuts';
import { SCORE_SHORTCUTS } from '../../../../src/app/pages/score/score-shortcuts';
import { groupShortcuts, keyName, SHELL_SHORTCUTS, shortcutFor } from '../../../../src/app/shell/shortcuts';
import type { ScoreState, ScoreStore } from '../../../../src/app/pages/score/score-state';
import { INITIAL_STATE, newStore } from '../score-store';
import { sampleItem } from '../sample-report';

const PAGE_SHORTCUTS = [...SHELL_SHORTCUTS, ...SCORE_SHORTCUTS];
const plain = { ctrlKey: false, metaKey: false, altKey: false };
const press = (key: string, state: ScoreState = INITIAL_STATE) => shortcutFor({ ...plain, key }, PAGE_SHORTCUTS, state);

function contextOf(store: ScoreStore): ScoreShortcutContext {
  return {
    state: store.state,
    dispatch: store.dispatch,
    open: (view) => store.dispatch({ kind: 'view', view }),
    showSheet: vi.fn(),
    chooseFiles: vi.fn(),
    copyLink: vi.fn(),
  };
}

function strike(store: ScoreStore, key: string): ScoreShortcutContext {
  const context = contextOf(store);
  press(key, store.state)?.act(context);
  return context;
}

describe('the shortcuts of the page', () => {
  it('give no key two meanings', () => {
    const keys = PAGE_SHORTCUTS.flatMap((shortcut) => shortcut.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('ignore keys with Control, Alt or Meta, and unknown keys', () => {
    for (const held of ['ctrlKey', 'metaKey', 'altKey']) {
      expect(shortcutFor({ ...plain, [held]: true, key: 't' }, PAGE_SHORTCUTS, INITIAL_STATE)).toBeUndefined();
    }
    expect(press('Enter')).toBeUndefined();
    expect(press('')).toBeUndefined();
  });

  it('open the three views by their numbers', () => {
    const store = newStore();
    for (const [key, view] of [
      ['2', 'aso'],
      ['3', 'evaluate'],
      ['1', 'score'],
    ] as const) {
      strike(store, key);
      expect(store.state.view).toBe(view);
    }
  });

  it('walk through themes and profiles and come round', () => {
    const store = newStore();
    const themes = ['t', 't', 't'].map((key) => (strike(store, key), store.state.theme));
    expect(themes).toEqual(['dark', 'light', 'system']);
    const profiles = ['p', 'p', 'p'].map((key) => (strike(store, key), store.state.profile));
    expect(profiles).toEqual(['q-save', 'both', 'ultravqa']);
  });

  it('step through the list of videos and stop at its ends', () => {
    const items = ['a', 'b', 'c'].map((id) => sampleItem({ id, phase: { kind: 'done' } }));
    const store = newStore();
    store.dispatch({ kind: 'add', items });
    const walk = ['[', ']', ']', ']', '['].map((key) => (strike(store, key), store.state.selected));
    expect(walk).toEqual(['a', 'b', 'c', 'c', 'b']);
  });

  it('do nothing where they would mean nothing', () => {
    expect(press(']')).toBeUndefined();
    expect(press('o', { ...INITIAL_STATE, view: 'aso' })).toBeUndefined();
    expect(press('p', { ...INITIAL_STATE, view: 'evaluate' })).toBeUndefined();
  });

  it('mean nothing at all where single keys are switched off', () => {
    const store = newStore();
    store.dispatch({ kind: 'single-keys', on: false });
    const meant = PAGE_SHORTCUTS.flatMap(({ keys }) => keys).filter((key) => press(key, store.state) !== undefined);
    expect(meant).toEqual([]);
    store.dispatch({ kind: 'single-keys', on: true });
    expect(press('t', store.state)).toBeDefined();
  });

  it('reach the sheet and the chooser of files', () => {
    const store = newStore();
    expect(strike(store, '?').showSheet).toHaveBeenCalledOnce();
    expect(strike(store, 'o').chooseFiles).toHaveBeenCalledOnce();
  });
});

describe('the sheet of shortcuts', () => {
  it('holds every shortcut once, under the place where it works', () => {
    const groups = groupShortcuts(PAGE_SHORTCUTS);
    const listed = groups.flatMap(({ shortcuts }) => shortcuts);
    expect(listed).toHaveLength(PAGE_SHORTCUTS.length);
    expect(new Set(listed)).toEqual(new Set(PAGE_SHORTCUTS));
    for (const { when, shortcuts } of groups) {
      expect(shortcuts.every((shortcut) => shortcut.when === when)).toBe(true);
    }
  });

  it('writes keys as keyboards do', () => {
    expect([' ', 'ArrowLeft', 'Escape', '?', 'End'].map(keyName)).toEqual(['Space', '←', 'Esc', '?', 'End']);
  });
});
