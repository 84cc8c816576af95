import { describe, expect, it } from 'vitest';
import { agreement } from '../../../../src/trainer/evaluation/agreement';
import type { HumanMetrics } from '../../../../src/trainer/evaluation/human';
import { seedTable } from '../../../../src/trainer/evaluation/seeds';
import { spreadOf, spreadText } from '../../../../src/trainer/evaluation/spread';

const test = (mos: number[]) => [agreement('dynamic-quality', [1, 2, 3, 4], mos)];
const human = (srcc: number): HumanMetrics => {
  const at = { srcc: { value: srcc } };
  const row = { target: 'temporal_quality', overall: at, withinGenerators: at, ofGenerators: at };
  const rows = [
    { scorer: 'dynamic-quality', ...row },
    { scorer: 'a plain feature', ...row },
  ];
  return { schema: 3, encoder: 'a', dataset: 'clips', clips: 4, generators: 1, draws: 0, rows };
};

describe('the table of seeds', () => {
  it('has a column per seed and the mean with its deviation, for dimensions only', () => {
    const lines = seedTable([
      { seed: 2, test: test([1, 2, 3, 4]), human: human(0.5) },
      { seed: 3, test: test([2, 1, 4, 3]), human: human(0.7) },
    ]).split('\n');
    expect(lines).toEqual([
      '| SRCC | seed 2 | seed 3 | mean |',
      '|---|---|---|---|',
      '| dynamic-quality | 1.000 | 0.600 | 0.800 ± 0.283 |',
      '| dynamic-quality and human temporal_quality, all clips | 0.500 | 0.700 | 0.600 ± 0.141 |',
      '| dynamic-quality and human temporal_quality, within a generator | 0.500 | 0.700 | 0.600 ± 0.141 |',
    ]);
  });

  it('leaves out human scores where not measured', () => {
    expect(seedTable([{ seed: 2, test: test([1, 2, 3, 4]) }])).not.toContain('people');
  });
});

describe('a spread', () => {
  it('has no deviation for one seed, and is undefined for none', () => {
    expect(spreadText(spreadOf([undefined, 0.25]))).toBe('0.250');
    expect(spreadText(spreadOf([undefined]))).toBe('n/a');
  });
});
