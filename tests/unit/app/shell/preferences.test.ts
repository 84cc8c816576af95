import { describe, expect, it } from 'vitest';
import { readPreferences, writePreferences } from '../../../../src/app/shell/preferences';

const FIELDS = { theme: ['light', 'dark'], profile: ['q-save', 'both'], singleKeys: [true, false] } as const;
const CHOSEN = { theme: 'dark', profile: 'both', singleKeys: false } as const;

const VISIT = { ...CHOSEN, view: 'aso' };

describe('stored preferences', () => {
  const storage = (stored: Record<string, string>): Storage =>
    ({
      getItem: (key: string) => stored[key] ?? null,
      setItem: (key: string, value: string) => void (stored[key] = value),
    }) as unknown as Storage;

  it('are read again, and nothing else of the state is stored', () => {
    const stored: Record<string, string> = {};
    writePreferences(() => storage(stored), FIELDS, VISIT);
    expect(readPreferences(() => storage(stored), FIELDS)).toEqual(CHOSEN);
    expect(Object.values(stored)[0]).not.toContain('aso');
  });

  it.each(['', 'null', '7', '{', '{"theme":"pink"}', '{"profile":["both"]}', '{"singleKeys":0}'])(
    'are left out where the stored text is %j',
    (garbage) => {
      expect(readPreferences(() => storage({ 'slowglass:preferences': garbage }), FIELDS)).toEqual({});
    },
  );

  it('are optional where storage is denied', () => {
    const denied = (): Storage => {
      throw new DOMException('denied', 'SecurityError');
    };
    expect(readPreferences(denied, FIELDS)).toEqual({});
    expect(() => writePreferences(denied, FIELDS, CHOSEN)).not.toThrow();
  });
});
