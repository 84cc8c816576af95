import { agreement } from '../../../src/trainer/evaluation/agreement';
import type { Metrics } from '../../../src/trainer/evaluation/metrics';

/** Metrics of a poor model, with changes for a test. */
export function metricsOf(more: Partial<Metrics> = {}): Metrics {
  return {
    command: 'npm run train -- --preset tiny',
    preset: 'tiny',
    seed: 1,
    from: undefined,
    parameters: 1000,
    corpus: { train: 8, validation: 1, test: 3, contents: 12 },
    credits: ['photos, CC0'],
    steps: 4,
    epochs: 2,
    everyStage: false,
    summaryEpochs: 2,
    exportError: 1e-6,
    test: [agreement('motion-quality', [1, 2, 3], [2, 3, 4])],
    ceilings: { 'motion-quality': 0.93 },
    predictedLevels: [{ id: 'motion-quality', clips: 3, within: 2 / 3, same: 1 / 3 }],
    calibration: [],
    rationale: { rows: [], amplitude: 0.75 },
    artifacts: { rows: [], macroAuc: 0.8, macroF1: 0.4, surestTrue: 0.6 },
    control: {
      steps: 2,
      runs: [[agreement('motion-quality', [3, 2, 1], [2, 3, 4])], [agreement('motion-quality', [1, 2, 3], [2, 3, 4])]],
    },
    ...more,
  };
}
