import { expect, test } from 'vitest';
import type { Drawer } from '../../../../../src/app/pages/evaluate/draw-all';
import { drawAll } from '../../../../../src/app/pages/evaluate/draw-all';
import { serveDraws } from '../../../../../src/app/pages/evaluate/draw-worker-service';
import { createRandom } from '../../../../../src/base/random';

const random = createRandom('pool');
const human = Float64Array.from({ length: 60 }, () => random.uniform(1, 5));
const predicted = human.map((value) => value + random.normal());
const table = { seed: '1/x', human, methods: [{ predicted, four: undefined, five: undefined }], grouping: undefined };

/** Answers after some turns of the event loop, so that drawers overtake each other. */
function drawer(turns: number, ended: number[]): Drawer {
  const service = serveDraws();
  return {
    load: (given) => service.load(given),
    async draw(from, count) {
      for (let i = 0; i < turns; i++) await new Promise((resolve) => setTimeout(resolve, 0));
      return service.draw(from, count);
    },
    end: () => ended.push(turns),
  };
}

const call = { signal: new AbortController().signal, onDraws: () => undefined };

test('draws are the same from one drawer and from three of different speed, and all are freed', async () => {
  const ended: number[] = [];
  const one = await drawAll(table, 450, [drawer(0, ended)], call);
  const three = await drawAll(
    table,
    450,
    [1, 3, 0].map((turns) => drawer(turns, ended)),
    call,
  );
  expect(three!.values(0, 'srcc')).toEqual(one!.values(0, 'srcc'));
  expect(one!.values(0, 'srcc').some(Number.isNaN)).toBe(false);
  expect(ended.sort((a, b) => a - b)).toEqual([0, 0, 1, 3]);
});

test('progress counts every draw once', async () => {
  const seen: number[] = [];
  await drawAll(
    table,
    450,
    [0, 2].map((turns) => drawer(turns, [])),
    { ...call, onDraws: (done) => seen.push(done) },
  );
  expect(seen.at(-1)).toBe(450);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

test('a cancel ends it while a drawer is still at work, and frees the drawer', async () => {
  const stop = new AbortController();
  const ended: number[] = [];
  const stuck: Drawer = { load: () => undefined, draw: () => new Promise(() => undefined), end: () => ended.push(1) };
  const drawing = drawAll(table, 10, [stuck], { ...call, signal: stop.signal });
  stop.abort();
  expect(await drawing).toBeUndefined();
  expect(ended).toEqual([1]);
});

test('a drawer that breaks fails the whole', async () => {
  const broken: Drawer = {
    load: () => undefined,
    draw: () => Promise.reject(new Error('no memory')),
    end: () => undefined,
  };
  await expect(drawAll(table, 10, [broken], call)).rejects.toThrow('no memory');
});
