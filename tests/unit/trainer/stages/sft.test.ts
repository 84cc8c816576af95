import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { initialWeights, summaryHeadSpecs } from '../../../../src/trainer/network/parameters';
import type { SftOptions } from '../../../../src/trainer/stages/sft';
import { trainSft } from '../../../../src/trainer/stages/sft';
import type { Trained } from '../../../../src/trainer/stages/stage';
import { withShuffledLabels } from '../../../../src/trainer/training/source';
import { TINY, randomSource } from '../clips';
import { TALK, tinySummaryHeads, tinyRun, tinySft } from './runs';

const folder = mkdtempSync(join(tmpdir(), 'slowglass-sft-'));
afterAll(() => rmSync(folder, { recursive: true }));

const source = randomSource(16, 8);
let summaryHeads: Trained;
beforeAll(async () => (summaryHeads = await tinySummaryHeads(join(folder, 'summaryHeads'), source)));

function train(name: string, options: SftOptions, more: Parameters<typeof tinyRun>[2] = {}, from = source) {
  const run = tinyRun(join(folder, name), from, { name: 'sft', ...more });
  return { ...run, result: trainSft({ ...run, options }, summaryHeads) };
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

it("starts from a pack's weights, except for the summary heads, which come from their own stage", async () => {
  const from = { shape: TINY, weights: initialWeights(TINY, 99), scalings: summaryHeads.scalings };
  const run = tinyRun(join(folder, 'finetune'), source, { name: 'sft' });
  const result = await trainSft({ ...run, options: tinySft({ epochs: 0 }) }, summaryHeads, from);
  if (!result.ok) throw new Error(result.error.message);
  for (const [name, values] of Object.entries(result.value.weights)) {
    expect(values, name).toEqual(summaryHeads.weights[name] ?? from.weights[name]);
  }
});

describe.each(['rating-first', 'rationale-first'] as const)('supervised fine-tuning, %s', (form) => {
  const options = tinySft({ form, epochs: 2 });

  it('gives bit-identical weights with and without an interruption', async () => {
    const whole = await train(`${form}-whole`, options).result;
    const first = await train(`${form}-parts`, options, { stopAfter: 3 }).result;
    expect(first).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const second = await train(`${form}-parts`, options).result;
    expect(whole.ok && second.ok).toBe(true);
    if (!whole.ok || !second.ok) return;
    expect(second.value.steps).toBe(summaryHeads.steps + 8);
    expect(second.value.weights).toEqual(whole.value.weights);
  });

  it('lowers the loss on clips whose statistics follow their quality', async () => {
    const { metrics, result } = train(`${form}-learns`, { ...options, epochs: 12 });
    expect((await result).ok).toBe(true);
    const losses = metrics.map(({ loss }) => loss);
    expect(mean(losses.slice(-6))).toBeLessThan(0.75 * mean(losses.slice(0, 3)));
  });
});

describe('supervised fine-tuning', () => {
  it('handles an event, such as a signal, between two steps', async () => {
    let signalled = false;
    const run = tinyRun(join(folder, 'outside'), source, { name: 'sft' });
    const context = { ...run.context, shouldStop: () => signalled };
    setImmediate(() => (signalled = true));
    const result = await trainSft({ ...run, context, options: tinySft({ epochs: 2 }) }, summaryHeads);
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(run.metrics.length).toBeLessThan(8);
  });

  it('trains a network to write well-formed greedy answers with rationales', async () => {
    const { validations, result } = train(
      'forms',
      tinySft({ form: 'rationale-first', epochs: 40, answersPerClip: 4, peakRate: 3e-2, weigh: TALK }),
    );
    expect((await result).ok).toBe(true);
    expect(validations.at(-1)!.wellFormed).toBeGreaterThan(0.8);
    expect(validations.at(-1)!.atPrompts).toHaveLength(8);
  });

  it('does not change the summary heads, and counts its steps', async () => {
    const { result } = train('summary-heads-kept', tinySft({ epochs: 1 }));
    const trained = await result;
    expect(trained.ok).toBe(true);
    if (!trained.ok) return;
    for (const { name } of summaryHeadSpecs(trained.value.shape)) {
      const kept = trained.value.weights[name]!;
      if (!name.endsWith('.bias')) expect(kept, name).toEqual(summaryHeads.weights[name]);
      // Biases share a buffer with weights that change: the average of a constant is rounded at every step.
      const moved = kept.map((weight, i) => Math.abs(weight - summaryHeads.weights[name]![i]!));
      expect(Math.max(...moved), name).toBeLessThan(1e-6);
    }
    expect(trained.value.weights['artifacts.head']).not.toEqual(summaryHeads.weights['artifacts.head']);
    expect(trained.value.steps).toBe(summaryHeads.steps + 4);
  });

  it('writes a journal line for each step and each epoch', async () => {
    await train('journal', tinySft({ epochs: 2 })).result;
    const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string });
    expect(lines.filter(({ kind }) => kind === 'step')).toHaveLength(8);
    expect(lines.filter(({ kind }) => kind === 'epoch')).toHaveLength(2);
    for (const name of ['loss', 'rating', 'score', 'rationale', 'gradientNorm', 'clipsPerSecond']) {
      expect(lines[0]).toHaveProperty(name, expect.any(Number));
    }
  });

  it('keeps one journal line for each step where a killed run repeats steps', async () => {
    const options = tinySft({ epochs: 2 });
    await train('killed', options, { stopAfter: 3 }).result;
    const path = join(folder, 'killed.jsonl');
    // Two more steps and the start of a line, without a checkpoint.
    appendFileSync(path, '{"kind":"step","stage":"sft","step":3}\n{"kind":"step","stage":"sft","step":4}\n{"kin');
    await train('killed', options).result;
    const lines = readFileSync(path, 'utf8').trim().split('\n');
    const steps = lines.map((line) => JSON.parse(line) as { kind: string; step: number });
    expect(steps.filter(({ kind }) => kind === 'step').map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(steps.filter(({ kind }) => kind === 'epoch').map(({ step }) => step)).toEqual([4, 8]);
  });

  it('fails for a corpus that does not fill one batch', async () => {
    const { result } = train('small', tinySft({}), {}, randomSource(3, 2));
    expect(await result).toMatchObject({ ok: false, error: { code: 'invalid-option' } });
  });

  it('fails for a checkpoint of another configuration and does not change it', async () => {
    await train('other', tinySft({ epochs: 1 }), { identity: '{"clips":1,"seed":1}' }).result;
    const before = readFileSync(join(folder, 'other.bin'));
    const { result } = train('other', tinySft({ epochs: 1 }), { identity: '{"clips":2,"seed":1}' });
    expect(await result).toMatchObject({
      ok: false,
      error: { code: 'invalid-option', message: expect.stringContaining('(clips differ)') as string },
    });
    expect(readFileSync(join(folder, 'other.bin'))).toEqual(before);
  });

  it('fails with a sentence and writes no checkpoint when the loss is not a number', async () => {
    const { result } = train(
      'nan',
      tinySft({ epochs: 8, weigh: { rating: NaN, score: 0, rationale: 0, prompt: 0, artifacts: 0 } }),
    );
    expect(await result).toMatchObject({
      ok: false,
      error: { code: 'internal', message: expect.stringContaining('at step 0') as string },
    });
    expect(existsSync(join(folder, 'nan.bin'))).toBe(false);
  });
});

describe('the shuffled-label control', () => {
  it('permutes the training labels and does not change the other splits', () => {
    const shuffled = withShuffledLabels(source, createRandom(1));
    const moses = (labels: readonly { dimensionRatings: { 'motion-quality': { mos: number } } }[]): number[] =>
      labels.map((label) => label.dimensionRatings['motion-quality'].mos);
    const before = moses(source.labels('train'));
    const after = moses(shuffled.labels('train'));
    const sorted = (values: number[]): number[] => values.toSorted((a, b) => a - b);
    expect(sorted(after)).toEqual(sorted(before));
    expect(after).not.toEqual(before);
    expect(shuffled.clip('train', 3).label.dimensionRatings).toBe(shuffled.labels('train')[3]!.dimensionRatings);
    expect(moses(shuffled.labels('test'))).toEqual(moses(source.labels('test')));
  });
});
