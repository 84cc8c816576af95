import { expect, it } from 'vitest';
import { WITHOUT_SLOWFAST } from '../../../../src/trainer/evaluation/ablation';
import { strategiesOf } from '../../../../src/trainer/run/ablation';
import { randomNetwork } from '../networks';

it('an ablation has a row without SlowFast only where training starts from random weights', () => {
  const names = (from: Parameters<typeof strategiesOf>[0]['from']) => strategiesOf({ from }).map(({ name }) => name);
  const all = names(undefined);
  expect(all).toContain(WITHOUT_SLOWFAST);
  const pack = { name: 'a pack', digest: 'a', network: randomNetwork() };
  expect(names(pack)).toEqual(all.filter((name) => name !== WITHOUT_SLOWFAST));
  expect(names(pack).length).toBe(4);
});
