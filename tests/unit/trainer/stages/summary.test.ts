import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { jit, read, tensor, tree } from '../../../../src/trainer/engine/jax';
import type { Tensors } from '../../../../src/trainer/engine/jax';
import { CLIP_INPUTS } from '../../../../src/trainer/network/features';
import { reader } from '../../../../src/trainer/network/layers';
import { initialWeights, summaryHeadSpecs, startOf } from '../../../../src/trainer/network/parameters';
import { SUMMARY_WIDTHS } from '../../../../src/trainer/network/summary';
import type { Summaries } from '../../../../src/trainer/network/summary-head';
import { summaryHead } from '../../../../src/trainer/network/summary-head';
import { trainSummary } from '../../../../src/trainer/stages/summary';
import { drawDropoutMasks } from '../../../../src/trainer/training/dropout';
import { upload } from '../../../../src/trainer/training/optimiser';
import { measureScalings } from '../../../../src/trainer/training/scalings';
import { summaryLayout, summarySpecs } from '../../../../src/trainer/training/summary-loss';
import { SummaryTable } from '../../../../src/trainer/training/summary-table';
import { scaledSummary } from '../../../../src/trainer/network/scalings';
import { summaryOf } from '../../../../src/trainer/training/summaries';
import { evenDraw } from '../../../../src/trainer/training/batch';
import { TINY, randomSource } from '../clips';
import { tinyRun, tinySummary } from './runs';

const folder = mkdtempSync(join(tmpdir(), 'slowglass-summary-'));
afterAll(() => rmSync(folder, { recursive: true }));

const source = randomSource(24, 12);

function train(name: string, options = tinySummary(), stopAfter = Infinity, from = source) {
  const run = tinyRun(join(folder, name), from, { name: 'summary', stopAfter });
  return { ...run, result: trainSummary({ ...run, options }) };
}

describe('the summary stage', () => {
  it('gives bit-identical weights with and without an interruption', async () => {
    const options = tinySummary({ epochs: 3 });
    const whole = await train('whole', options).result;
    expect(await train('parts', options, 7).result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const resumed = await train('parts', options).result;
    expect(whole.ok && resumed.ok).toBe(true);
    if (!whole.ok || !resumed.ok) return;
    expect(resumed.value.steps).toBe(18);
    expect(resumed.value.weights).toEqual(whole.value.weights);
  });

  it('ranks unseen clips by statistics that follow their quality', async () => {
    const options = tinySummary({ epochs: 12, peakRate: 3e-3 });
    const { result, validations } = train('learns', options, Infinity, randomSource(96, 40));
    expect((await result).ok).toBe(true);
    const metrics = validations.at(-1)!.evaluation.map(({ srcc }) => srcc!);
    expect(metrics.reduce((a, b) => a + b, 0) / metrics.length).toBeGreaterThan(0.6);
  });
});

it('training starts from the summary heads and scalings of a pack, and changes neither in zero epochs', async () => {
  const scalings = measureScalings(randomSource(12, 4), 2);
  const from = { shape: TINY, weights: initialWeights(TINY, 99), scalings };
  const run = tinyRun(join(folder, 'finetune'), source, { name: 'summary' });
  const result = await trainSummary({ ...run, options: tinySummary({ epochs: 0 }) }, from);
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.scalings).toEqual(scalings);
  for (const { name } of summaryHeadSpecs(TINY)) expect(result.value.weights[name]).toEqual(from.weights[name]);
});

describe('the summary heads', () => {
  const random = createRandom('headOut');
  const rows = (width: number) =>
    tensor(
      Float32Array.from({ length: 3 * width }, () => random.normal()),
      [3, width],
    );
  const layout = summaryLayout(TINY);
  const headOut = async (summaries: Summaries): Promise<{ fast: Float32Array; both: Float32Array }> => {
    const run = jit((banks: Tensors, all: Summaries) => {
      const out = summaryHead(all, reader(banks, layout));
      for (const bank of Object.values(banks)) bank.dispose();
      return out;
    });
    const { fast, both } = run(upload(startOf(summarySpecs(TINY), 3), layout), summaries);
    return { fast: await read(fast), both: await read(both) };
  };

  it('use fast tokens only for motion, and both pathways for appearance', async () => {
    const [fast, clip] = [rows(SUMMARY_WIDTHS.fast), rows(CLIP_INPUTS)];
    const one = await headOut({ fast: fast.ref, clip: clip.ref, slow: rows(SUMMARY_WIDTHS.slow) });
    const other = await headOut({ fast, clip, slow: rows(SUMMARY_WIDTHS.slow) });
    expect(other.fast).toEqual(one.fast);
    expect(other.both).not.toEqual(one.both);
  });
});

describe('dropout', () => {
  it('zeroes about its share and keeps the mean', async () => {
    const dropout = drawDropoutMasks(
      { ...TINY, summary: { hidden: 64, headOut: 32 } },
      100,
      0.25,
      createRandom('kept'),
    );
    for (const mask of [dropout.fastIn, dropout.slowMid]) {
      const values = await read(mask.ref);
      const zeros = values.filter((value) => value === 0).length / values.length;
      expect(zeros).toBeGreaterThan(0.2);
      expect(zeros).toBeLessThan(0.3);
      expect(new Set(values.filter((value) => value !== 0))).toEqual(new Set([Math.fround(1 / 0.75)]));
    }
    tree.dispose(dropout);
  });
});

describe('the table of summaries', () => {
  const scalings = measureScalings(source, 1);
  const table = new SummaryTable(source, 'train', scalings, 1);
  const fast = async (indices: number[], view: number): Promise<Float32Array> => {
    const { fast: metrics, ...others } = table.read(indices, view);
    tree.dispose(others);
    return read(metrics);
  };

  it('has the summary of the whole clip, to a thousandth', async () => {
    const clip = source.clip('train', 5);
    const { orientation, summaryRows } = evenDraw(clip, { fast: 1, slow: 1 });
    const plain = summaryOf(clip, 'fast', summaryRows.fast, orientation, source.units, scalings.fast);
    const wanted = scaledSummary(plain, scalings.fastSummary);
    const held = await fast([2, 5], 0);
    wanted.forEach((value, i) => expect(Math.abs(held[wanted.length + i]! - value)).toBeLessThan(1e-3));
  });

  it('has the same summaries for the same view, and others for another view', async () => {
    const some = [2, 5, 8, 11];
    const first = await fast(some, 1);
    expect(await fast(some, 1)).toEqual(first);
    expect(await fast(some, 2)).not.toEqual(first);
  });
});
