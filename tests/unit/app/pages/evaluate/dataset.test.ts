import { describe, expect, test } from 'vitest';
import { makeDataset } from '../../../../../src/app/pages/evaluate/dataset';
import { guessRoles } from '../../../../../src/app/tables/roles';
import { table } from './table-of-text';

const KEEP = { toFive: false, keepGood: true };

describe('bad rows', () => {
  const broken = table(
    `clip,mos,pred\n${Array.from({ length: 11 }, (_, i) => `c${i},${i},${i}`).join('\n')}\nc11,bad,3`,
  );

  test('stop the evaluation unless the options leave them out', () => {
    expect(makeDataset(broken, guessRoles(broken), { toFive: false, keepGood: false })).toMatchObject({ ok: false });
    expect(makeDataset(broken, guessRoles(broken), KEEP)).toMatchObject({ ok: true, value: { rows: 11 } });
  });

  test('scales are mapped to 1..5 on request', () => {
    const percent = table('clip,mos,pred\na,1,0\nb,50,0.5\nc,100,1');
    const mapped = makeDataset(percent, guessRoles(percent), { toFive: true, keepGood: true });
    expect(mapped.ok && [...mapped.value.dimensions[0]!.methods[0]!.predicted]).toEqual([1, 3, 5]);
    expect(mapped.ok && mapped.value.mapped['mos']).toEqual({ low: 1, high: 100 });
  });

  test('a scale set by a person is used, and raters of one dimension share a scale', () => {
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

  test('a table without human scores fails', () => {
    const none = table('clip,generator\na,b\nc,d');
    expect(makeDataset(none, guessRoles(none), KEEP)).toMatchObject({ ok: false });
  });
});
