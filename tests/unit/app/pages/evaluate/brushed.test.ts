import { expect, test } from 'vitest';
import { brushed } from '../../../../../src/app/pages/evaluate/state';

test('brushed rows replace, extend or toggle the selection; toggling only selected rows removes them', () => {
  const two = brushed(new Set(), [1, 2], 'replace');
  expect([...brushed(two, [3], 'add')]).toEqual([1, 2, 3]);
  expect([...brushed(two, [2], 'toggle')]).toEqual([1]);
  expect([...brushed(two, [2, 3], 'toggle')]).toEqual([1, 2, 3]);
  expect([...brushed(two, [], 'replace')]).toEqual([]);
});
