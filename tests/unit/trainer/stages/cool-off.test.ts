import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rationaleWords } from '../../../../src/quality/rationale';
import { promptOf } from '../../../../src/quality/vocabulary';
import type { TrainedDimension } from '../../../../src/corpus/clip';
import { TRAINED_DIMENSIONS } from '../../../../src/corpus/clip';
import { tree } from '../../../../src/trainer/engine/jax';
import { initialWeights, layoutOf } from '../../../../src/trainer/network/parameters';
import { UPRIGHT } from '../../../../src/trainer/network/orientation';
import type { CoolOffOptions } from '../../../../src/trainer/stages/cool-off';
import { groupRollouts, trainCoolOff } from '../../../../src/trainer/stages/cool-off';
import type { Trained } from '../../../../src/trainer/stages/stage';
import { clipInput, evenDraw } from '../../../../src/trainer/training/batch';
import { upload } from '../../../../src/trainer/training/optimiser';
import type { Rollout } from '../../../../src/trainer/training/rollouts';
import { measureScalings } from '../../../../src/trainer/training/scalings';
import type { ClipSource } from '../../../../src/trainer/training/source';
import { SLOWFAST_MASK } from '../../../../src/trainer/training/pathway-mask';
import { observationsFor, ratingWord } from '../../../../src/trainer/training/targets';
import { likeliest, makeWriter } from '../../../../src/trainer/training/writer';
import { TINY, randomSource } from '../clips';
import { LITTLE, tinyRun } from './runs';

const folder = mkdtempSync(join(tmpdir(), 'slowglass-cool-off-'));
afterAll(() => rmSync(folder, { recursive: true }));

const source = randomSource(16, 4);
const OPTIONS: CoolOffOptions = {
  ...LITTLE,
  epochs: 2,
  answersPerClip: 2,
  softness: { nineLevels: 0.35, fiveRatings: 0.5 },
  weigh: { rating: 1, score: 0.5, rationale: 1, prompt: 0, artifacts: 0 },
};

/** Right answers about two dimensions of every clip. */
const ROLLOUTS: readonly Rollout[] = source.labels('train').flatMap((label, clip) =>
  (['visual-quality', 'motion-quality'] as const).map((id) => ({
    step: clip,
    clip,
    id,
    rating: ratingWord(id, label.dimensionRatings[id].mos),
    rationale: rationaleWords(observationsFor(label, id, UPRIGHT)),
  })),
);

const fresh: Trained = {
  shape: TINY,
  weights: initialWeights(TINY, 3),
  scalings: measureScalings(source, 3),
  steps: 5,
};

function train(name: string, options = OPTIONS, stopAfter = Infinity, rollouts = ROLLOUTS, clips = source) {
  const run = tinyRun(join(folder, name), clips, { name: 'cool-off', stopAfter });
  return { ...run, result: trainCoolOff({ ...run, options }, fresh, rollouts) };
}

/** The same clips, where the MOS of one dimension is mirrored on 1..5. */
function mirrored(id: TrainedDimension): ClipSource {
  return {
    ...source,
    clip: (split, index) => {
      const clip = source.clip(split, index);
      const rating = { ...clip.label.dimensionRatings[id], mos: 6 - clip.label.dimensionRatings[id].mos };
      return { ...clip, label: { ...clip.label, dimensionRatings: { ...clip.label.dimensionRatings, [id]: rating } } };
    },
  };
}

describe('the cool-off', () => {
  it('gives bit-identical weights with and without an interruption', async () => {
    const whole = await train('whole').result;
    expect(await train('parts', OPTIONS, 3).result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const resumed = await train('parts').result;
    if (!whole.ok) throw new Error(whole.error.message);
    if (!resumed.ok) throw new Error(resumed.error.message);
    expect(resumed.value.weights).toEqual(whole.value.weights);
  });

  it('trains a network to write the rating word right after the prompt', async () => {
    const { result, metrics } = train('first', { ...OPTIONS, epochs: 30, peakRate: 3e-2 });
    const trained = await result;
    if (!trained.ok) throw new Error(trained.error.message);
    expect(metrics.at(-1)!.loss).toBeLessThan(0.5 * metrics[0]!.loss);
    const banks = upload(trained.value.weights, layoutOf(TINY));
    const clip = source.clip('train', 0);
    const input = clipInput([evenDraw(clip, LITTLE.rows)], source.units, trained.value.scalings);
    const [answer] = await makeWriter(TINY, SLOWFAST_MASK).write(banks, input, [['visual-quality']], likeliest);
    tree.dispose(banks);
    expect([...promptOf('visual-quality'), ...answer!.words].slice(2, 4)).toEqual([
      expect.stringMatching(/Bad|Poor|Fair|Good|Excellent/),
      '<think>',
    ]);
  });

  it('trains the ratings of dimensions with a right rollout, and no others', async () => {
    const firstLoss = async (name: string, clips: ClipSource): Promise<number> => {
      const { result, metrics } = train(name, { ...OPTIONS, epochs: 1 }, Infinity, ROLLOUTS, clips);
      await result;
      return metrics[0]!['rating']!;
    };
    const loss = await firstLoss('as-rated', source);
    expect(await firstLoss('without-rollout', mirrored('clarity-quality'))).toBe(loss);
    expect(await firstLoss('with-rollout', mirrored('visual-quality'))).not.toBeCloseTo(loss, 4);
  });

  it('fails with a sentence where too few rollouts are right', async () => {
    const { result } = train('few', OPTIONS, Infinity, ROLLOUTS.slice(0, 4));
    expect(await result).toMatchObject({
      ok: false,
      error: { code: 'invalid-option', message: expect.stringContaining('Only 2 clips') as string },
    });
  });

  it('groups the rollouts of a clip by dimension', () => {
    const grouped = groupRollouts(ROLLOUTS);
    expect(grouped.size).toBe(16);
    expect([...grouped.get(3)!.keys()].toSorted()).toEqual(['motion-quality', 'visual-quality']);
    expect([...grouped.get(3)!.keys()].every((id) => TRAINED_DIMENSIONS.includes(id))).toBe(true);
  });
});
