import { describe, expect, it } from 'vitest';
import { AssertionError, assert, defined } from '../../../src/base/assert';
import { fail, ok } from '../../../src/base/result';

describe('Result', () => {
  it('has either a value, or a code with a message', () => {
    expect(ok(3)).toEqual({ ok: true, value: 3 });
    expect(fail('empty-file', 'The file is empty. Choose another one.')).toEqual({
      ok: false,
      error: { code: 'empty-file', message: 'The file is empty. Choose another one.' },
    });
  });
});

describe('assert', () => {
  it('throws an AssertionError with its message when the condition is false', () => {
    expect(() => assert(false, 'never')).toThrow(new AssertionError('never'));
    expect(() => assert(1, 'never')).not.toThrow();
  });

  it('returns defined values, falsy ones too, and names a missing one', () => {
    expect(defined(0, 'count')).toBe(0);
    expect(defined('', 'name')).toBe('');
    expect(() => defined(undefined, 'the encoder')).toThrow('the encoder is missing');
  });
});
