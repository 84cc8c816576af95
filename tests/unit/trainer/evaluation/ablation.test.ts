import { describe, expect, it } from 'vitest';
import type { Measured } from '../../../../src/trainer/evaluation/ablation';
import { WITHOUT_SLOWFAST, ablationMarkdown, summarise } from '../../../../src/trainer/evaluation/ablation';
import { agreement } from '../../../../src/trainer/evaluation/agreement';
import { spreadOf } from '../../../../src/trainer/evaluation/spread';

const rising = agreement('motion-quality', [1, 2, 3], [2, 3, 4]);
const falling = agreement('motion-quality', [3, 2, 1], [2, 3, 4]);
const runs: readonly Measured[] = [
  { strategy: 'SFT', seed: 1, evaluation: [rising], wellFormed: 1 },
  { strategy: 'SFT', seed: 2, evaluation: [falling], wellFormed: 0.5 },
  { strategy: 'SFT + ASO', seed: 1, evaluation: [rising] },
];
const about = { command: 'npm run train', clips: 3, seeds: 2 };

describe('the ablation', () => {
  it('has mean and standard deviation over seeds, by n - 1', () => {
    expect(spreadOf([1, 2, 3])).toEqual({ mean: 2, deviation: 1, seeds: 3 });
    expect(spreadOf([5])).toEqual({ mean: 5, deviation: undefined, seeds: 1 });
    expect(spreadOf([undefined, 4, 6])).toEqual({ mean: 5, deviation: Math.SQRT2, seeds: 2 });
    expect(spreadOf([undefined])).toBeUndefined();
  });

  it('has the strategies as rows in the given order, and every run', () => {
    const table = summarise(['SFT', 'SFT + ASO'], runs, about);
    expect(table.rows.map(({ strategy }) => strategy)).toEqual(['SFT', 'SFT + ASO']);
    expect(table.rows[0]!.metrics.srcc['motion-quality']).toMatchObject({ mean: 0, seeds: 2 });
    expect(table.rows[0]!.wellFormed).toMatchObject({ mean: 0.75 });
    expect(table.rows[1]!.wellFormed).toBeUndefined();
    expect(table.runs).toBe(runs);
  });

  it('is a Markdown page with a table per metric', () => {
    const page = ablationMarkdown(summarise(['SFT', 'SFT + ASO'], runs, about));
    expect(page).toContain('## SRCC\n\n| strategy | motion-quality |\n|---|---|\n| SFT | 0.000 ± 1.414 |');
    expect(page).toContain('| SFT + ASO | 1.000 |');
    for (const title of ['PLCC', 'MAE', 'Acc@0.5', 'Well-formed answers']) expect(page).toContain(`## ${title}`);
    expect(page).toContain('`npm run train`');
    expect(page).not.toContain('Without SlowFast means');
  });

  it('explains the row without SlowFast where there is one', () => {
    const page = ablationMarkdown(summarise([WITHOUT_SLOWFAST, 'SFT'], runs, about));
    expect(page).toContain('Without SlowFast means the same number of tokens');
  });
});
