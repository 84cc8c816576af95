import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fail } from '../../../src/base/result';
import { goldenWindow } from '../../../src/model/golden';
import { loadCompactModel } from '../../../src/model/load';
import { loadPack } from '../../../src/model/pack';
import { nodeOrt } from '../../../src/model/runtime-node';
import { packFromFolder } from '../../../src/model/source-node';
import { FAST_WIDTH, SLOW_WIDTH } from '../../../src/slowfast/tokens';
import { TRAINED_DIMENSIONS } from '../../../src/trainer/corpus/clip';
import type { Figures } from '../../../src/trainer/evaluation/figures';
import { agreement } from '../../../src/trainer/evaluation/agreement';
import { fitReasonGuide } from '../../../src/trainer/evaluation/reason-guide';
import { modelCard } from '../../../src/trainer/export/card';
import { writeDecoder } from '../../../src/trainer/export/decoder';
import { writeEncoder } from '../../../src/trainer/export/encoder';
import { goldenAnswer, writePack } from '../../../src/trainer/export/pack';
import { randomNetwork } from './networks';

const folder = mkdtempSync(join(tmpdir(), 'slowglass-pack-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a written model pack', () => {
  it('loads, passes its golden check and judges every trained dimension', async () => {
    const network = randomNetwork();
    const golden = await goldenAnswer(network);
    const card = modelCard(figures(), '9.9.9');
    writePack(folder, {
      version: '9.9.9',
      encoder: writeEncoder(network),
      decoder: writeDecoder(network),
      reasons: fitReasonGuide([], [], []),
      golden,
      card,
      pictures: new Map([['calibration.svg', '<svg/>']]),
    });
    const pack = await loadPack(packFromFolder(folder));
    if (!pack.ok) throw new Error(pack.error.message);
    const gpu = () => Promise.resolve(fail('no-webgpu', 'not here'));
    const model = await loadCompactModel(pack.value, { provider: 'wasm', loader: nodeOrt, gpu });
    if (!model.ok) throw new Error(model.error.message);

    const { fast, slow, clip } = goldenWindow(4, 32, 7);
    const encoded = await model.value.encode({
      fast: { kind: 'cpu', rows: 32, width: FAST_WIDTH, data: fast },
      slow: { kind: 'cpu', rows: 7, width: SLOW_WIDTH, data: slow },
      clip,
    });
    if (!encoded.ok) throw new Error(encoded.error.message);
    const judged = await encoded.value.judge(TRAINED_DIMENSIONS);
    expect(judged.ok && judged.value.map(({ id }) => id)).toEqual([...TRAINED_DIMENSIONS]);
    encoded.value.release();
    await model.value.dispose();
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(card);
    expect(readFileSync(join(folder, 'calibration.svg'), 'utf8')).toBe('<svg/>');
  });
});

describe('the model card', () => {
  it('says that the labels are simulated, how to make the model again and what the control gave', () => {
    const card = modelCard(figures(), '9.9.9');
    expect(card).toContain('labels are simulated');
    expect(card).toContain('npm run train -- --preset tiny');
    expect(card).toContain('| motion-quality | 3 | 1.000 | 0.930 |');
    expect(card).toContain('](calibration.svg)');
    expect(card).toContain('the right one of four words in 75.0 % of the clips');
    expect(card).toContain('| motion-quality | 3 | -2.500 | 0.000 | -1.00, 1.00 |');
    expect(card).toContain('Not measured for this pack');
    expect(card).toContain('Training: from random weights.');
    expect(card).not.toContain('GRPO, and');
  });

  it('says so when GRPO and the cool-off followed', () => {
    expect(modelCard({ ...figures(), everyStage: true }, '9.9.9')).toContain('GRPO, and a cool-off');
  });

  it('names the pack that training went on from', () => {
    const card = modelCard({ ...figures(), from: 'slowglass-mini 1.2.3', summaryEpochs: 0 }, '9.9.9');
    expect(card).toContain('Training: from slowglass-mini 1.2.3');
    expect(card).not.toContain('0 epochs');
  });
});

function figures(): Figures {
  return {
    command: 'npm run train -- --preset tiny',
    preset: 'tiny',
    seed: 1,
    from: undefined,
    parameters: 1000,
    corpus: { train: 8, validation: 1, test: 3, contents: 12 },
    steps: 4,
    epochs: 2,
    everyStage: false,
    summaryEpochs: 2,
    exportError: 1e-6,
    test: [agreement('motion-quality', [1, 2, 3], [2, 3, 4])],
    ceilings: { 'motion-quality': 0.93 },
    calibration: [],
    reasons: { rows: [], amplitude: 0.75 },
    faults: { threshold: 0.3, rows: [], macroAuc: 0.8, macroF1: 0.4, surestTrue: 0.6 },
    control: {
      steps: 2,
      runs: [[agreement('motion-quality', [3, 2, 1], [2, 3, 4])], [agreement('motion-quality', [1, 2, 3], [2, 3, 4])]],
    },
  };
}
