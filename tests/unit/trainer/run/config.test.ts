import { describe, expect, it } from 'vitest';
import type { RestoredPack } from '../../../../src/trainer/export/restore';
import { DEFAULT_PRESET, PRESETS } from '../../../../src/trainer/presets';
import type { StageName } from '../../../../src/trainer/run/config';
import { identityOf, mainConfig, trainStage } from '../../../../src/trainer/run/config';
import type { Job } from '../../../../src/trainer/run/job';
import { trainFile } from '../../../../src/trainer/run/job';
import { randomSource } from '../clips';
import { randomNetwork } from '../networks';
import { jobOf } from './jobs';

const source = randomSource(4, 2);
const identity = (job: Job, stage: StageName): string => {
  const found = identityOf(mainConfig(job, source), stage);
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
};

function pack(digest: string, name = 'a pack'): RestoredPack {
  return { name, digest, network: randomNetwork() };
}

describe("a stage's identity", () => {
  it('depends on the stage, seed, pack and number of clips only', () => {
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

  it('depends on the digest of the pack that training starts from, not on its name', () => {
    const job = jobOf('smoke');
    const from = (digest: string, name = 'a pack'): string => identity({ ...job, from: pack(digest, name) }, 'summary');
    expect(from('a')).toBe(from('a', 'another name'));
    expect(from('a')).not.toBe(from('b'));
  });

  it('depends on the options of the stages before it, not on those after it', () => {
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
  it('without later stages fails with a sentence where one is requested', async () => {
    const result = await trainStage(mainConfig(jobOf('base-24k'), source), 'grpo');
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'invalid-option', message: expect.stringContaining('--preset finetune') as string },
    });
  });

  it('that starts from a pack fails with a sentence where none is given, before any training', async () => {
    for (const stage of ['summary', 'sft', 'grpo', 'cool-off', 'aso'] as const) {
      expect(await trainStage(mainConfig(jobOf('finetune'), source), stage)).toMatchObject({
        ok: false,
        error: { code: 'invalid-option', message: expect.stringContaining('--from') as string },
      });
    }
  });

  it('named base-24k ends with SFT, rating first', () => {
    expect(PRESETS['base-24k']!.sft.form).toBe('rating-first');
    expect(PRESETS['base-24k']!.later).toBeUndefined();
  });

  it('exists with the default name', () => {
    expect(PRESETS[DEFAULT_PRESET]!.name).toBe('finetune');
  });
});

describe("a run's files", () => {
  it('are in a separate folder for every seed', () => {
    expect(trainFile(jobOf('base-5k'), 'sft.bin')).toMatch(/train.base-5k.sft\.bin$/);
    expect(trainFile(jobOf('base-5k', { seed: 3 }), 'sft.bin')).toMatch(/train.base-5k-seed-3.sft\.bin$/);
  });
});
