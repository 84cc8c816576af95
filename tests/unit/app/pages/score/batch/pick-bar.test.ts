import { describe, expect, it } from 'vitest';
import { picksAfter } from '../../../../../../src/app/pages/score/batch/pick-bar';

describe('the rows picked to be compared', () => {
  const after = (...pressed: readonly string[]): readonly string[] => pressed.reduce<readonly string[]>(picksAfter, []);

  it('are the last two pressed, in the order of pressing', () => {
    expect(after('a')).toEqual(['a']);
    expect(after('a', 'b')).toEqual(['a', 'b']);
    expect(after('a', 'b', 'c')).toEqual(['b', 'c']);
  });

  it('are let go by a second press', () => {
    expect(after('a', 'a')).toEqual([]);
    expect(after('a', 'b', 'a', 'c')).toEqual(['b', 'c']);
  });
});
