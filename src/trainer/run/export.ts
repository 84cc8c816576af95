import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { evaluateExported, faultProbabilities } from '../evaluation/exported';
import { expectedThresholds, faultTable } from '../evaluation/faults';
import type { Figures } from '../evaluation/figures';
import { controlTable, evaluationTable } from '../evaluation/figures';
import { keptHumanFigures } from '../evaluation/human';
import { evaluateNetwork } from '../evaluation/network';
import { evaluatePairs, pairTable } from '../evaluation/pairs';
import { fitReasonGuide } from '../evaluation/reason-guide';
import { reasonTable } from '../evaluation/reasons';
import { keptRobustness } from '../evaluation/robustness';
import type { SeedFigures } from '../evaluation/seeds';
import { seedTable } from '../evaluation/seeds';
import { calibrationFigure } from '../export/calibration-figure';
import { CALIBRATION_FILE, modelCard } from '../export/card';
import { writeDecoder } from '../export/decoder';
import { writeEncoder } from '../export/encoder';
import { halved } from '../export/half';
import type { PackFiles } from '../export/pack';
import { digestOf, goldenAnswer, writePack } from '../export/pack';
import type { ExportedModel } from '../export/session';
import { openExported } from '../export/session';
import { EXPORT_TOLERANCE, exportError } from '../export/verify';
import type { Trained } from '../stages/stage';
import { contentsOf } from '../training/source';
import type { StoredSource } from '../training/stored-source';
import { openBar } from './bar';
import type { Job } from './job';
import { readJson, seedFile, trainFile, writeJson } from './job';
import type { SeedRuns } from './seeds';
import { averaged } from './seeds';

export const PACK_VERSION = '0.12.0';

/** Epochs that the network which ships was trained for, over all its stages. */
function epochsOf({ preset: { sft, later } }: Job): number {
  return sft.epochs + (later === undefined ? 0 : later.grpo.epochs + later.coolOff.epochs);
}

/**
 * Writes the ONNX files, checks them against the network, measures them on the test split as they will be used, and
 * writes the pack with its card.
 */
export async function exportPack(
  job: Job,
  source: StoredSource,
  runs: SeedRuns,
  control: Figures['control'],
): Promise<Result<Figures>> {
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
  const { reasons, ...measured } = await measureExported(source, exported);
  await exported.dispose();
  const pairs = await evaluatePairs(source, 'test', trained, job.preset.sft.evaluationRows);
  const figures: Figures = {
    ...aboutRun(job, source, trained),
    exportError: error,
    ...measured,
    ...(pairs === undefined ? {} : { pairs }),
    ...(runs.length === 1 ? {} : { seeds: await measureSeeds(job, source, runs, reasons.guide) }),
    reasons: reasons.figures,
    control,
    ...keptFigures(job, encoder),
  };
  writeJson(trainFile(job, 'figures.json'), figures);
  const bytes = writePack(job.out, {
    version: PACK_VERSION,
    encoder,
    decoder,
    reasons: reasons.guide,
    golden: await goldenAnswer(trained),
    card: modelCard(figures, PACK_VERSION),
    pictures: new Map([[CALIBRATION_FILE, calibrationFigure(figures.calibration)]]),
  });
  reportExport(job.out, figures, bytes);
  return ok(figures);
}

/** What the exported files do on the test split, with thresholds from the validation split. */
async function measureExported(source: StoredSource, exported: ExportedModel) {
  const validation = source.labels('validation');
  const probabilities = await faultProbabilities(source, 'validation', exported);
  const thresholds = expectedThresholds(probabilities);
  const guide = fitReasonGuide(source.labels('train'), probabilities, validation);
  const bar = openBar('test split');
  const {
    evaluation: test,
    reasons: figures,
    ...measured
  } = await evaluateExported(source, 'test', exported, { reasons: guide, thresholds }, (done, total) =>
    bar.update(done, total),
  );
  bar.stop();
  return { ...measured, test, reasons: { guide, figures } };
}

function aboutRun(job: Job, source: StoredSource, { weights, steps }: Trained) {
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
    steps,
    epochs: epochsOf(job),
    everyStage: job.preset.later !== undefined,
    summaryEpochs: job.preset.summary.epochs,
  };
}

/** What `validate` and `robustness` measured before, where they did. */
function keptFigures(job: Job, encoder: Uint8Array): Pick<Figures, 'human' | 'robustness'> {
  const digest = digestOf(encoder);
  const human = keptHumanFigures(readJson(trainFile(job, 'human.json')), digest);
  const robustness = keptRobustness(readJson(trainFile(job, 'robustness.json')), digest);
  return { ...(human === undefined ? {} : { human }), ...(robustness === undefined ? {} : { robustness }) };
}

/**
 * What each seed's own network scores on the test split, and a bare pack of it beside its checkpoints, for `validate` to
 * measure on human scores.
 */
async function measureSeeds(
  job: Job,
  source: StoredSource,
  runs: SeedRuns,
  reasons: PackFiles['reasons'],
): Promise<readonly SeedFigures[]> {
  const figures: SeedFigures[] = [];
  for (const { seed, trained } of runs) {
    const network = halved(trained);
    const encoder = writeEncoder(network);
    writePack(seedFile(job, seed, 'pack'), {
      version: `${PACK_VERSION}-seed-${seed}`,
      encoder,
      decoder: writeDecoder(network),
      reasons,
      golden: await goldenAnswer(network),
      card: `One of the networks whose mean is slowglass-mini ${PACK_VERSION}.\n`,
      pictures: new Map(),
    });
    const test = await evaluateNetwork(source, 'test', network, job.preset.sft.evaluationRows);
    const human = keptHumanFigures(readJson(seedFile(job, seed, 'human.json')), digestOf(encoder));
    figures.push({ seed, test, ...(human === undefined ? {} : { human }) });
  }
  return figures;
}

function reportExport(folder: string, figures: Figures, bytes: number): void {
  const { test, ceilings, reasons, faults, pairs, seeds, control, exportError: error } = figures;
  console.error(`\ntest split, exported files\n${evaluationTable(test, ceilings)}`);
  console.error(`\nrationales\n${reasonTable(reasons)}`);
  const { macroAuc, macroF1, surestTrue } = faults;
  const means = [macroAuc, macroF1, surestTrue].map((figure) => figure.toFixed(3)).join(', ');
  console.error(`\nfaults: macro-AUC, macro-F1, surest true ${means}\n${faultTable(faults)}`);
  if (pairs !== undefined) console.error(`\ntwins\n${pairTable(pairs)}`);
  if (seeds !== undefined) console.error(`\nseeds\n${seedTable(seeds)}`);
  console.error(`\ncontrol (shuffled labels)\n${controlTable(control.runs)}`);
  const size = (bytes / 1e6).toFixed(2);
  console.error(`\n${folder}: ${size} MB, logits within ${error.toExponential(1)} of the network's`);
}
