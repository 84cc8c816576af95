import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../../src/trainer/presets';
import { identityOf } from '../../../../src/trainer/run/config';
import type { Job } from '../../../../src/trainer/run/job';
import { corpusOf, testsOf, partnersOf } from '../../../../src/trainer/run/job';
import { averaged, configsOf, lastStage, trainOne } from '../../../../src/trainer/run/seeds';
import type { Trained } from '../../../../src/trainer/stages/stage';
import { randomSource } from '../clips';
import { randomNetwork } from '../networks';
import { jobOf } from './jobs';

const source = randomSource(4, 2);
const pack = { name: 'a pack', digest: 'a', network: randomNetwork() };
const job: Job = jobOf('finetune', { from: pack, seed: 2 });

describe('the run configs of a job', () => {
  it('are one per seed on the same clips; the first has the folder of a single one', () => {
    const configs = configsOf(job, source);
    expect(configs.map(({ seed, folder }) => [seed, folder])).toEqual([
      [2, ''],
      [3, 'seed-3/'],
      [4, 'seed-4/'],
    ]);
    for (const config of configs) expect(config).toMatchObject({ job, source, from: pack });
    const identities = configs.map((config) => identityOf(config, 'sft'));
    expect(new Set(identities.map((identity) => JSON.stringify(identity))).size).toBe(3);
    expect(configsOf(jobOf('base-5k'), source).length).toBe(1);
  });

  it('end with SFT or the cool-off, depending on the preset', () => {
    expect(['base-24k', 'base-5k', 'finetune'].map((preset) => lastStage(jobOf(preset)))).toEqual([
      'sft',
      'cool-off',
      'cool-off',
    ]);
  });

  it('are listed in the error where another seed is requested', async () => {
    expect(await trainOne(job, source, 'sft', 9)).toMatchObject({
      ok: false,
      error: { code: 'invalid-option', message: expect.stringContaining('2, 3, 4') as string },
    });
  });
});

it('clips, test clips and matched pairs are in separate folders', () => {
  const folders = [corpusOf(job), testsOf(job)!, partnersOf(job)!].map(({ folder }) => folder.split(/[\\/]/).at(-1)!);
  expect(folders[1]).toBe(`${folders[0]}-test`);
  expect(folders[2]).toBe(`${folders[0]}-test-partners`);
  expect(partnersOf(jobOf('base-5k'))).toBeUndefined();
});

it('the shipped network is the weight average, with the common scalings', () => {
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
