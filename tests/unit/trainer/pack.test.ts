import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fail } from '../../../src/base/result';
import { goldenWindow } from '../../../src/judges/compact/golden';
import { loadCompactJudge } from '../../../src/judges/compact/load';
import { loadPack } from '../../../src/judges/compact/pack';
import { nodeOrt } from '../../../src/judges/runtime/runtime-node';
import { packFromFolder } from '../../../src/judges/compact/source-node';
import { FAST_WIDTH, SLOW_WIDTH } from '../../../src/slowfast/tokens';
import { TRAINED_DIMENSIONS } from '../../../src/corpus/clip';
import { agreement } from '../../../src/trainer/evaluation/agreement';
import { fitRationaleGuide } from '../../../src/trainer/evaluation/rationale-guide';
import { modelCard } from '../../../src/trainer/export/card';
import { writeDecoder } from '../../../src/trainer/export/decoder';
import { writeEncoder } from '../../../src/trainer/export/encoder';
import { goldenAnswer, writePack } from '../../../src/trainer/export/pack';
import { metricsOf } from './metrics';
import { randomNetwork } from './networks';

const folder = mkdtempSync(join(tmpdir(), 'slowglass-pack-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a written model pack', () => {
  it('loads, passes its golden check and judges every trained dimension', async () => {
    const network = randomNetwork();
    const golden = await goldenAnswer(network);
    const card = modelCard(metricsOf(), '9.9.9');
    writePack(folder, {
      version: '9.9.9',
      encoder: writeEncoder(network),
      decoder: writeDecoder(network),
      rationale: fitRationaleGuide([], [], []),
      golden,
      card,
      pictures: new Map([['calibration.svg', '<svg/>']]),
    });
    const pack = await loadPack(packFromFolder(folder));
    if (!pack.ok) throw new Error(pack.error.message);
    const gpu = () => Promise.resolve(fail('no-webgpu', 'not here'));
    const judge = await loadCompactJudge(pack.value, { provider: 'wasm', loader: nodeOrt, gpu });
    if (!judge.ok) throw new Error(judge.error.message);

    const { fast, slow, clip } = goldenWindow(4, 32, 7);
    const reading = await judge.value.read({
      fast: { kind: 'cpu', rows: 32, width: FAST_WIDTH, data: fast },
      slow: { kind: 'cpu', rows: 7, width: SLOW_WIDTH, data: slow },
      clip,
    });
    if (!reading.ok) throw new Error(reading.error.message);
    const judged = await reading.value.judge({ dimensions: TRAINED_DIMENSIONS });
    expect(judged.ok && judged.value.distributions.map(({ id }) => id)).toEqual([...TRAINED_DIMENSIONS]);
    reading.value.release();
    await judge.value.dispose();
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(card);
    expect(readFileSync(join(folder, 'calibration.svg'), 'utf8')).toBe('<svg/>');
  });
});

describe('the model card', () => {
  it('says that the labels are simulated, how to make the model again and what the control gave', () => {
    const card = modelCard(metricsOf(), '9.9.9');
    expect(card).toContain('labels are simulated');
    expect(card).toContain('npm run train -- --preset tiny');
    expect(card).toContain('| motion-quality | 3 | 1.000 | 0.930 |');
    expect(card).toContain('| motion-quality | 3 | 0.667 | 0.333 |');
    expect(card).toContain('](calibration.svg)');
    expect(card).toContain('the right one of four words in 75.0 % of the clips');
    expect(card).toContain('| motion-quality | 3 | -2.500 | 0.000 | -1.00, 1.00 |');
    expect(card).toContain('Not measured for this pack');
    expect(card).toContain('Training: from random weights.');
    expect(card).not.toContain('GRPO, and');
  });

  it('says so when GRPO and the cool-off followed', () => {
    expect(modelCard({ ...metricsOf(), everyStage: true }, '9.9.9')).toContain('GRPO, and a cool-off');
  });

  it('tells of pairs and of seeds where there were some, and not else', () => {
    const test = [agreement('motion-quality', [1, 2, 3], [2, 3, 4])];
    const pair = { id: 'motion-quality', apart: 8, ordered: 0.875, alike: 4, distance: 0.0625, within: 1 } as const;
    const seeds = [
      { seed: 1, test },
      { seed: 2, test },
    ];
    const card = modelCard({ ...metricsOf(), pairs: [pair], seeds }, '9.9.9');
    expect(card).toContain('| motion-quality | 8 | 87.5 % | 4 | 0.063 | 100.0 % |');
    expect(card).toContain('mean of the weights of 2 networks');
    expect(card).toContain('about as many with each of 1 other seeds');
    expect(card).toContain('| motion-quality | 1.000 | 1.000 | 1.000 ± 0.000 |');
    const without = modelCard(metricsOf(), '9.9.9');
    for (const word of ['beside their twins', 'other seeds', 'Seed by seed']) expect(without).not.toContain(word);
  });

  it('tells what was to be reached and is not, and nothing of that where all is', () => {
    const card = modelCard(metricsOf(), '9.9.9');
    expect(card).toContain('## What it was to reach and does not');
    expect(card).toContain('| motion-quality, Acc@0.5 | at least 0.70 | 0.000 |');
    expect(card).not.toContain('| motion-quality, SRCC |');
    expect(card).not.toContain('Lanczos filters were asked for later');
    const test = [agreement('motion-quality', [1, 2, 3], [1, 2, 3])];
    const artifacts = { rows: [], macroAuc: 0.9, macroF1: 0.7, surestTrue: 0.9 };
    expect(modelCard(metricsOf({ test, artifacts }), '9.9.9')).not.toContain('was to reach');
  });

  it('tells of real clips where they were scored, with what they miss among what is missed', () => {
    expect(modelCard(metricsOf(), '9.9.9')).not.toContain('real clips');
    const largest = { dimension: 'clarity-quality', change: 0.25, clip: 'a.mp4' };
    const versions = [{ version: 're-encoded', clips: 2, mean: 0.2, largest }];
    const distortionTypes = [
      { distortionType: 'blur', dimension: 'clarity-quality' as const, clips: 2, tau: 0.95, lowest: 0.8, loss: 1 },
    ];
    const card = modelCard(metricsOf({ robustness: { clips: 2, seconds: 3, versions, distortionTypes } }), '9.9.9');
    expect(card).toContain('2 real clips, 3 seconds of each');
    expect(card).toContain('| re-encoded | 2 | 0.200 | 0.250 | clarity-quality of a.mp4 |');
    expect(card).toContain('| blur | clarity-quality | 2 | 0.95 | 0.80 |');
    expect(card).toContain('| re-encoded, largest change of a score | at most 0.15 | 0.250 |');
    expect(card).not.toContain('growing blur, tau');
    expect(card).toContain('Lanczos filters were asked for later');
  });

  it('names the pack that training went on from', () => {
    const card = modelCard({ ...metricsOf(), from: 'slowglass-mini 1.2.3', summaryEpochs: 0 }, '9.9.9');
    expect(card).toContain('Training: from slowglass-mini 1.2.3');
    expect(card).not.toContain('0 epochs');
  });
});
