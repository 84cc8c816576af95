import { describe, expect, it } from 'vitest';
import { once } from '../../../../../src/app/pages/aso/once';

describe('what is made once', () => {
  it('is made at the first asking, and is the same thing ever after', () => {
    let made = 0;
    const count = once((key: { readonly name: string }) => ({ text: key.name, number: ++made }));
    const [a, b] = [{ name: 'a' }, { name: 'b' }];
    expect(made).toBe(0);
    expect(count(a)).toBe(count(a));
    expect(count(b)).toEqual({ text: 'b', number: 2 });
    expect(made).toBe(2);
  });

  it('remembers that nothing came of an object', () => {
    let asked = 0;
    const none = once<object, undefined>(() => {
      asked++;
      return undefined;
    });
    const key = {};
    none(key);
    none(key);
    expect(asked).toBe(1);
  });
});
