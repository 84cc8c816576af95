import { expect, test } from 'vitest';
import { createMeter } from '../../../src/scoring/meter';
import type { Progress } from '../../../src/scoring/progress';

function metered() {
  let clock = 0;
  const seen: Progress[] = [];
  const meter = createMeter(
    (progress) => seen.push(progress),
    () => clock,
  );
  return { meter, seen, pass: (milliseconds: number) => (clock += milliseconds) };
}

test('rate and time left count from the start of sampling, not of loading', () => {
  const { meter, seen, pass } = metered();
  meter.enter('opening');
  pass(5000);
  meter.enter('sampling');
  pass(2000);
  meter.frames(100, 400);
  expect(seen.at(-1)).toEqual({ stage: 'sampling', framesDone: 100, framesTotal: 400, rate: 50, secondsLeft: 6 });
});

test('frames are reported a few times a second, each stage at once', () => {
  const { meter, seen, pass } = metered();
  meter.enter('sampling');
  for (let frame = 1; frame <= 100; frame++) {
    pass(10);
    meter.frames(frame, 100);
  }
  meter.enter('judging');
  expect(seen).toHaveLength(1 + 10 + 1);
  expect(seen.at(-1)).toMatchObject({ stage: 'judging', framesDone: 100, secondsLeft: undefined });
});

test('a total smaller than the number of decoded frames is raised to it', () => {
  const { meter, seen, pass } = metered();
  meter.enter('sampling');
  pass(1000);
  meter.frames(12, 10);
  expect(seen.at(-1)).toMatchObject({ framesDone: 12, framesTotal: 12, secondsLeft: 0 });
});
