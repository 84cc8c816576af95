import { describe, expect, it } from 'vitest';
import type { ClipLabel, Observation, TrainedDimension } from '../../../../src/corpus/clip';
import { TRAINED_DIMENSIONS } from '../../../../src/corpus/clip';
import type { AnsweredClip } from '../../../../src/trainer/evaluation/rationales';
import { rationaleMetrics, rationaleTable } from '../../../../src/trainer/evaluation/rationales';
import { observation } from '../clips';

function clip(
  observations: readonly Observation[],
  words: string,
  id: TrainedDimension = 'clarity-quality',
): AnsweredClip {
  const dimensionRatings = Object.fromEntries(TRAINED_DIMENSIONS.map((each) => [each, { mos: 3, ratings: [3] }]));
  const label = { id: 'x', content: 'x', split: 'test', dimensionRatings, observations } as unknown as ClipLabel;
  return { label, answers: [{ id, words: words.split(' ') }] };
}

const blur = 'clear blur everywhere throughout';
const noise = 'slight noise left early';
const blurred = [observation('blur', { 'clarity-quality': 2 })];
const named = `Good <think> ${blur} </think> <end>`;
const silent = 'Perfect <think> nothing </think> <end>';

function clarity(clips: readonly AnsweredClip[]) {
  return rationaleMetrics(clips).rows.find(({ name }) => name === 'clarity-quality')!;
}

describe('an answer of the exported files', () => {
  it('is well-formed only as a level of its scale, a rationale and an end', () => {
    const formed = (words: string): number => clarity([clip([], words)]).wellFormed;
    expect(formed(named)).toBe(1);
    expect(formed(`Fair <think> ${blur} </think> <end>`)).toBe(0);
    expect(formed(`<think> ${blur} </think> Good <end>`)).toBe(0);
    expect(formed(`Good <think> ${blur} </think> Good <end>`)).toBe(0);
    expect(formed(`Good <think> ${blur} </think>`)).toBe(0);
    expect(formed('Good <think> clear blur </think> <end>')).toBe(0);
  });

  it('parses by its rationale alone, and not with the words of another prompt', () => {
    expect(clarity([clip([], `Fair <think> ${blur} </think>`)]).parsed).toBe(1);
    expect(clarity([clip([], 'Good <think> large </think> <end>')]).parsed).toBe(0);
  });
});

describe('the first artifact named', () => {
  it('is true where the clip has it, even if another lowers the dimension more', () => {
    const both = [...blurred, observation('noise', { 'clarity-quality': 0.2 })];
    expect(clarity([clip(both, `Good <think> ${noise} ${blur} </think> <end>`)]).trueFirst).toBe(1);
    expect(clarity([clip(blurred, `Good <think> ${noise} ${blur} </think> <end>`)]).trueFirst).toBe(0);
    expect(clarity([clip(blurred, silent)]).trueFirst).toBe(0);
    expect(clarity([clip(blurred, 'Good blur')]).trueFirst).toBe(0);
  });

  it('counts only where an artifact lowers the dimension by half a point', () => {
    expect(clarity([clip([observation('blur', { 'clarity-quality': 0.49 })], named)])).toMatchObject({
      distorted: 0,
      trueFirst: undefined,
      clean: 0,
    });
    expect(clarity([clip([observation('blur', { 'visual-quality': 2 })], silent)])).toMatchObject({
      distorted: 0,
      clean: 1,
    });
    expect(clarity([clip([observation('blur', { 'clarity-quality': 0.5 })], named)]).distorted).toBe(1);
  });

  it('is missing in a clean clip whose rationale names none', () => {
    expect(clarity([clip([], silent), clip([], named)])).toMatchObject({ clean: 2, silent: 0.5 });
    // Words that do not parse do not count as a rationale without artifacts.
    expect(clarity([clip([], 'Perfect nothing')]).silent).toBe(0);
  });
});

describe("the tags' F1", () => {
  it('is the mean over the tags that occur of 2 TP / (2 TP + FP + FN)', () => {
    const noisy = [observation('noise', { 'clarity-quality': 1 })];
    // blur: one true positive, one false negative, one false positive; noise: one true positive.
    const row = clarity([
      clip(blurred, named),
      clip(blurred, silent),
      clip(noisy, `Good <think> ${noise} ${blur} </think> <end>`),
    ]);
    expect(row.tags).toBe(2);
    expect(row.tagF1).toBeCloseTo((0.5 + 1) / 2, 12);
  });

  it('neither requires nor penalises a fourth artifact', () => {
    const four = ['blur', 'noise', 'blocking', 'mosaic'].map((tag, at) =>
      observation(tag, { 'clarity-quality': 2 - 0.4 * at }),
    );
    const three = (tags: readonly string[]): string =>
      `Good <think> ${tags.map((tag) => `clear ${tag} left early`).join(' ')} </think> <end>`;
    expect(clarity([clip(four, three(['blur', 'noise', 'blocking']))])).toMatchObject({ tags: 3, tagF1: 1 });
    const other = clarity([clip(four, three(['blur', 'noise', 'mosaic']))]);
    expect(other.tagF1).toBeCloseTo(2 / 3, 12);
  });
});

describe('metrics of rationales', () => {
  it('pool dimensions by profile and all together, without motion amplitude', () => {
    const visual = clip([], `Bad <think> ${blur} </think> <end>`, 'visual-quality');
    const amplitude = clip([], 'Good <think> moderate </think> <end>', 'motion-amplitude');
    const { rows, amplitude: right } = rationaleMetrics([clip([], silent), visual, amplitude]);
    const row = (name: string) => rows.find((each) => each.name === name)!;
    expect(row('ultravqa')).toMatchObject({ answers: 1, silent: 1 });
    expect(row('q-save')).toMatchObject({ answers: 1, silent: 0 });
    expect(row('all')).toMatchObject({ answers: 2, silent: 0.5 });
    expect(right).toBe(1);
  });

  it('have a table with a row for each', () => {
    const table = rationaleTable(rationaleMetrics([clip(blurred, named)]));
    expect(table).toContain('| clarity-quality | 100.0 % | 100.0 % | 1 | 100.0 % | 0 | n/a | 1 | 1.000 |');
    expect(table).toContain('| all | 100.0 % |');
  });
});
