import { describe, expect, it } from 'vitest';
import type { RestoredPack } from '../../../../src/trainer/export/restore';
import { PRESETS } from '../../../../src/trainer/presets';
import type { StageName } from '../../../../src/trainer/run/course';
import { identityOf, mainCourse, trainStage } from '../../../../src/trainer/run/course';
import type { Job } from '../../../../src/trainer/run/job';
import { trainFile } from '../../../../src/trainer/run/job';
import { randomSource } from '../clips';
import { randomNetwork } from '../networks';
import { jobOf } from './jobs';

const source = randomSource(4, 2);
const identity = (job: Job, stage: StageName): string => {
  const found = identityOf(mainCourse(job, source), stage);
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
};

function pack(digest: string, name = 'a pack'): RestoredPack {
  return { name, digest, network: randomNetwork() };
}

describe("a stage's identity", () => {
  it('is the same for the same job, and another for another stage, seed, corpus or number of clips', () => {
    const job = jobOf('smoke');
    expect(identity(job, 'grpo')).toBe(identity({ ...job, out: '/elsewhere', workers: 2 }, 'grpo'));
    const others = [
      identity(job, 'sft'),
      identity(job, 'cool-off'),
      identity(job, 'aso'),
      identity({ ...job, seed: 2 }, 'grpo'),
      identity({ ...job, clips: 97 }, 'grpo'),
      identity({ ...job, from: pack('a') }, 'grpo'),
    ];
    for (const other of others) expect(other).not.toBe(identity(job, 'grpo'));
  });

  it('tells packs apart that training goes on from, by their numbers and not by their names', () => {
    const job = jobOf('smoke');
    const from = (digest: string, name = 'a pack'): string => identity({ ...job, from: pack(digest, name) }, 'summary');
    expect(from('a')).toBe(from('a', 'another name'));
    expect(from('a')).not.toBe(from('b'));
  });

  it('changes with the options of the stages before it, and not with those after it', () => {
    const job = jobOf('smoke');
    const { preset } = job;
    const longer = { ...job, preset: { ...preset, sft: { ...preset.sft, epochs: 9 } } };
    expect(identity(longer, 'cool-off')).not.toBe(identity(job, 'cool-off'));
    const later = { ...preset.later!, coolOff: { ...preset.later!.coolOff, epochs: 9 } };
    const cooler = { ...job, preset: { ...preset, later } };
    expect(identity(cooler, 'grpo')).toBe(identity(job, 'grpo'));
    expect(identity(cooler, 'aso')).toBe(identity(job, 'aso'));
    expect(identity(cooler, 'cool-off')).not.toBe(identity(job, 'cool-off'));
  });
});

describe('a preset', () => {
  it('without later stages says so when one is asked for', async () => {
    const result = await trainStage(mainCourse(jobOf('base-5k'), source), 'grpo');
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'invalid-option', message: expect.stringContaining('--preset mini') as string },
    });
  });

  it('that goes on from a pack says so when none is given, before it trains anything', async () => {
    for (const stage of ['summary', 'sft', 'grpo', 'cool-off', 'aso'] as const) {
      expect(await trainStage(mainCourse(jobOf('finetune'), source), stage)).toMatchObject({
        ok: false,
        error: { code: 'invalid-option', message: expect.stringContaining('--from') as string },
      });
    }
  });

  it('of the first model stays as it was: rating first, SFT alone', () => {
    expect(PRESETS['base-5k']!.sft.form).toBe('rating-first');
    expect(PRESETS['base-5k']!.later).toBeUndefined();
  });
});

describe("a run's files", () => {
  it('lie in a folder of their own for every seed', () => {
    expect(trainFile(jobOf('mini'), 'sft.bin')).toMatch(/train.mini.sft\.bin$/);
    expect(trainFile(jobOf('mini', { seed: 3 }), 'sft.bin')).toMatch(/train.mini-seed-3.sft\.bin$/);
  });
});
