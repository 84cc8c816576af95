import { createRandom } from '../../base/random';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { runCorpus } from '../corpus/generate';
import { evaluateExported, faultProbabilities } from '../evaluation/exported';
import { fitReasonGuide } from '../evaluation/reason-guide';
import { bestThreshold, faultTable } from '../evaluation/faults';
import type { Figures } from '../evaluation/figures';
import { controlTable, evaluationTable } from '../evaluation/figures';
import { keptHumanFigures } from '../evaluation/human';
import { evaluateNetwork } from '../evaluation/network';
import type { Evaluation } from '../evaluation/network';
import { reasonTable } from '../evaluation/reasons';
import { calibrationFigure } from '../export/calibration-figure';
import { CALIBRATION_FILE, modelCard } from '../export/card';
import { writeDecoder } from '../export/decoder';
import { writeEncoder } from '../export/encoder';
import { halved } from '../export/half';
import { goldenAnswer, writePack } from '../export/pack';
import { openExported } from '../export/session';
import { EXPORT_TOLERANCE, exportError } from '../export/verify';
import type { StageRun } from '../stages/loop';
import type { SftOptions } from '../stages/sft';
import { trainSft } from '../stages/sft';
import type { Trained } from '../stages/stage';
import type { ClipSource } from '../training/source';
import { contentsOf, withShuffledLabels } from '../training/source';
import type { StoredSource } from '../training/stored-source';
import { openStoredSource, withTestsOf } from '../training/stored-source';
import { openBar } from './bar';
import type { Course, StageName } from './course';
import { mainCourse, onStage, trainReaders, trainStage } from './course';
import type { Job } from './job';
import { corpusOf, readJson, testsOf, trainFile, writeJson } from './job';

export const PACK_VERSION = '0.9.0';

/** Makes what is missing of the corpus. */
export async function makeCorpus(job: Job): Promise<Result<StoredSource>> {
  const tests = testsOf(job);
  for (const { options } of [corpusOf(job), ...(tests === undefined ? [] : [tests])]) {
    const bar = openBar(options.only === undefined ? 'corpus' : `corpus, ${options.only}`);
    const run = await runCorpus({
      ...options,
      workers: job.workers,
      signal: job.signal,
      onProgress: (done, total) => bar.update(done, total),
    });
    bar.stop();
    if (!run.ok) return run;
  }
  return openCorpusOf(job);
}

/** A corpus that an earlier command made. */
export function openCorpusOf(job: Job): Result<StoredSource> {
  const tests = testsOf(job);
  const whole = openStoredSource(corpusOf(job).folder, job.clips);
  const source = tests === undefined ? whole : withTestsOf(whole, openStoredSource(tests.folder, tests.options.clips));
  const enough = source.labels('train').length > 0 && source.labels('test').length > 0;
  return enough ? ok(source) : fail('unreadable-file', 'There is no corpus yet. Run `npm run train -- corpus` first.');
}

/** The stage whose network ships. */
function lastStage({ preset }: Job): StageName {
  return preset.later === undefined ? 'sft' : 'cool-off';
}

/** Trains the network that ships, through every stage of the preset. */
export function trainModel(job: Job, source: ClipSource): Promise<Result<Trained>> {
  return trainStage(mainCourse(job, source), lastStage(job));
}

/** The branch that is compared with it, for presets that have one. */
export async function trainBranch(job: Job, source: ClipSource): Promise<Result<Trained | undefined>> {
  return job.preset.later === undefined ? ok(undefined) : trainStage(mainCourse(job, source), 'aso');
}

/** The shuffled-label control: shorter runs with their own starts and shuffles, each measured on the test split. */
export async function runControl(job: Job, source: ClipSource): Promise<Result<Figures['control']>> {
  const { runs, epochs } = job.preset.control;
  const measured: Evaluation[] = [];
  let steps = 0;
  for (let run = 0; run < runs; run++) {
    const seed = job.seed + CONTROL_SEEDS + run;
    const shuffled = withShuffledLabels(source, createRandom(`${seed}/shuffle`));
    // Rating first in any case: the form that ships is the one that must know nothing here.
    const sft: SftOptions = { ...job.preset.sft, form: 'rating-first', epochs };
    const summary = { ...job.preset.summary, epochs };
    // From random weights in any case: those of a pack know what quality is.
    const course: Course = { ...mainCourse(job, shuffled), seed, sft, summary, from: undefined };
    const name = `control-${run}`;
    const readers = await trainReaders(course, `${name}-summary`);
    if (!readers.ok) return readers;
    const train = (context: StageRun<SftOptions>) => trainSft(context, readers.value);
    const trained = await onStage(course, 'sft', sft, train, name);
    if (!trained.ok) return trained;
    steps = trained.value.steps;
    measured.push(await evaluateNetwork(source, 'test', trained.value, sft.evaluationRows));
  }
  return ok({ steps, runs: measured });
}

/** Set well away from seeds that people choose. */
const CONTROL_SEEDS = 1000;

/** Measures the finished network itself, with a fixed number of rows a clip. */
export async function evaluateModel(job: Job, source: ClipSource): Promise<Result<Evaluation>> {
  const trained = await trainModel(job, source);
  if (!trained.ok) return trained;
  const { evaluationRows } = job.preset.sft;
  console.error(
    `\nvalidation\n${evaluationTable(await evaluateNetwork(source, 'validation', trained.value, evaluationRows))}`,
  );
  const test = await evaluateNetwork(source, 'test', trained.value, evaluationRows);
  console.error(`\ntest\n${evaluationTable(test)}`);
  return ok(test);
}

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
  exact: Trained,
  control: Figures['control'],
): Promise<Result<Figures>> {
  const trained = halved(exact);
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
  const validation = source.labels('validation');
  const probabilities = await faultProbabilities(source, 'validation', exported);
  const threshold = bestThreshold(probabilities, validation);
  const reasons = fitReasonGuide(source.labels('train'), probabilities, validation);
  const bar = openBar('test split');
  const { evaluation: test, ...measured } = await evaluateExported(
    source,
    'test',
    exported,
    { reasons, threshold },
    (done, total) => bar.update(done, total),
  );
  bar.stop();
  await exported.dispose();
  const human = keptHumanFigures(readJson(trainFile(job, 'human.json')));
  const figures: Figures = {
    command: job.command,
    preset: job.preset.name,
    seed: job.seed,
    from: job.from?.name,
    parameters: Object.values(trained.weights).reduce((sum, { length }) => sum + length, 0),
    corpus: {
      train: source.labels('train').length,
      validation: source.labels('validation').length,
      test: source.labels('test').length,
      contents: contentsOf(source),
    },
    steps: trained.steps,
    epochs: epochsOf(job),
    everyStage: job.preset.later !== undefined,
    summaryEpochs: job.preset.summary.epochs,
    exportError: error,
    test,
    ...measured,
    control,
    ...(human === undefined ? {} : { human }),
  };
  writeJson(trainFile(job, 'figures.json'), figures);
  const golden = await goldenAnswer(trained);
  const bytes = writePack(job.out, {
    version: PACK_VERSION,
    encoder,
    decoder,
    reasons,
    golden,
    card: modelCard(figures, PACK_VERSION),
    pictures: new Map([[CALIBRATION_FILE, calibrationFigure(figures.calibration)]]),
  });
  reportExport(job.out, figures, bytes);
  return ok(figures);
}

function reportExport(folder: string, figures: Figures, bytes: number): void {
  const { test, ceilings, reasons, faults, control, exportError: error } = figures;
  console.error(`\ntest split, exported files\n${evaluationTable(test, ceilings)}`);
  console.error(`\nrationales\n${reasonTable(reasons)}`);
  const { macroAuc, macroF1, surestTrue } = faults;
  const means = [macroAuc, macroF1, surestTrue].map((figure) => figure.toFixed(3)).join(', ');
  console.error(`\nfaults: macro-AUC, macro-F1, surest true ${means}\n${faultTable(faults)}`);
  console.error(`\ncontrol (shuffled labels)\n${controlTable(control.runs)}`);
  const size = (bytes / 1e6).toFixed(2);
  console.error(`\n${folder}: ${size} MB, logits within ${error.toExponential(1)} of the network's`);
}
