import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../../src/base/random';
import { makeDataset } from '../../../../../src/app/pages/evaluate/dataset';
import { raterReport } from '../../../../../src/app/pages/evaluate/rater-report';
import { calibrationsOf } from '../../../../../src/app/pages/evaluate/level-calibration';
import { guessRoles } from '../../../../../src/app/tables/roles';
import { LEVEL_IDS } from '../../../../../src/app/pages/evaluate/evaluation';
import { EvaluationSession } from '../../../../../src/app/pages/evaluate/session';
import { readDelimited } from '../../../../../src/app/tables/read-delimited';
import type { Table } from '../../../../../src/app/tables/table';
import { parseVote, voteReport } from '../../../../../src/app/pages/evaluate/votes';
import { plotsOf } from '../../../../../src/app/pages/evaluate/plots-data';
import { brushed } from '../../../../../src/app/pages/evaluate/state';
import { bestTwo, placeClass } from '../../../../../src/app/pages/evaluate/best-two';

function table(text: string): Table {
  const read = readDelimited('x.csv', text);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

const HEAD = 'generator,prompt_id,alignment_h0,alignment_h1,motion_mos,CLIPScore,motion_pred,Otter-VQA';
/** Three generators on eight prompts; CLIPScore follows alignment, motion_pred motion. */
const LINES = Array.from({ length: 24 }, (_, i) => {
  const generator = 'abc'[i % 3]!;
  const alignment = 1 + ((i * 7) % 5);
  const motion = 1 + ((i * 5) % 9) / 2;
  return [
    generator,
    Math.floor(i / 3),
    alignment,
    Math.min(5, alignment + (i % 2)),
    motion,
    alignment / 10,
    motion,
    3,
  ].join(',');
});
const TABLE = table([HEAD, ...LINES].join('\n'));
const KEEP = { toFive: false, keepGood: true };
const call = { signal: new AbortController().signal, onProgress: () => undefined };

describe('roles', () => {
  test('are guessed from names: raters, dimensions, methods of one dimension and of every one', () => {
    expect(guessRoles(TABLE)).toEqual({
      generator: { kind: 'generator' },
      prompt_id: { kind: 'content' },
      alignment_h0: { kind: 'human', dimension: 'alignment' },
      alignment_h1: { kind: 'human', dimension: 'alignment' },
      motion_mos: { kind: 'human', dimension: 'motion' },
      CLIPScore: { kind: 'prediction', method: 'CLIPScore', dimension: undefined },
      motion_pred: { kind: 'prediction', method: 'prediction', dimension: 'motion' },
      'Otter-VQA': { kind: 'prediction', method: 'Otter-VQA', dimension: undefined },
    });
  });

  test('leave the names of methods as they are written', () => {
    const roles = guessRoles(
      table('clip,visual_r1,visual_r2,Q-Save_visual,Text-Align.visual_score\na,1,2,3,4\nb,2,3,1,1'),
    );
    expect(roles['Q-Save_visual']).toEqual({ kind: 'prediction', method: 'Q-Save', dimension: 'visual' });
    expect(roles['Text-Align.visual_score']).toMatchObject({ method: 'Text-Align', dimension: 'visual' });
  });

  test('take the first numeric column for people where no name tells', () => {
    const roles = guessRoles(table('clip,y,yhat\na,1,2\nb,2,3'));
    expect(roles['y']).toEqual({ kind: 'human', dimension: 'y' });
    expect(roles['yhat']).toEqual({ kind: 'prediction', method: 'yhat', dimension: undefined });
  });
});

describe('an evaluation', () => {
  async function evaluated() {
    const dataset = makeDataset(TABLE, guessRoles(TABLE), KEEP);
    if (!dataset.ok) throw new Error(dataset.error.message);
    const session = new EvaluationSession(dataset.value);
    const evaluation = await session.metrics(call);
    if (!evaluation.ok) throw new Error(evaluation.error.message);
    return { session, dataset: dataset.value, evaluation: evaluation.value };
  }

  test('has metrics for each dimension and method, at every level, and says why one has none', async () => {
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

  test('has intervals around its metrics, the same for the same seed, and tests pairs on them', async () => {
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

test('raters are measured by specialists where a column holds their scores, and those farthest from them go first', () => {
  const lines = Array.from({ length: 12 }, (_, i) => [i, 1 + (i % 5), 1 + (i % 5), 5 - (i % 5), 5 - (i % 5)].join(','));
  const rated = table(['clip,mos_r1,mos_r2,mos_r3,mos_expert', ...lines].join('\n'));
  const roles = guessRoles(rated);
  expect(roles['mos_expert']).toEqual({ kind: 'specialist', dimension: 'quality' });
  const dataset = makeDataset(rated, roles, KEEP);
  if (!dataset.ok) throw new Error(dataset.error.message);
  const report = raterReport(dataset.value.dimensions[0]!, 1, { draws: 20, random: createRandom(1) })!;
  expect(report.against).toBe('specialists');
  // The others agree with each other, and with nobody who knows.
  expect(report.rows.map(({ dropped }) => dropped)).toEqual([true, false, false]);
  expect(report.rows[2]!.error).toBe(0);
});

describe('bad rows', () => {
  const broken = table(
    `clip,mos,pred\n${Array.from({ length: 11 }, (_, i) => `c${i},${i},${i}`).join('\n')}\nc11,bad,3`,
  );

  test('stop the evaluation until somebody says to go on without them', () => {
    expect(makeDataset(broken, guessRoles(broken), { toFive: false, keepGood: false })).toMatchObject({ ok: false });
    expect(makeDataset(broken, guessRoles(broken), KEEP)).toMatchObject({ ok: true, value: { rows: 11 } });
  });

  test('scales are mapped to 1..5 when asked', () => {
    const percent = table('clip,mos,pred\na,1,0\nb,50,0.5\nc,100,1');
    const mapped = makeDataset(percent, guessRoles(percent), { toFive: true, keepGood: true });
    expect(mapped.ok && [...mapped.value.dimensions[0]!.methods[0]!.predicted]).toEqual([1, 3, 5]);
    expect(mapped.ok && mapped.value.mapped['mos']).toEqual({ low: 1, high: 100 });
  });

  test('a scale that a person gave counts, and raters of one dimension share theirs', () => {
    const panel = table('clip,mos_r1,mos_r2,pred\na,2,0,0.2\nb,3,5,0.4\nc,4,3,0.8');
    const roles = guessRoles(panel);
    const five = { toFive: true, keepGood: true };
    const guessed = makeDataset(panel, roles, five);
    expect(guessed.ok && guessed.value.mapped).toMatchObject({
      mos_r1: { low: 0, high: 5 },
      mos_r2: { low: 0, high: 5 },
      pred: { low: 0, high: 1 },
    });
    const prediction = { kind: 'prediction', method: 'pred', dimension: undefined } as const;
    const given = { ...roles, pred: { ...prediction, scale: { low: 0, high: 0.8 } } };
    const corrected = makeDataset(panel, given, five);
    const predicted = corrected.ok ? corrected.value.dimensions[0]!.methods[0]!.predicted : [];
    expect([...predicted].map((value) => Math.round(value * 100) / 100)).toEqual([2, 3, 5]);
  });

  test('a table without human scores says so', () => {
    const none = table('clip,generator\na,b\nc,d');
    expect(makeDataset(none, guessRoles(none), KEEP)).toMatchObject({ ok: false });
  });
});

describe('votes', () => {
  test.each([
    ['leftvote', 'left'],
    ['[[B>A]]', 'right'],
    ['[[A=B=Good]]', 'tie'],
    ['bothbad_vote', 'both-bad'],
    ['[[A>]]', undefined],
  ])('%s reads as %s', (text, vote) => expect(parseVote(text)).toBe(vote));

  test('of a judge are compared with those of people; what is no vote counts as wrong', () => {
    const report = voteReport(
      table(
        'idx,model_vote,human_vote\n1,[[A>B]],leftvote\n2,[[B>A]],tievote\n3,dunno,rightvote\n4,[[A=B=Bad]],bothbad_vote',
      ),
    )!;
    expect(report.human).toBe('human_vote');
    expect(report.judges[0]).toMatchObject({
      name: 'model_vote',
      fourWay: 0.5,
      unreadable: 1,
      withoutTies: { value: 0.5, n: 2 },
    });
    expect(voteReport(TABLE)).toBeUndefined();
  });
});

test('contestants that two columns name have a win ratio, best first, and texts that hardly repeat are none', () => {
  const votes = ['leftvote', 'leftvote', 'tievote', 'rightvote', 'bothbad_vote', 'leftvote'];
  const lines = votes.map((vote, i) => `${i},${vote},[[A>B]],${i % 2 === 0 ? 'Veo,Wan' : 'Veo,Kling'}`);
  const report = voteReport(table(['idx,human_vote,model_vote,model_left,model_right', ...lines].join('\n')))!;
  expect(report.contestants.map(({ name, n, value }) => [name, n, value])).toEqual([
    ['Veo', 6, 4 / 6],
    ['Wan', 3, 1 / 3],
    ['Kling', 3, 1 / 3],
  ]);
  expect(report.leftRatio).toMatchObject({ value: 4 / 6, n: 6 });
  const { low, high } = report.leftRatio!.interval!;
  expect(low).toBeLessThan(4 / 6);
  expect(high).toBeGreaterThan(4 / 6);
  const texts = votes.map((vote, i) => `${i},${vote},[[A>B]],text ${i},other ${i}`);
  expect(
    voteReport(table(['idx,human_vote,model_vote,text_left,text_right', ...texts].join('\n')))!.contestants,
  ).toEqual([]);
});

describe('scores of both sides of a pair', () => {
  const PAIRS = table(
    [
      'clip,human_vote,vqa_left,vqa_right',
      'a,leftvote,4,2',
      'b,rightvote,1,3',
      'c,tievote,3,3.2',
      'd,bothbad_vote,1,1.1',
      'e,leftvote,2,2.9',
      'f,rightvote,,3',
    ].join('\n'),
  );

  test('become votes by the tie threshold that agrees best, and say that it was tuned', () => {
    const { judges } = voteReport(PAIRS)!;
    expect(judges[0]).toMatchObject({ name: 'vqa', fourWay: undefined, unreadable: 1 });
    expect(judges[0]!.ties).toEqual({ threshold: expect.closeTo(0.2, 9) as number, tuned: true });
    expect(judges[0]!.threeWay).toBeCloseTo(4 / 6, 12);
  });

  test('become votes by a fixed threshold when one is given', () => {
    const { judges } = voteReport(PAIRS, 0)!;
    expect(judges[0]).toMatchObject({ ties: { threshold: 0, tuned: false } });
    expect(judges[0]!.threeWay).toBeCloseTo(2 / 6, 12);
  });
});

describe('level distributions', () => {
  const LEVELS = table(
    [
      'clip,mos,vqa,vqa_p_1,vqa_p_2,vqa_p_3',
      'a,1,1.3,0.8,0.1,0.1',
      'b,3,2.8,0.1,0.0,0.9',
      'c,2.5,2,0.2,0.6,0.2',
      'd,2,2,,0.6,0.2',
    ].join('\n'),
  );

  test('are found by their columns, and every level of every clip is a statement that came true or not', () => {
    const roles = guessRoles(LEVELS);
    expect(roles['vqa_p_2']).toEqual({ kind: 'probability', method: 'vqa', dimension: undefined, level: 2 });
    const dataset = makeDataset(LEVELS, roles, KEEP);
    if (!dataset.ok) throw new Error(dataset.error.message);
    const [calibrated] = calibrationsOf(dataset.value.dimensions[0]!);
    expect(calibrated).toMatchObject({ method: 'vqa', clips: 3 });
    const top = calibrated!.calibration.bins.at(-1)!;
    expect(top).toMatchObject({ predicted: 0.9, observed: 1, count: 1 });
    // 2.5 lies halfway between two levels and counts for the lower one.
    expect(calibrated!.calibration.bins.find(({ predicted }) => predicted === 0.6)).toMatchObject({ observed: 1 });
  });

  test('a lone column that looks like one is a prediction, and so is one with numbers beyond 0..1', () => {
    expect(guessRoles(table('clip,mos,p_1\na,1,0.5\nb,2,0.6'))['p_1']?.kind).toBe('ignore');
    expect(guessRoles(table('clip,mos,x p1,x p2\na,1,5,4\nb,2,6,3'))['x p1']?.kind).toBe('prediction');
  });
});

test('brushed rows replace, join or change sides; all of them chosen before means away', () => {
  const two = brushed(new Set(), [1, 2], 'replace');
  expect([...brushed(two, [3], 'add')]).toEqual([1, 2, 3]);
  expect([...brushed(two, [2], 'toggle')]).toEqual([1]);
  expect([...brushed(two, [2, 3], 'toggle')]).toEqual([1, 2, 3]);
  expect([...brushed(two, [], 'replace')]).toEqual([]);
});

test('best and second best go to numbers, equals share, and what is missing takes no place', () => {
  const places = bestTwo([0.5, undefined, 0.9, 0.9, null, 0.7], 'high');
  expect(places).toEqual({ best: 0.9, second: 0.7 });
  expect(placeClass(undefined, places)).toBe('');
  expect(bestTwo([3, 1, 2], 'low')).toEqual({ best: 1, second: 2 });
});
