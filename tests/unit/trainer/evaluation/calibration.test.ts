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
const predictedShares = drawn.map(() => shares);

describe('the calibration of level distributions', () => {
  it('has equal predicted and observed frequencies for calibrated distributions', () => {
    const { levels, reliability } = levelCalibration('visual-quality', predictedShares, drawn)!;
    for (const { predicted, observed } of levels) expect(observed).toBeCloseTo(predicted, 1.3);
    expect(reliability.error).toBeLessThan(0.02);
  });

  it('has the error of an overconfident model', () => {
    const sure = drawn.map(() => [0, 0, 1, 0, 0]);
    const { levels, reliability } = levelCalibration('visual-quality', sure, drawn)!;
    expect(levels.map(({ predicted }) => predicted)).toEqual([0, 0, 1, 0, 0]);
    expect(levels[2]!.observed).toBeCloseTo(0.4, 1.3);
    // Of five predictions per clip, one has probability 1 and frequency 0.4; four have probability 0 and frequency 0.15.
    expect(reliability.error).toBeCloseTo((0.6 + 4 * 0.15) / 5, 1.3);
  });

  it('uses the level that the MOS stands for on the scale of the dimension', () => {
    const nine = levelCalibration('motion-quality', [new Array<number>(9).fill(1 / 9)], [3.4])!;
    expect(nine.levels.filter(({ observed }) => observed === 1).map(({ word }) => word)).toEqual(['Good']);
    const five = levelCalibration('visual-quality', [new Array<number>(5).fill(1 / 5)], [3.4])!;
    expect(five.levels.filter(({ observed }) => observed === 1).map(({ word }) => word)).toEqual(['Fair']);
  });

  it('is undefined without clips', () => {
    expect(levelCalibration('visual-quality', [], [])).toBeUndefined();
  });

  it('is shown in the table and in the figure with every level and every bin', () => {
    const one = levelCalibration('visual-quality', predictedShares, drawn)!;
    expect(calibrationTable([one])).toContain(`| visual-quality | ${one.reliability.error.toFixed(3)} |`);
    const metric = calibrationFigure([one, { ...one, id: 'dynamic-quality' }]);
    for (const text of ['visual-quality', 'dynamic-quality', ...FIVE_RATINGS.map(({ word }) => word)]) {
      expect(metric).toContain(`>${text}</text>`);
    }
    expect(metric.match(/<circle/g)).toHaveLength(2 * one.reliability.bins.length);
    expect(metric).not.toContain('NaN');
  });
});
