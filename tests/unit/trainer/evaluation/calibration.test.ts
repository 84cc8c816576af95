import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { FIVE_RATINGS } from '../../../../src/quality/levels';
import { calibrationTable, levelCalibration } from '../../../../src/trainer/evaluation/calibration';
import { calibrationFigure } from '../../../../src/trainer/export/calibration-figure';

const random = createRandom('calibration');
const shares = [0.1, 0.2, 0.4, 0.2, 0.1];
/** Levels drawn from the shares themselves, by inversion. */
const drawn = Array.from({ length: 3000 }, () => {
  let left = random.next();
  return FIVE_RATINGS[
    Math.max(
      0,
      shares.findIndex((share) => (left -= share) < 0),
    )
  ]!.score;
});
const said = drawn.map(() => shares);

describe('the calibration of level distributions', () => {
  it('is right where levels come as often as they were expected', () => {
    const { levels, reliability } = levelCalibration('visual-quality', said, drawn)!;
    for (const { expected, observed } of levels) expect(observed).toBeCloseTo(expected, 1.3);
    expect(reliability.error).toBeLessThan(0.02);
  });

  it('is wrong by as much as a sure model is wrong', () => {
    const sure = drawn.map(() => [0, 0, 1, 0, 0]);
    const { levels, reliability } = levelCalibration('visual-quality', sure, drawn)!;
    expect(levels.map(({ expected }) => expected)).toEqual([0, 0, 1, 0, 0]);
    expect(levels[2]!.observed).toBeCloseTo(0.4, 1.3);
    // Of five statements a clip, one claims 1 and comes true 0.4 times; four claim 0 and come true 0.15 times.
    expect(reliability.error).toBeCloseTo((0.6 + 4 * 0.15) / 5, 1.3);
  });

  it('looks for the level that the mean stands for on the scale of the dimension', () => {
    const nine = levelCalibration('motion-quality', [new Array<number>(9).fill(1 / 9)], [3.4])!;
    expect(nine.levels.filter(({ observed }) => observed === 1).map(({ word }) => word)).toEqual(['Good']);
    const five = levelCalibration('visual-quality', [new Array<number>(5).fill(1 / 5)], [3.4])!;
    expect(five.levels.filter(({ observed }) => observed === 1).map(({ word }) => word)).toEqual(['Fair']);
  });

  it('is not there without clips', () => {
    expect(levelCalibration('visual-quality', [], [])).toBeUndefined();
  });

  it('is told in a table and drawn with every level and every bin', () => {
    const one = levelCalibration('visual-quality', said, drawn)!;
    expect(calibrationTable([one])).toContain(`| visual-quality | ${one.reliability.error.toFixed(3)} |`);
    const metric = calibrationFigure([one, { ...one, id: 'dynamic-quality' }]);
    for (const text of ['visual-quality', 'dynamic-quality', ...FIVE_RATINGS.map(({ word }) => word)]) {
      expect(metric).toContain(`>${text}</text>`);
    }
    expect(metric.match(/<circle/g)).toHaveLength(2 * one.reliability.bins.length);
    expect(metric).not.toContain('NaN');
  });
});
