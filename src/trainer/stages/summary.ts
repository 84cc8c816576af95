import type { Result } from '../../base';
import { jit, read, tree } from '../engine/jax';
import type { Tensor, Tensors } from '../engine/jax';
import type { Network } from '../network/network';
import { evaluationOf } from '../evaluation/network';
import { overlaid, startOf } from '../network/parameters';
import type { Summaries } from '../network/summary-head';
import { drawDropoutMasks } from '../training/dropout';
import { upload } from '../training/optimiser';
import { measureScalings } from '../training/scalings';
import { makeStep } from '../training/step';
import type { SummaryInput, SummaryParts, SummaryTargets, SummaryWeights } from '../training/summary-loss';
import {
  SCORE_ORDER,
  summaryLayout,
  summaryLoss,
  summaryScores,
  summarySpecs,
  summaryTargets,
} from '../training/summary-loss';
import { SummaryTable } from '../training/summary-table';
import type { StageRun } from './loop';
import { runStage } from './loop';
import type { PaceOptions, Trained } from './stage';
import { metricsOf } from './supervised';

/** Options of the training of the summary heads. */
export interface SummaryOptions extends PaceOptions {
  /** Views of each clip, one per epoch in turn. */
  readonly views: number;
  /** Dropout rate. */
  readonly dropout: number;
  readonly weigh: SummaryWeights;
}

/**
 * Trains the summary heads on scores and artifacts, from random weights or those of `from`. Most of the network's
 * accuracy comes from them, and an epoch on summaries takes a thirtieth of one of the whole network, so they are
 * trained for more epochs, with dropout. Errors: see `runStage`.
 */
export function trainSummary(run: StageRun<SummaryOptions>, from?: Network): Promise<Result<Trained>> {
  const { source, subject, options } = run;
  const { shape, seed } = subject;
  const layout = summaryLayout(shape);
  const labels = source.labels('train');
  const perEpoch = Math.floor(labels.length / options.clipsPerBatch);
  const step = makeStep<SummaryTargets, SummaryParts, SummaryInput>(
    (weights, input, targets) => summaryLoss(weights, input, targets, shape, options.weigh),
    options.optimiser,
    layout.banks,
  );
  const start = () => ({
    weights: overlaid(startOf(summarySpecs(shape), seed), from?.weights),
    scalings: from?.scalings ?? measureScalings(source, seed),
    steps: 0,
  });
  const scoreBatch = jit((banks: Tensors, summaries: Summaries) => summaryScores(banks, summaries, shape));
  // Both are filled on demand and used in all epochs.
  let table: SummaryTable | undefined;
  let whole: SummaryTable | undefined;
  return runStage(run, start, {
    clips: labels.map((_, index) => index),
    updates: 1,
    layout,
    step: async (task) => {
      table ??= new SummaryTable(source, 'train', task.scalings, seed);
      const view = Math.floor(task.step / perEpoch) % options.views;
      const summaries = table.read(task.indices, view);
      const dropout = drawDropoutMasks(shape, task.indices.length, options.dropout, task.random);
      const targets = summaryTargets(task.indices.map((index) => labels[index]!));
      const result = step(task.state, { summaries, dropout }, targets, task.scalars(0));
      return { state: result.state, metrics: await metricsOf(result) };
    },
    validate: async ({ weights, scalings }) => {
      whole ??= new SummaryTable(source, 'validation', scalings, seed);
      const scores = await scoreTable(whole, upload(weights, layout), scoreBatch);
      return { evaluation: evaluationOf(scores, source.labels('validation'), SCORE_ORDER) };
    },
  });
}

/** Clips per call; a last short batch is filled up with its last clip. */
const CLIPS_PER_CALL = 64;

/** Scores of every clip in view 0: [clips][dimensions] in the order of SCORE_ORDER. Consumes the banks. */
async function scoreTable(
  table: SummaryTable,
  banks: Tensors,
  scoreBatch: (banks: Tensors, summaries: Summaries) => Tensor,
): Promise<Float32Array[]> {
  const count = table.source.labels(table.split).length;
  const width = SCORE_ORDER.length;
  const scores: Float32Array[] = [];
  for (let from = 0; from < count; from += CLIPS_PER_CALL) {
    const indices = Array.from({ length: CLIPS_PER_CALL }, (_, i) => Math.min(from + i, count - 1));
    const flat = await read(scoreBatch(tree.ref(banks), table.read(indices, 0)));
    const wanted = Math.min(CLIPS_PER_CALL, count - from);
    for (let i = 0; i < wanted; i++) scores.push(flat.slice(i * width, (i + 1) * width));
  }
  tree.dispose(banks);
  return scores;
}
