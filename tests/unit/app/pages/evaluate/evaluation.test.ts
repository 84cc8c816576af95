import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../../src/base/random';
import { makeDataset } from '../../../../../src/app/pages/evaluate/dataset';
import { LEVEL_IDS } from '../../../../../src/app/pages/evaluate/evaluation';
import { plotsOf } from '../../../../../src/app/pages/evaluate/plots-data';
import { raterReport } from '../../../../../src/app/pages/evaluate/rater-report';
import { EvaluationSession } from '../../../../../src/app/pages/evaluate/session';
import { guessRoles } from '../../../../../src/app/tables/roles';
import { GENERATORS } from './generator-table';
import { table } from './table-of-text';

const KEEP = { toFive: false, keepGood: true };
const call = { signal: new AbortController().signal, onProgress: () => undefined };

describe('an evaluation', () => {
  async function evaluated() {
    const dataset = makeDataset(GENERATORS, guessRoles(GENERATORS), KEEP);
    if (!dataset.ok) throw new Error(dataset.error.message);
    const session = new EvaluationSession(dataset.value);
    const evaluation = await session.metrics(call);
    if (!evaluation.ok) throw new Error(evaluation.error.message);
    return { session, dataset: dataset.value, evaluation: evaluation.value };
  }

  test('has metrics for each dimension, method and level, with a reason where one is missing', async () => {
    const { evaluation } = await evaluated();
    expect(evaluation.dimensions.map(({ name, methods }) => [name, methods.map((method) => method.name)])).toEqual([
      ['alignment', ['CLIPScore', 'Otter-VQA']],
      ['motion', ['CLIPScore', 'prediction', 'Otter-VQA']],
    ]);
    const [clip, otter] = evaluation.dimensions[0]!.methods;
    expect(clip!.instance.srcc).toBeGreaterThan(0.9);
    expect(clip).toMatchObject({ n: 24, sameScale: false });
    expect(clip!.notes.instance).toMatch(
      /^No errors and accuracies: predicted scores are within 0\.1 to 0\.5, human scores within/,
    );
    expect(clip!.model).toMatchObject({ groups: 3 });
    expect(clip!.model!.metrics.krccC).toBeDefined();
    expect(clip!.within!.contents).toBe(8);
    expect(clip!.within!.metrics.pairwise).toBeGreaterThan(0.9);
    expect(otter!.instance.srcc).toBeUndefined();
    expect(otter!.notes).toMatchObject({
      instance: expect.stringMatching(/^All predicted scores are 3\./) as string,
      model: expect.stringMatching(/^All generators have the same mean on one side\./) as string,
      within: expect.stringMatching(/^No content has two clips that differ on both sides\./) as string,
    });
    const own = evaluation.dimensions[1]!.methods[1]!;
    expect(own.instance.mae).toBe(0);
    expect(own.sameScale).toBe(true);
  });

  test('has intervals around its metrics, reproducible by seed, and tests pairs on the same resamples', async () => {
    const { session, evaluation } = await evaluated();
    const [first, again] = [await session.intervals(60, 3, call), await session.intervals(60, 3, call)];
    expect(again).toEqual(first);
    if (!first.ok) throw new Error(first.error.message);
    const { low, high, draws } = first.value[0]![0]!.instance.srcc!;
    expect(low).toBeLessThanOrEqual(evaluation.dimensions[0]!.methods[0]!.instance.srcc!);
    expect(high).toBeGreaterThanOrEqual(low);
    expect(draws).toBe(60);
    expect(first.value[0]![0]!.model.srcc).toBeDefined();
    expect(first.value[0]![0]!.within.krcc).toBeDefined();
    for (const level of LEVEL_IDS) {
      const pair = session.pair(level, 1, 1, 0, 'srcc')!;
      expect(pair.test.interval.low).toBeGreaterThanOrEqual(0);
    }
    expect(session.pair('instance', 0, 0, 1, 'srcc')).toBeUndefined();
  });

  test('ends when it is cancelled', async () => {
    const { session } = await evaluated();
    const stop = new AbortController();
    stop.abort();
    expect(await session.intervals(60, 1, { ...call, signal: stop.signal })).toMatchObject({
      ok: false,
      error: { code: 'cancelled' },
    });
  });

  test('gives plots whose points name their row', async () => {
    const { session, dataset } = await evaluated();
    const plots = plotsOf(dataset, session.comparison(0, 0)!);
    expect(plots.scatter.points).toHaveLength(24);
    expect(plots.scatter.points.find(({ row }) => row === 2)!.label).toBe('b, 0');
    expect(plots.histograms.map(({ group }) => group)).toEqual(['all', 'a', 'b', 'c']);
    expect(plots.histograms[0]!.bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(24);
    expect(plots.generators.map(({ n }) => n)).toEqual([8, 8, 8]);
  });

  test('reports raters, with and without the worst', async () => {
    const { dataset } = await evaluated();
    const asked = { draws: 20, random: createRandom(1) };
    const report = raterReport(dataset.dimensions[0]!, 0, asked)!;
    expect(report.all.raters).toBe(2);
    expect(report.all.values.relaxed).toBe(1);
    expect(report.rows.map(({ name }) => name)).toEqual(['alignment_h0', 'alignment_h1']);
    expect(report.against).toBe('others');
    expect(raterReport(dataset.dimensions[1]!, 0, asked)).toBeUndefined();
  });
});

test('raters are compared with specialists where a column holds their scores, and the farthest are dropped first', () => {
  const lines = Array.from({ length: 12 }, (_, i) => [i, 1 + (i % 5), 1 + (i % 5), 5 - (i % 5), 5 - (i % 5)].join(','));
  const rated = table(['clip,mos_r1,mos_r2,mos_r3,mos_expert', ...lines].join('\n'));
  const roles = guessRoles(rated);
  expect(roles['mos_expert']).toEqual({ kind: 'specialist', dimension: 'quality' });
  const dataset = makeDataset(rated, roles, KEEP);
  if (!dataset.ok) throw new Error(dataset.error.message);
  const report = raterReport(dataset.value.dimensions[0]!, 1, { draws: 20, random: createRandom(1) })!;
  expect(report.against).toBe('specialists');
  // The others agree with each other, but not with the specialist.
  expect(report.rows.map(({ dropped }) => dropped)).toEqual([true, false, false]);
  expect(report.rows[2]!.error).toBe(0);
});
