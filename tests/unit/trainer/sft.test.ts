import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random';
import type { SftOptions, StageContext } from '../../../src/trainer/stages/sft';
import { trainSft } from '../../../src/trainer/stages/sft';
import { decodeCheckpoint, encodeCheckpoint } from '../../../src/trainer/training/checkpoint';
import { fileJournal } from '../../../src/trainer/training/journal';
import { withShuffledLabels } from '../../../src/trainer/training/source';
import { TINY, randomSource } from './clips';

const folder = mkdtempSync(join(tmpdir(), 'slowglass-sft-'));
afterAll(() => rmSync(folder, { recursive: true }));

const OPTIONS: SftOptions = {
  shape: TINY,
  seed: 7,
  epochs: 2,
  clipsPerBatch: 4,
  rows: { fast: 6, slow: 4 },
  answersPerClip: 2,
  softness: { nineLevels: 0.35, fiveRatings: 0.5 },
  weigh: { rating: 1, score: 0.5, rationale: 0.2 },
  optimiser: { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.05, maxNorm: 1 },
  peakRate: 1e-2,
  warmupSteps: 2,
  floor: 0.05,
  averageDecay: 0.9,
  checkpointEvery: 100,
  evaluationRows: { fast: 6, slow: 4 },
};

function context(name: string, stopAfter = Infinity): StageContext & { losses: number[] } {
  const losses: number[] = [];
  return {
    losses,
    name: 'sft',
    identity: 'test',
    checkpointPath: join(folder, `${name}.bin`),
    journal: fileJournal(join(folder, `${name}.jsonl`)),
    onStep: (_done, _total, { loss }) => losses.push(loss),
    onEpoch: () => {},
    shouldStop: () => losses.length >= stopAfter,
  };
}

describe('supervised fine-tuning', () => {
  const source = randomSource(16, 8);

  it('gives bit-identical weights whether or not it was stopped on the way', async () => {
    const whole = await trainSft(source, OPTIONS, context('whole'));
    const first = await trainSft(source, OPTIONS, context('parts', 3));
    expect(first).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const second = await trainSft(source, OPTIONS, context('parts'));
    expect(whole.ok && second.ok).toBe(true);
    if (!whole.ok || !second.ok) return;
    expect(second.value.steps).toBe(8);
    expect(second.value.weights).toEqual(whole.value.weights);
  });

  it('learns: the loss falls on clips whose statistics tell their quality', async () => {
    const run = context('learns');
    const trained = await trainSft(source, { ...OPTIONS, epochs: 12, seed: 9 }, run);
    expect(trained.ok).toBe(true);
    const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(run.losses.slice(-6))).toBeLessThan(0.75 * mean(run.losses.slice(0, 3)));
  });

  it('writes a journal line a step and one an epoch', async () => {
    await trainSft(source, { ...OPTIONS, seed: 8 }, context('journal'));
    const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string });
    expect(lines.filter(({ kind }) => kind === 'step')).toHaveLength(8);
    expect(lines.filter(({ kind }) => kind === 'epoch')).toHaveLength(2);
  });

  it('refuses a corpus that does not fill one batch', async () => {
    const result = await trainSft(randomSource(3, 2), OPTIONS, context('small'));
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid-option' } });
  });
});

describe('a checkpoint', () => {
  it('is read back as it was written, and refused when it is cut short', () => {
    const scaling = { offset: Float32Array.of(1), factor: Float32Array.of(2) };
    const checkpoint = {
      identity: 'x',
      step: 3,
      weights: { 'a.b': Float32Array.of(1, 2) },
      first: { 'a.b': Float32Array.of(3, 4) },
      second: { 'a.b': Float32Array.of(5, 6) },
      average: { 'a.b': Float32Array.of(7, 8) },
      scalings: { fast: scaling, slow: scaling, clip: scaling },
    };
    const bytes = encodeCheckpoint(checkpoint);
    expect(decodeCheckpoint(bytes)).toEqual({ ok: true, value: checkpoint });
    expect(decodeCheckpoint(bytes.subarray(0, bytes.length - 4)).ok).toBe(false);
    expect(decodeCheckpoint(new Uint8Array(8)).ok).toBe(false);
  });
});

describe('the shuffled-label control', () => {
  it('deals the same training labels to other clips and leaves the other splits alone', () => {
    const source = randomSource(16, 4);
    const shuffled = withShuffledLabels(source, createRandom(1));
    const moses = (labels: readonly { opinions: { 'motion-quality': { mos: number } } }[]): number[] =>
      labels.map((label) => label.opinions['motion-quality'].mos);
    const before = moses(source.labels('train'));
    const after = moses(shuffled.labels('train'));
    const sorted = (values: number[]): number[] => values.toSorted((a, b) => a - b);
    expect(sorted(after)).toEqual(sorted(before));
    expect(after).not.toEqual(before);
    expect(shuffled.clip('train', 3).label.opinions).toBe(shuffled.labels('train')[3]!.opinions);
    expect(moses(shuffled.labels('test'))).toEqual(moses(source.labels('test')));
  });
});
