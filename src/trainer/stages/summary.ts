import type { Result } from '../../base';
import { jit, read, tree } from '../engine/jax';
import type { Tensor, Tensors } from '../engine/jax';
import type { Network } from '../evaluation/network';
import { evaluationOf } from '../evaluation/network';
import { overlaid, startOf } from '../network/parameters';
import type { Summaries } from '../network/summary-head';
import { drawKept } from '../training/dropout';
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

/** How what reads the summaries is trained, before the rest of the network. */
export interface SummaryOptions extends PaceOptions {
  /** Ways in which each clip is looked at, one an epoch by turns. */
  readonly views: number;
  /** Share of the numbers inside that each step leaves out. */
  readonly dropout: number;
  readonly weigh: SummaryWeights;
}

/**
 * Trains the layers that read a clip's summary on scores and faults, from random weights or those that `from` has. They
 * are most of what the network knows; on summaries alone an epoch costs a thirtieth of one of the whole network, so they
 * get more of them, and dropout. Errors: see `runStage`.
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
  // Both begin to fill with the first step or epoch of this run, and are kept over all epochs.
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
      const kept = drawKept(shape, task.indices.length, options.dropout, task.random);
      const targets = summaryTargets(task.indices.map((index) => labels[index]!));
      const result = step(task.state, { summaries, kept }, targets, task.scalars(0));
      return { state: result.state, metrics: await metricsOf(result) };
    },
    validate: async ({ weights, scalings }) => {
      whole ??= new SummaryTable(source, 'validation', scalings, seed);
      const scores = await scoreTable(whole, upload(weights, layout), scoreBatch);
      return { evaluation: evaluationOf(scores, source.labels('validation'), SCORE_ORDER) };
    },
  });
}

/** Clips a call; a last short batch is filled up with its last clip. */
const CLIPS_PER_CALL = 64;

/** Scores of every clip as it is: [clips][dimensions] in the order of SCORE_ORDER. Consumes the banks. */
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
