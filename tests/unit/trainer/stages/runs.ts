import type { StageRun, StepMetrics } from '../../../../src/trainer/stages/loop';
import type { SftOptions } from '../../../../src/trainer/stages/sft';
import type { StageContext, StageOptions, Trained, Validation } from '../../../../src/trainer/stages/stage';
import type { SummaryOptions } from '../../../../src/trainer/stages/summary';
import { trainSummary } from '../../../../src/trainer/stages/summary';
import type { JournalLine } from '../../../../src/trainer/training/journal';
import { fileJournal } from '../../../../src/trainer/training/journal';
import { SLOWFAST_MASK } from '../../../../src/trainer/training/pathway-mask';
import type { ClipSource } from '../../../../src/trainer/training/source';
import { TINY } from '../clips';

/** Settings that the stages of all tests share. */
export const LITTLE: StageOptions = {
  epochs: 1,
  clipsPerBatch: 4,
  rows: { fast: 6, slow: 4 },
  optimiser: { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.05, maxNorm: 1 },
  peakRate: 1e-2,
  warmupSteps: 2,
  floor: 0.05,
  averageDecay: 0.9,
  checkpointEvery: 100,
  evaluationRows: { fast: 6, slow: 4 },
};

export function tinySft(options: Partial<SftOptions>): SftOptions {
  return {
    ...LITTLE,
    form: 'rating-first',
    answersPerClip: 2,
    softness: { nineLevels: 0.35, fiveRatings: 0.5 },
    weigh: { rating: 1, score: 0.5, rationale: 0.2, prompt: 0.5, artifacts: 0.3 },
    dropout: 0.1,
    ...options,
  };
}

export function tinySummary(options: Partial<SummaryOptions> = {}): SummaryOptions {
  const { rows: _, evaluationRows: __, ...pace } = LITTLE;
  return { ...pace, views: 2, dropout: 0.1, weigh: { score: 1, artifacts: 0.1, rationale: 0.1 }, ...options };
}

/** Summary heads after little training, from which SFT starts. `path` is that of a run's files. */
export async function tinySummaryHeads(path: string, source: ClipSource): Promise<Trained> {
  const trained = await trainSummary({ ...tinyRun(path, source, { name: 'summary' }), options: tinySummary() });
  if (!trained.ok) throw new Error(trained.error.message);
  return trained.value;
}

/** Loss weights that favour words: a network this small learns one task at a time. */
export const TALK: SftOptions['weigh'] = { rating: 0.5, score: 0.1, rationale: 2, prompt: 0, artifacts: 0 };

/** A run in files that start with `path`, with the metrics that it reported. Stops after `stopAfter` steps. */
export function tinyRun(
  path: string,
  source: ClipSource,
  { name = 'stage', identity = 'test', stopAfter = Infinity }: { name?: string; identity?: string; stopAfter?: number },
): Omit<StageRun, 'options'> & { metrics: StepMetrics[]; validations: Validation[] } {
  const metrics: StepMetrics[] = [];
  const validations: Validation[] = [];
  const file = fileJournal(`${path}.jsonl`);
  const write = (line: JournalLine): void => {
    if (line.kind === 'step') metrics.push(line as unknown as StepMetrics);
    file.write(line);
  };
  const context: StageContext = {
    name,
    identity,
    checkpointPath: `${path}.bin`,
    journal: { ...file, write },
    onStep: () => {},
    onEpoch: (_, validation) => validations.push(validation),
    shouldStop: () => metrics.length >= stopAfter,
  };
  return { source, subject: { shape: TINY, pathwayMask: SLOWFAST_MASK, seed: 7 }, context, metrics, validations };
}
