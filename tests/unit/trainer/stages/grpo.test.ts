import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rationaleWords } from '../../../../src/quality/rationale';
import { groupAdvantages } from '../../../../src/policy/grpo';
import type { GrpoOptions } from '../../../../src/trainer/stages/grpo';
import { advantagesOf, trainGrpo } from '../../../../src/trainer/stages/grpo';
import type { Trained } from '../../../../src/trainer/stages/stage';
import { isRight } from '../../../../src/trainer/training/reward';
import { fileRollouts } from '../../../../src/trainer/training/rollouts';
import { readAnswer } from '../../../../src/trainer/training/answers';
import { POLICY_SOURCE as source, tinyPolicy } from './policy';
import { LITTLE, tinyRun } from './runs';

const folder = mkdtempSync(join(tmpdir(), 'slowglass-grpo-'));
afterAll(() => rmSync(folder, { recursive: true }));

const OPTIONS: GrpoOptions = {
  ...LITTLE,
  epochs: 2,
  rollouts: 8,
  promptsPerClip: 1,
  updates: 2,
  clip: 0.2,
  klWeight: 0.05,
};

let policy: Trained;
beforeAll(async () => (policy = await tinyPolicy()));

function train(name: string, options = OPTIONS, stopAfter = Infinity) {
  const run = tinyRun(join(folder, name), source, { name: 'grpo', stopAfter });
  const store = fileRollouts(join(folder, `${name}.rollouts`));
  return { ...run, store, result: trainGrpo({ ...run, options }, policy, store) };
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('GRPO', () => {
  it('gives bit-identical weights and the same rollouts with and without an interruption', async () => {
    const whole = train('whole');
    const finished = await whole.result;
    const stopped = await train('parts', OPTIONS, 3).result;
    expect(stopped).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    // The state after a kill: two more steps ran, but no checkpoint was written.
    const left = fileRollouts(join(folder, 'parts.rollouts'));
    left.add([{ step: 4, clip: 0, id: 'visual-quality', rating: 'Fair', rationale: ['<think>'] }]);
    const resumed = await train('parts').result;
    expect(finished.ok && resumed.ok).toBe(true);
    if (!finished.ok || !resumed.ok) return;
    expect(resumed.value.weights).toEqual(finished.value.weights);
    expect(resumed.value.steps).toBe(policy.steps + 8);
    expect(fileRollouts(join(folder, 'parts.rollouts')).all()).toEqual(whole.store.all());
  });

  it('raises the reward of a policy that writes well-formed answers', async () => {
    const { metrics, result } = train('rises', { ...OPTIONS, epochs: 16, klWeight: 0.01, promptsPerClip: 2 });
    expect((await result).ok).toBe(true);
    const rewards = metrics.map((each) => each['reward']!);
    expect(mean(rewards.slice(-16))).toBeGreaterThan(mean(rewards.slice(0, 16)) + 0.2);
    const clean = metrics.map((each) => each['wellFormed']!);
    expect(mean(clean.slice(-16))).toBeGreaterThan(mean(clean.slice(0, 16)));
  });

  it('stays close to the SFT policy at a large KL weight', async () => {
    const far = async (klWeight: number): Promise<number> => {
      const { metrics, result } = train(`kl-${klWeight}`, { ...OPTIONS, epochs: 6, klWeight });
      await result;
      return mean(metrics.slice(-8).map((each) => each['kl']!));
    };
    expect(await far(10)).toBeLessThan(0.3 * (await far(0)));
  });

  it('keeps only well-formed answers with the right rating for the cool-off', async () => {
    const { store, result } = train('kept');
    await result;
    const kept = store.all();
    expect(kept.length).toBeGreaterThan(0);
    for (const { clip, id, rating, rationale } of kept) {
      expect(isRight(id, rating, source.labels('train')[clip]!.dimensionRatings[id].mos)).toBe(true);
      const { observations } = readAnswer(id, [...rationale, rating, '<end>']);
      expect(rationaleWords(observations!)).toEqual(rationale);
    }
  });

  it('writes reward, KL, entropy and the gradient norm for every step', async () => {
    const { metrics, result } = train('metrics', { ...OPTIONS, epochs: 1 });
    await result;
    expect(metrics).toHaveLength(4);
    for (const step of metrics) {
      for (const name of ['reward', 'kl', 'entropy', 'gradientNorm', 'wellFormed', 'clipped']) {
        expect(step[name]).toEqual(expect.any(Number));
      }
    }
  });
});

describe('advantages', () => {
  it('are normalised within each group, independent of the others', () => {
    const rewards = [1, 0, 0.5, 1.5, 6, 6, 6, 6];
    const advantages = Array.from(advantagesOf(rewards, 4));
    expect(advantages.slice(0, 4)).toEqual(Array.from(Float32Array.from(groupAdvantages(rewards.slice(0, 4)))));
    expect(advantages.slice(4)).toEqual([0, 0, 0, 0]);
  });
});
