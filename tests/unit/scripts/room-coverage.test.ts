import { expect, it } from 'vitest';
import { roomLines } from '../../../scripts/testing/room-coverage.mjs';

it('coverage is summed over the files of a room', () => {
  const lines = (total: number, covered: number) => ({ lines: { total, covered } });
  const summary = {
    total: lines(40, 30),
    '/repo/src/media/open.ts': lines(10, 10),
    '/repo/src/media/mp4/boxes.ts': lines(10, 5),
    '/repo/src/base/result.ts': lines(20, 15),
  };
  expect(roomLines(summary, '/repo')).toEqual(['base          75.0 % of 20 lines', 'media         75.0 % of 20 lines']);
});
