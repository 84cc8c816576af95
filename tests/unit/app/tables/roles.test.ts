import { describe, expect, test } from 'vitest';
import { guessRoles } from '../../../../src/app/tables/roles';
import { GENERATORS } from '../pages/evaluate/generator-table';
import { table } from '../pages/evaluate/table-of-text';

describe('roles', () => {
  test('of raters, dimensions and methods are guessed from column names', () => {
    expect(guessRoles(GENERATORS)).toEqual({
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

  test('keep the spelling of method names', () => {
    const roles = guessRoles(
      table('clip,visual_r1,visual_r2,Q-Save_visual,Text-Align.visual_score\na,1,2,3,4\nb,2,3,1,1'),
    );
    expect(roles['Q-Save_visual']).toEqual({ kind: 'prediction', method: 'Q-Save', dimension: 'visual' });
    expect(roles['Text-Align.visual_score']).toMatchObject({ method: 'Text-Align', dimension: 'visual' });
  });

  test('use the first numeric column as human scores where no name matches', () => {
    const roles = guessRoles(table('clip,y,yhat\na,1,2\nb,2,3'));
    expect(roles['y']).toEqual({ kind: 'human', dimension: 'y' });
    expect(roles['yhat']).toEqual({ kind: 'prediction', method: 'yhat', dimension: undefined });
  });
});
