import { expect, test } from 'vitest';
import { bestTwo, placeClass } from '../../../../../src/app/pages/evaluate/best-two';

test('best and second best are numbers; equal numbers share a place, and missing ones take none', () => {
  const places = bestTwo([0.5, undefined, 0.9, 0.9, null, 0.7], 'high');
  expect(places).toEqual({ best: 0.9, second: 0.7 });
  expect(placeClass(undefined, places)).toBe('');
  expect(bestTwo([3, 1, 2], 'low')).toEqual({ best: 1, second: 2 });
});
