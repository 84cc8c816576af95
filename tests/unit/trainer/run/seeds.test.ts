import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../../src/trainer/presets';
import { identityOf } from '../../../../src/trainer/run/course';
import type { Job } from '../../../../src/trainer/run/job';
import { corpusOf, testsOf, partnersOf } from '../../../../src/trainer/run/job';
import { averaged, coursesOf, lastStage, trainOne } from '../../../../src/trainer/run/seeds';
import type { Trained } from '../../../../src/trainer/stages/stage';
import { randomSource } from '../clips';
import { randomNetwork } from '../networks';
import { jobOf } from './jobs';

const source = randomSource(4, 2);
const pack = { name: 'a pack', digest: 'a', network: randomNetwork() };
const job: Job = jobOf('finetune', { from: pack, seed: 2 });

describe('the courses of a job', () => {
  it('are one a seed on the same clips, the first in the place of a single one', () => {
    const courses = coursesOf(job, source);
    expect(courses.map(({ seed, folder }) => [seed, folder])).toEqual([
      [2, ''],
      [3, 'seed-3/'],
      [4, 'seed-4/'],
    ]);
    for (const course of courses) expect(course).toMatchObject({ job, source, from: pack });
    const identities = courses.map((course) => identityOf(course, 'sft'));
    expect(new Set(identities.map((identity) => JSON.stringify(identity))).size).toBe(3);
    expect(coursesOf(jobOf('base-5k'), source).length).toBe(1);
  });

  it('end with what ships: SFT or the cool-off, as the preset has them', () => {
    expect(['base-24k', 'base-5k', 'finetune'].map((preset) => lastStage(jobOf(preset)))).toEqual([
      'sft',
      'cool-off',
      'cool-off',
    ]);
  });

  it('are named when one is asked for that is not among them', async () => {
    expect(await trainOne(job, source, 'sft', 9)).toMatchObject({
      ok: false,
      error: { code: 'invalid-option', message: expect.stringContaining('2, 3, 4') as string },
    });
  });
});

it('clips, tests and their twins lie in folders of their own', () => {
  const folders = [corpusOf(job), testsOf(job)!, partnersOf(job)!].map(({ folder }) => folder.split(/[\\/]/).at(-1)!);
  expect(folders[1]).toBe(`${folders[0]}-test`);
  expect(folders[2]).toBe(`${folders[0]}-test-twins`);
  expect(partnersOf(jobOf('base-5k'))).toBeUndefined();
});

it('what ships is the mean of all, with the scalings that all began with', () => {
  const networks = [1, 2, 3].map((seed): Trained => ({ ...randomNetwork(seed), steps: 7 }));
  const mean = averaged(
    networks.map((trained, n) => ({ seed: n, trained })) as unknown as Parameters<typeof averaged>[0],
  );
  expect(mean.steps).toBe(7);
  expect(mean.scalings).toBe(networks[0]!.scalings);
  for (const [name, values] of Object.entries(mean.weights)) {
    const expected = networks.reduce((sum, { weights }) => sum + weights[name]![0]! / 3, 0);
    expect(Math.abs(values[0]! - expected), name).toBeLessThan(1e-6);
  }
  expect(PRESETS['finetune']!.seeds).toBe(3);
});
