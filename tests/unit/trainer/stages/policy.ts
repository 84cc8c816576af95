import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { trainSft } from '../../../../src/trainer/stages/sft';
import type { Trained } from '../../../../src/trainer/stages/stage';
import { randomSource } from '../clips';
import { TALK, tinyRun, tinySft, tinySummaryHeads } from './runs';

const LOOK_MS = 100;

/** The clips that the policy is trained on. */
export const POLICY_SOURCE = randomSource(16, 4);

/**
 * A policy that writes well-formed answers but rates poorly. GRPO and ASO start from it. It is trained once per test run:
 * the second file loads the checkpoint of the first.
 */
export async function tinyPolicy(): Promise<Trained> {
  const folder = inject('runFolder');
  return withLock(join(folder, 'policy.lock'), async () => {
    const summaryHeads = await tinySummaryHeads(join(folder, 'summary-heads'), POLICY_SOURCE);
    const options = tinySft({
      form: 'rationale-first',
      epochs: 25,
      answersPerClip: 4,
      peakRate: 3e-2,
      weigh: { ...TALK, rating: 0.1, score: 0 },
    });
    const run = { ...tinyRun(join(folder, 'policy'), POLICY_SOURCE, { name: 'sft' }), options };
    const trained = await trainSft(run, summaryHeads);
    if (!trained.ok) throw new Error(trained.error.message);
    return trained.value;
  });
}

/** Runs work while no other process that asks for this lock does. */
async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      mkdirSync(path);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      await sleep(LOOK_MS);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(path, { recursive: true });
  }
}
