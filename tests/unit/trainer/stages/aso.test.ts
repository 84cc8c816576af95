import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imitationGradient } from '../../../../src/policy/aso';
import { levelsOfDimension, VOCABULARY, wordId } from '../../../../src/trainer/network/shape';
import type { Tensors } from '../../../../src/trainer/engine/jax';
import { jit, read, tree, valueAndGrad } from '../../../../src/trainer/engine/jax';
import { identityScalings } from '../../../../src/trainer/network/scalings';
import type { ClipInput } from '../../../../src/trainer/network/forward';
import type { Weights } from '../../../../src/trainer/network/parameters';
import { fromBanks, initialWeights, layoutOf } from '../../../../src/trainer/network/parameters';
import type { AsoOptions } from '../../../../src/trainer/stages/aso';
import { teacherOf, trainAso } from '../../../../src/trainer/stages/aso';
import type { Trained } from '../../../../src/trainer/stages/stage';
import { AnswerRows } from '../../../../src/trainer/training/answer-rows';
import { clipInput, evenDraw } from '../../../../src/trainer/training/batch';
import type { Targets } from '../../../../src/trainer/training/loss';
import { loss, promptShares } from '../../../../src/trainer/training/loss';
import { upload } from '../../../../src/trainer/training/optimiser';
import { artifactTargets } from '../../../../src/trainer/training/artifact-targets';
import { questionsFor } from '../../../../src/trainer/training/questions';
import { SLOWFAST_MASK } from '../../../../src/trainer/training/pathway-mask';
import { TINY, UNITS, randomClip } from '../clips';
import { POLICY_SOURCE, tinyPolicy } from './policy';
import { LITTLE, tinyRun } from './runs';

const folder = mkdtempSync(join(tmpdir(), 'slowglass-aso-'));
afterAll(() => rmSync(folder, { recursive: true }));

const OPTIONS: AsoOptions = {
  ...LITTLE,
  epochs: 2,
  lambda: 1,
  beta: 1,
  answersPerClip: 2,
  rationale: 0.5,
  prompt: 1,
  artifacts: 0,
};

describe("ASO's teacher", () => {
  it('is the reference times the Boltzmann factor of the distance, normalised (eq. 8)', () => {
    const reference = [0.1, 0.2, 0.3, 0.25, 0.15];
    const { masses } = teacherOf('visual-quality', reference, 3.6, { lambda: 0.5, beta: 2 });
    const raw = reference.map((mass, i) => mass * Math.exp((-2 * Math.abs(i + 1 - 3.6)) / 0.5));
    const sum = raw.reduce((a, b) => a + b, 0);
    masses.forEach((mass, i) => expect(mass).toBeCloseTo(raw[i]! / sum, 12));
  });
});

describe("ASO's loss", () => {
  it('has the gradient pi - pi* with respect to the logits of the levels', async () => {
    const layout = layoutOf(TINY);
    const weights = initialWeights(TINY, 3);
    const input = (): ClipInput =>
      clipInput([evenDraw(randomClip('a', 'train'), { fast: 6, slow: 4 })], UNITS, identityScalings());
    const teacher = teacherOf('visual-quality', [0.1, 0.2, 0.3, 0.25, 0.15], 3.6, OPTIONS).masses;
    const targets = (): Targets => {
      const rows = new AnswerRows(1, 1, 'rationale-first', SLOWFAST_MASK);
      rows.skip();
      const questions = questionsFor(1, SLOWFAST_MASK, (_, id) =>
        id === 'visual-quality' ? { masses: teacher, mos: 3.6 } : undefined,
      );
      return { questions, answers: rows.tensors(), artifacts: artifactTargets([{ observations: [] }]) };
    };
    const weigh = { rating: 1, score: 0, rationale: 0, prompt: 1, artifacts: 0 };
    const graded = jit((banks: Tensors, clips: ClipInput, wanted: Targets) =>
      valueAndGrad((b: Tensors, c: ClipInput, t: Targets) => loss(b, c, t, TINY, weigh, 'rationale-first'), {
        hasAux: true,
      })(banks, clips, wanted),
    );
    const [[total, parts], gradients] = graded(upload(weights, layout), input(), targets());
    tree.dispose([total, parts]);
    const flat: Weights = {};
    for (const [name, gradient] of Object.entries(gradients)) flat[name] = await read(gradient);
    const shares = await read(
      jit((banks: Tensors, clips: ClipInput) => promptShares(banks, clips, TINY, SLOWFAST_MASK))(
        upload(weights, layout),
        input(),
      ),
    );
    // Only one question counts, so the gradient of the head's bias is that of its logits.
    const bias = fromBanks(flat, layout)['decoder.head.bias']!;
    const levels = levelsOfDimension('visual-quality').map(({ word }) => wordId(word));
    const from = 5 * VOCABULARY.length;
    const up = imitationGradient(
      levels.map((id) => shares[from + id]!),
      teacher,
    );
    levels.forEach((id, rung) => expect(bias[id]).toBeCloseTo(-up[rung]!, 4));
    const others = bias.filter((_, id) => !levels.includes(id));
    expect(Math.max(...others.map(Math.abs))).toBeLessThan(1e-6);
  });
});

describe('ASO', () => {
  let policy: Trained;
  beforeAll(async () => (policy = await tinyPolicy()));

  function train(name: string, options = OPTIONS, stopAfter = Infinity) {
    const run = tinyRun(join(folder, name), POLICY_SOURCE, { name: 'aso', stopAfter });
    return { ...run, result: trainAso({ ...run, options }, policy) };
  }

  it('gives bit-identical weights with and without an interruption', async () => {
    const whole = await train('whole').result;
    expect(await train('parts', OPTIONS, 3).result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const resumed = await train('parts').result;
    if (!whole.ok) throw new Error(whole.error.message);
    if (!resumed.ok) throw new Error(resumed.error.message);
    expect(resumed.value.weights).toEqual(whole.value.weights);
  });

  it('lowers the error of the expected score', async () => {
    const { metrics, result } = train('learns', { ...OPTIONS, epochs: 15, peakRate: 2e-2, lambda: 0.2 });
    expect((await result).ok).toBe(true);
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    const errors = metrics.map((each) => each['score']!);
    expect(mean(errors.slice(-16))).toBeLessThan(0.8 * mean(errors.slice(0, 8)));
    expect(mean(metrics.map((each) => each['teachable']!))).toBeGreaterThan(0.3);
  });
});
