import { describe, expect, it } from 'vitest';
import { predictedLevels, predictedLevelsTable } from '../../../../src/trainer/evaluation/predicted-levels';

/** All probability but a little on one of nine levels, 1, 1.5, ... 5. */
function surely(score: number): number[] {
  return Array.from({ length: 9 }, (_, at) => (1 + at / 2 === score ? 0.92 : 0.01));
}

describe('the predicted level', () => {
  it('is the most probable one, compared with the level of the MOS', () => {
    // 3.26 stands for 3.5: half a step below, the same, half a step above, a whole point above.
    const hits = predictedLevels('motion-quality', [3, 3.5, 4, 4.5].map(surely), [3.26, 3.26, 3.26, 3.26])!;
    expect(hits).toEqual({ id: 'motion-quality', clips: 4, within: 0.75, same: 0.25 });
  });

  it('differs from the expected score, which mass at distant levels moves', () => {
    const split = [0.4, 0, 0, 0, 0, 0, 0, 0.3, 0.3];
    expect(predictedLevels('motion-quality', [split, split], [1, 1.5])).toMatchObject({ within: 1, same: 0.5 });
  });

  it('is one of five ratings in the dimensions of Q-Save, with the intervals of R(s)', () => {
    const good = [0, 0, 0, 1, 0];
    // R(s): (3.4, 4.2] is good, so 3.41 is, though fair lies nearer; 3.4 and 4.21 are not.
    const hits = predictedLevels('visual-quality', [good, good, good, good], [3.4, 3.41, 4.2, 4.21])!;
    expect(hits).toMatchObject({ within: 0.5, same: 0.5 });
  });

  it('is undefined without clips', () => {
    expect(predictedLevels('motion-quality', [], [])).toBeUndefined();
  });

  it('is shown in a table', () => {
    const hits = predictedLevels('motion-quality', [3, 4.5].map(surely), [3.5, 3.5])!;
    expect(predictedLevelsTable([hits]).split('\n').at(-1)).toBe('| motion-quality | 2 | 0.500 | 0.000 |');
  });
});
