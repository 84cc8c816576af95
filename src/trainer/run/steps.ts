import type { Result } from '../../base';
import { createRandom, fail, ok } from '../../base';
import { runCorpus } from '../../corpus';
import type { Metrics } from '../evaluation/metrics';
import { evaluationTable } from '../evaluation/metrics';
import { evaluateNetwork } from '../evaluation/network';
import type { Evaluation } from '../evaluation/network';
import type { StageRun } from '../stages/loop';
import type { SftOptions } from '../stages/sft';
import { trainSft } from '../stages/sft';
import type { Trained } from '../stages/stage';
import type { ClipSource } from '../training/source';
import { withShuffledLabels } from '../training/source';
import type { StoredSource } from '../training/stored-source';
import { openStoredSource, withTestsOf, withPartnersOf } from '../training/stored-source';
import { openBar } from './bar';
import type { RunConfig } from './config';
import { mainConfig, onStage, trainSummaryHeads, trainStage } from './config';
import type { Job } from './job';
import { corpusOf, testsOf, partnersOf } from './job';
import { averaged, trainSeeds } from './seeds';

/** Makes the missing parts of the corpus. */
export async function makeCorpus(job: Job): Promise<Result<StoredSource>> {
  const parts = [corpusOf(job), testsOf(job), partnersOf(job)].filter((part) => part !== undefined);
  for (const { options } of parts) {
    const bar = openBar(
      ['corpus', options.only, options.partners === true ? 'partners' : undefined].filter(Boolean).join(', '),
    );
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

/** Opens a corpus that an earlier command made. */
export function openCorpusOf(job: Job): Result<StoredSource> {
  const tests = testsOf(job);
  const whole = openStoredSource(corpusOf(job).folder, job.clips);
  const tested = tests === undefined ? whole : withTestsOf(whole, openStoredSource(tests.folder, tests.options.clips));
  const partners = partnersOf(job);
  const source =
    partners === undefined ? tested : withPartnersOf(tested, openStoredSource(partners.folder, partners.options.clips));
  const enough = source.labels('train').length > 0 && source.labels('test').length > 0;
  return enough ? ok(source) : fail('unreadable-file', 'There is no corpus yet. Run `npm run train -- corpus` first.');
}

/** Trains ASO, which the shipped network is compared with, where the preset has it. */
export async function trainBranch(job: Job, source: ClipSource): Promise<Result<Trained | undefined>> {
  return job.preset.later === undefined ? ok(undefined) : trainStage(mainConfig(job, source), 'aso');
}

/** The shuffled-label control: short runs with different random starts and shuffles, measured on the test split. */
export async function runControl(job: Job, source: ClipSource): Promise<Result<Metrics['control']>> {
  const { runs, epochs } = job.preset.control;
  const measured: Evaluation[] = [];
  let steps = 0;
  for (let run = 0; run < runs; run++) {
    const seed = job.seed + CONTROL_SEEDS + run;
    const shuffled = withShuffledLabels(source, createRandom(`${seed}/shuffle`));
    // Rating first in any case: that is the form of the shipped network.
    const sft: SftOptions = { ...job.preset.sft, form: 'rating-first', epochs };
    const summary = { ...job.preset.summary, epochs };
    // From random weights in any case: a pack was trained with unshuffled labels.
    const config: RunConfig = { ...mainConfig(job, shuffled), seed, sft, summary, from: undefined };
    const name = `control-${run}`;
    const summaryHeads = await trainSummaryHeads(config, `${name}-summary`);
    if (!summaryHeads.ok) return summaryHeads;
    const train = (context: StageRun<SftOptions>) => trainSft(context, summaryHeads.value);
    const trained = await onStage(config, 'sft', sft, train, name);
    if (!trained.ok) return trained;
    steps = trained.value.steps;
    measured.push(await evaluateNetwork(source, 'test', trained.value, sft.evaluationRows));
  }
  return ok({ steps, runs: measured });
}

/** Far from seeds that a user chooses. */
const CONTROL_SEEDS = 1000;

/** Measures the finished network itself, with a fixed number of rows per clip. */
export async function evaluateModel(job: Job, source: ClipSource): Promise<Result<Evaluation>> {
  const runs = await trainSeeds(job, source);
  if (!runs.ok) return runs;
  const network = averaged(runs.value);
  const { evaluationRows } = job.preset.sft;
  console.error(
    `\nvalidation\n${evaluationTable(await evaluateNetwork(source, 'validation', network, evaluationRows))}`,
  );
  const test = await evaluateNetwork(source, 'test', network, evaluationRows);
  console.error(`\ntest\n${evaluationTable(test)}`);
  return ok(test);
}
