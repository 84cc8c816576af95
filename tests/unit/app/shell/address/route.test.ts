import { describe, expect, it } from 'vitest';
import { addressOf, viewOf, VIEWS } from '../../../../../src/app/shell/address/route';
import { INITIAL_STATE, reduce } from '../../score-store';

describe('the view in the address', () => {
  it('is found again from its own address, with or without settings behind it', () => {
    for (const view of VIEWS) {
      expect(viewOf(addressOf(view))).toBe(view);
      expect(viewOf(`${addressOf(view)}?v=1&lambda=2`)).toBe(view);
    }
  });

  it.each(['', '#', '#report', '#/', '#/nowhere', '#/aso2', '#aso', '#/ASO', '#/aso/more', '#%%%'])(
    'is the scoring bench for %j',
    (hash) => {
      expect(viewOf(hash)).toBe('score');
    },
  );

  it('changes the state only when it changes', () => {
    const explorer = reduce(INITIAL_STATE, { kind: 'view', view: 'aso' });
    expect(explorer.view).toBe('aso');
    expect(reduce(explorer, { kind: 'view', view: 'aso' })).toBe(explorer);
  });
});
