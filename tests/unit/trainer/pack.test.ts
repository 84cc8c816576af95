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
import { creditsOf } from '../../../src/trainer/export/credits';
import { writeDecoder } from '../../../src/trainer/export/decoder';
import { writeEncoder } from '../../../src/trainer/export/encoder';
import { goldenAnswer, writePack } from '../../../src/trainer/export/pack';
import { metricsOf } from './metrics';
import { randomNetwork } from './networks';

const folder = mkdtempSync(join(tmpdir(), 'slowglass-pack-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a written model pack', () => {
  it('loads, passes its golden check and returns a level distribution for every trained dimension', async () => {
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
  it('contains that the labels are simulated, the command of the run, and the results', () => {
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

  it('names GRPO and the cool-off where they were trained', () => {
    expect(modelCard({ ...metricsOf(), everyStage: true }, '9.9.9')).toContain('GRPO, and a cool-off');
  });

  it('has sections about matched pairs and seeds only where they were measured', () => {
    const test = [agreement('motion-quality', [1, 2, 3], [2, 3, 4])];
    const pair = { id: 'motion-quality', apart: 8, ordered: 0.875, alike: 4, distance: 0.0625, within: 1 } as const;
    const seeds = [
      { seed: 1, test },
      { seed: 2, test },
    ];
    const card = modelCard({ ...metricsOf(), pairs: [pair], seeds }, '9.9.9');
    expect(card).toContain('| motion-quality | 8 | 87.5 % | 4 | 0.063 | 100.0 % |');
    expect(card).toContain('weight average of 2 networks');
    expect(card).toContain('About as many steps were taken with each of 1 other seeds');
    expect(card).toContain('| motion-quality | 1.000 | 1.000 | 1.000 ± 0.000 |');
    const without = modelCard(metricsOf(), '9.9.9');
    for (const word of ['Matched pairs', 'other seeds', 'Results of each seed']) expect(without).not.toContain(word);
  });

  it('lists the requirements that are not met, and has no such section where all are', () => {
    const card = modelCard(metricsOf(), '9.9.9');
    expect(card).toContain('## Requirements that are not met');
    expect(card).toContain('| motion-quality, Acc@0.5 | at least 0.70 | 0.000 |');
    expect(card).not.toContain('| motion-quality, SRCC |');
    const test = [agreement('motion-quality', [1, 2, 3], [1, 2, 3])];
    const artifacts = { rows: [], macroAuc: 0.9, macroF1: 0.7, surestTrue: 0.9 };
    expect(modelCard(metricsOf({ test, artifacts }), '9.9.9')).not.toContain('not met');
  });

  it('has a section about robustness only where it was measured, and lists its unmet requirements', () => {
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
    expect(card).not.toContain('rising blur, tau');
  });

  it('names the pack that training started from', () => {
    const card = modelCard({ ...metricsOf(), from: 'slowglass-mini 1.2.3', summaryEpochs: 0 }, '9.9.9');
    expect(card).toContain('Training: from the weights of slowglass-mini 1.2.3');
    expect(card).not.toContain('0 epochs');
  });

  it('contains the notes of the version where there are any', () => {
    expect(modelCard(metricsOf(), '9.9.9', '## Notes\n\nA note.\n')).toContain('\n\n## Notes\n\nA note.\n\n## Limits');
    expect(modelCard(metricsOf(), '9.9.9')).not.toContain('## Notes');
  });

  it('credits the content that was used, and lists folders without a known source', () => {
    expect(modelCard(metricsOf({ credits: creditsOf(['portrait/7']) }), '9.9.9')).toContain(
      'All training clips are procedural scenes.',
    );
    const credits = creditsOf(['portrait/7', 'gb82_photos/png/a.png', 'gb82_photos/png/b.png', 'mine/a.png']);
    expect(credits).toEqual(['photos of the gb82 image set, CC0', 'mine: source and licence not recorded']);
    const card = modelCard(metricsOf({ credits }), '9.9.9');
    expect(card).toContain('- photos of the gb82 image set, CC0;\n- mine: source and licence not recorded.\n');
  });
});
