import { describe, expect, it } from 'vitest';
import { HashKeeper } from '../../../../../src/app/shell/address/hash-keeper';

function openPage(hash: string) {
  const page = { hash, writes: [] as string[] };
  const keeper = new HashKeeper({
    readHash: () => page.hash,
    replaceHash: (next) => {
      page.hash = next;
      page.writes.push(next);
    },
  });
  return { page, keeper };
}

describe('the keeper of an address', () => {
  it('writes over what it read or wrote itself', () => {
    const { page, keeper } = openPage('#/aso');
    expect(keeper.read()).toBe('#/aso');
    keeper.replace('#/aso?v=1&lambda=2');
    keeper.replace('#/aso?v=1&lambda=3');
    keeper.replace('#/aso?v=1&lambda=3');
    expect(page.writes).toEqual(['#/aso?v=1&lambda=2', '#/aso?v=1&lambda=3']);
  });

  it('does not overwrite an address that was set elsewhere until it has read it', () => {
    const { page, keeper } = openPage('#/aso');
    keeper.read();
    page.hash = '#/evaluate';
    keeper.replace('#/aso?v=1&lambda=2');
    expect(page.writes).toEqual([]);
    keeper.read();
    keeper.replace('#/evaluate?v=1');
    expect(page.writes).toEqual(['#/evaluate?v=1']);
  });
});
