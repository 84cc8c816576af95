import type { Result } from '../../../../src/base/result';
import { fail } from '../../../../src/base/result';
import { goldenWindow } from '../../../../src/judges/compact/golden';
import { loadCompactJudge } from '../../../../src/judges/compact/load';
import { loadPack } from '../../../../src/judges/compact/pack';
import { nodeOrt } from '../../../../src/judges/runtime/runtime-node';
import { FAST_WIDTH, SLOW_WIDTH } from '../../../../src/slowfast/tokens';
import { makeTinyPack, sourceOf } from '../../../fixtures/tiny-pack';
import { judgeSuite } from '../judge-suite';

const noGpu: Result<never> = fail('no-webgpu', 'There is no GPU in this test.');

judgeSuite({
  name: 'the compact judge',
  async open() {
    const pack = await loadPack(sourceOf(await makeTinyPack()));
    return pack.ok ? loadCompactJudge(pack.value, { provider: 'wasm', loader: nodeOrt, gpu: async () => noGpu }) : pack;
  },
  windowOf(seed) {
    const [fastRows, slowRows] = [16 + 16 * (seed % 3), 1 + (seed % 4)];
    const { fast, slow, clip } = goldenWindow(seed, fastRows, slowRows);
    return {
      fast: { kind: 'cpu' as const, rows: fastRows, width: FAST_WIDTH, data: fast },
      slow: { kind: 'cpu' as const, rows: slowRows, width: SLOW_WIDTH, data: slow },
      clip,
    };
  },
  overwrite({ fast, slow, clip }) {
    for (const each of [fast, slow]) if (each.kind === 'cpu') each.data.fill(1);
    clip.fill(1);
  },
});
