import { describe, expect, test } from 'vitest';
import { makeDataset } from '../../../../../src/app/pages/evaluate/dataset';
import { calibrationsOf } from '../../../../../src/app/pages/evaluate/level-calibration';
import { guessRoles } from '../../../../../src/app/tables/roles';
import { table } from './table-of-text';

const KEEP = { toFive: false, keepGood: true };

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

  test('are found by their columns, and each level of each clip is one prediction with an observed outcome', () => {
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

  test('a single column is not a distribution, nor are columns with numbers outside 0..1', () => {
    expect(guessRoles(table('clip,mos,p_1\na,1,0.5\nb,2,0.6'))['p_1']?.kind).toBe('ignore');
    expect(guessRoles(table('clip,mos,x p1,x p2\na,1,5,4\nb,2,6,3'))['x p1']?.kind).toBe('prediction');
  });
});
