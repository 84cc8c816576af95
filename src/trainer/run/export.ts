import { join } from 'node:path';
import type { Result } from '../../base';
import { fail, ok } from '../../base';
import { evaluateExported, artifactProbabilities } from '../evaluation/exported';
import { expectedThresholds, artifactTable } from '../evaluation/artifacts';
import type { Metrics } from '../evaluation/metrics';
import { controlTable, evaluationTable } from '../evaluation/metrics';
import { savedHumanMetrics } from '../evaluation/human';
import { evaluateNetwork } from '../evaluation/network';
import { evaluatePairs, pairTable } from '../evaluation/pairs';
import { fitRationaleGuide } from '../evaluation/rationale-guide';
import { rationaleTable } from '../evaluation/rationales';
import { savedRobustness } from '../evaluation/robustness';
import type { SeedMetrics } from '../evaluation/seeds';
import { seedTable } from '../evaluation/seeds';
import { calibrationFigure } from '../export/calibration-figure';
import { NOTES_FILE, modelCard } from '../export/card';
import { CALIBRATION_FILE } from '../export/card-results';
import { creditsOf } from '../export/credits';
import { writeDecoder } from '../export/decoder';
import { writeEncoder } from '../export/encoder';
import { halved } from '../export/half';
import type { PackFiles } from '../export/pack';
import { digestOf, goldenAnswer, writePack } from '../export/pack';
import type { ExportedModel } from '../exported/session';
import { openExported } from '../exported/session';
import { EXPORT_TOLERANCE, exportError } from '../export/verify';
import type { Trained } from '../stages/stage';
import { contentsOf } from '../training/source';
import type { StoredSource } from '../training/stored-source';
import { openBar } from './bar';
import type { Job } from './job';
import { readJson, readText, seedFile, trainFile, writeJson } from './job';
import type { SeedRuns } from './seeds';
import { averaged } from './seeds';

export const PACK_VERSION = '0.12.1';

/** Epochs of the shipped network over all its stages after the summary heads. */
function epochsOf({ preset: { sft, later } }: Job): number {
  return sft.epochs + (later === undefined ? 0 : later.grpo.epochs + later.coolOff.epochs);
}

/**
 * Writes the ONNX files, compares them with the network, measures them on the test split, and writes the pack with its
 * card.
 */
export async function exportPack(
  job: Job,
  source: StoredSource,
  runs: SeedRuns,
  control: Metrics['control'],
): Promise<Result<Metrics>> {
  const trained = halved(averaged(runs));
  const encoder = writeEncoder(trained);
  const decoder = writeDecoder(trained);
  const exported = await openExported(encoder, decoder);
  const error = await exportError(trained, exported);
  if (!(error <= EXPORT_TOLERANCE)) {
    await exported.dispose();
    return fail(
      'internal',
      `The exported model differs from the network by ${error} in a logit; at most ${EXPORT_TOLERANCE} is allowed.`,
    );
  }
  const { rationale, ...measured } = await measureExported(source, exported);
  await exported.dispose();
  const pairs = await evaluatePairs(source, 'test', trained, job.preset.sft.evaluationRows);
  const metrics: Metrics = {
    ...describeRun(job, source, trained),
    exportError: error,
    ...measured,
    ...(pairs === undefined ? {} : { pairs }),
    ...(runs.length === 1 ? {} : { seeds: await measureSeeds(job, source, runs, rationale.guide) }),
    rationale: rationale.metrics,
    control,
    ...savedMetrics(job, encoder),
  };
  writeJson(trainFile(job, 'metrics.json'), metrics);
  const bytes = writePack(job.out, {
    version: PACK_VERSION,
    encoder,
    decoder,
    rationale: rationale.guide,
    golden: await goldenAnswer(trained),
    card: modelCard(metrics, PACK_VERSION, readText(join(job.out, NOTES_FILE))),
    pictures: new Map([[CALIBRATION_FILE, calibrationFigure(metrics.calibration)]]),
  });
  reportExport(job.out, metrics, bytes);
  return ok(metrics);
}

/** Results of the exported files on the test split, with thresholds from the validation split. */
async function measureExported(source: StoredSource, exported: ExportedModel) {
  const validation = source.labels('validation');
  const probabilities = await artifactProbabilities(source, 'validation', exported);
  const thresholds = expectedThresholds(probabilities);
  const guide = fitRationaleGuide(source.labels('train'), probabilities, validation);
  const bar = openBar('test split');
  const {
    evaluation: test,
    rationale: metrics,
    ...measured
  } = await evaluateExported(source, 'test', exported, { rationale: guide, thresholds }, (done, total) =>
    bar.update(done, total),
  );
  bar.stop();
  return { ...measured, test, rationale: { guide, metrics } };
}

function describeRun(job: Job, source: StoredSource, { weights, steps }: Trained) {
  return {
    command: job.command,
    preset: job.preset.name,
    seed: job.seed,
    from: job.from?.name,
    parameters: Object.values(weights).reduce((sum, { length }) => sum + length, 0),
    corpus: {
      train: source.labels('train').length,
      validation: source.labels('validation').length,
      test: source.labels('test').length,
      contents: contentsOf(source),
    },
    credits: creditsOf(source.labels('train').map(({ content }) => content)),
    steps,
    epochs: epochsOf(job),
    everyStage: job.preset.later !== undefined,
    summaryEpochs: job.preset.summary.epochs,
  };
}

/** Saved results of `validate` and `robustness`, where there are any. */
function savedMetrics(job: Job, encoder: Uint8Array): Pick<Metrics, 'human' | 'robustness'> {
  const digest = digestOf(encoder);
  const human = savedHumanMetrics(readJson(trainFile(job, 'human.json')), digest);
  const robustness = savedRobustness(readJson(trainFile(job, 'robustness.json')), digest);
  return { ...(human === undefined ? {} : { human }), ...(robustness === undefined ? {} : { robustness }) };
}

/**
 * Measures each seed's network on the test split, and writes a pack of it beside its checkpoints, so that `validate`
 * can measure it on human scores.
 */
async function measureSeeds(
  job: Job,
  source: StoredSource,
  runs: SeedRuns,
  rationale: PackFiles['rationale'],
): Promise<readonly SeedMetrics[]> {
  const metrics: SeedMetrics[] = [];
  for (const { seed, trained } of runs) {
    const network = halved(trained);
    const encoder = writeEncoder(network);
    writePack(seedFile(job, seed, 'pack'), {
      version: `${PACK_VERSION}-seed-${seed}`,
      encoder,
      decoder: writeDecoder(network),
      rationale,
      golden: await goldenAnswer(network),
      card: `One of the networks of the weight average slowglass-mini ${PACK_VERSION}.\n`,
      pictures: new Map(),
    });
    const test = await evaluateNetwork(source, 'test', network, job.preset.sft.evaluationRows);
    const human = savedHumanMetrics(readJson(seedFile(job, seed, 'human.json')), digestOf(encoder));
    metrics.push({ seed, test, ...(human === undefined ? {} : { human }) });
  }
  return metrics;
}

function reportExport(folder: string, metrics: Metrics, bytes: number): void {
  const { test, ceilings, rationale, artifacts, pairs, seeds, control, exportError: error } = metrics;
  console.error(`\ntest split, exported files\n${evaluationTable(test, ceilings)}`);
  console.error(`\nrationales\n${rationaleTable(rationale)}`);
  const { macroAuc, macroF1, surestTrue } = artifacts;
  const means = [macroAuc, macroF1, surestTrue].map((metric) => metric.toFixed(3)).join(', ');
  console.error(`\nartifacts: macro-AUC, macro-F1, most probable one present ${means}\n${artifactTable(artifacts)}`);
  if (pairs !== undefined) console.error(`\nmatched pairs\n${pairTable(pairs)}`);
  if (seeds !== undefined) console.error(`\nseeds\n${seedTable(seeds)}`);
  console.error(`\ncontrol (shuffled labels)\n${controlTable(control.runs)}`);
  const size = (bytes / 1e6).toFixed(2);
  console.error(`\n${folder}: ${size} MB, logits within ${error.toExponential(1)} of the network's`);
}
