import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import type { Result } from '../base';
import { fail, ok } from '../base';
import type { HumanMetrics } from './evaluation/human';
import type { RestoredPack } from './export/restore';
import type { Preset } from './presets';
import { DEFAULT_PRESET, PRESETS } from './presets';
import type { Job } from './run/job';
import { withDiskFailures } from './run/disk';
import type { StoredSource } from './training/stored-source';
import { DEFAULT_CACHE, DEFAULT_OUT, seedFile, seedsOf, trainFile, writeJson } from './run/job';

interface Flags {
  preset: string;
  content: string[];
  clips?: number;
  seed?: number;
  from?: string;
  cache: string;
  out: string;
  workers?: number;
}

/** The training stages, one command each. A stage first finishes the stages before it. */
const STAGES = {
  summary: 'the summary heads, before the rest of the network',
  sft: 'supervised fine-tuning (SFT)',
  grpo: 'group relative policy optimisation (GRPO), after SFT',
  'cool-off': 'SFT on the right rollouts of GRPO, with the rating first',
  aso: 'analytic score optimisation (ASO), after SFT',
} as const;

// The engine changes globals that other engines check, so each command loads only what it needs.
type Steps = typeof import('./run/steps');
type Work = (job: Job) => Promise<Result<unknown>>;

/** Work that trains or measures the network, with the engine loaded. */
const withSteps =
  (work: (job: Job, steps: Steps) => Promise<Result<unknown>>): Work =>
  async (job) =>
    work(job, await import('./run/steps'));

const program = new Command('train')
  .description(
    'Makes slowglass-mini: corpus, training, control, evaluation, export. The default preset finetune starts from a finished pack, for example --from public/models/slowglass-mini; base-24k and base-5k start from random weights.',
  )
  .option('--preset <name>', `one of ${Object.keys(PRESETS).join(', ')}`, DEFAULT_PRESET)
  .option('--content <folder>', 'photos and videos for the corpus; can be repeated', collect, [])
  .option('--clips <n>', 'number of clips, all splits together', count)
  .option('--seed <n>', 'seed of the corpus and the training', count)
  .option('--from <folder>', 'a finished model pack to start from, instead of random weights')
  .option('--workers <n>', 'number of threads that make the corpus', count)
  .option('--cache <folder>', 'folder of corpora and checkpoints', DEFAULT_CACHE)
  .option('--out <folder>', 'folder of the model pack', DEFAULT_OUT)
  .configureHelp({ showGlobalOptions: true });

function collect(value: string, earlier: string[]): string[] {
  return [...earlier, value];
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('It must be a whole number.');
  return value;
}

async function jobOf(flags: Flags): Promise<Result<Job>> {
  const preset = PRESETS[flags.preset];
  if (preset === undefined) {
    return fail(
      'invalid-option',
      `There is no preset ${flags.preset}. Choose one of ${Object.keys(PRESETS).join(', ')}.`,
    );
  }
  const from = flags.from === undefined ? ok(undefined) : await packFrom(flags.from, preset);
  if (!from.ok) return from;
  const stop = new AbortController();
  process.on('SIGINT', () => {
    // The first signal saves a checkpoint and stops; the second stops at once.
    if (stop.signal.aborted) process.exit(130);
    console.error('\nStopping after this step. Run the same command again to continue.');
    stop.abort();
  });
  const clips = flags.clips ?? preset.clips;
  const seed = flags.seed ?? preset.seed;
  const shown = [
    `--preset ${preset.name}`,
    `--clips ${clips}`,
    `--seed ${seed}`,
    ...(flags.from === undefined ? [] : ['--from PACK']),
    ...flags.content.map(() => '--content DIR'),
  ];
  return ok({
    preset,
    clips,
    seed,
    from: from.value,
    content: flags.content,
    cache: flags.cache,
    out: flags.out,
    workers: flags.workers,
    command: `npm run train -- ${shown.join(' ')}`,
    shouldStop: () => stop.signal.aborted,
    signal: stop.signal,
  });
}

async function packFrom(folder: string, { shape }: Preset): Promise<Result<RestoredPack>> {
  const { restorePack } = await import('./export/restore');
  return restorePack(folder, shape);
}

/** Runs one command's work and turns its outcome into an exit code. */
async function run(work: Work): Promise<void> {
  const job = await jobOf(program.opts<Flags>());
  const done = job.ok ? await withDiskFailures(() => work(job.value)) : job;
  if (!done.ok) console.error(done.error.message);
  process.exit(done.ok ? 0 : done.error.code === 'cancelled' ? 130 : 1);
}

async function everything(job: Job, steps: Steps): Promise<Result<unknown>> {
  const source = await steps.makeCorpus(job);
  return source.ok ? trainAndExport(job, steps, source.value) : source;
}

async function validateOn(job: Job, labels: string): Promise<Result<unknown>> {
  const { validate } = await import('./human/validate');
  const { humanTable } = await import('./evaluation/human');
  const { openBar } = await import('./run/bar');
  const measure = async (pack: string, path: string): Promise<Result<HumanMetrics>> => {
    const bar = openBar('clips');
    const metrics = await validate(labels, pack, (done, total) => bar.update(done, total));
    bar.stop();
    if (metrics.ok) writeJson(path, metrics.value);
    return metrics;
  };
  const metrics = await measure(job.out, trainFile(job, 'human.json'));
  if (!metrics.ok) return metrics;
  console.log(humanTable(metrics.value));
  // `export` wrote a pack of each network of the weight average.
  for (const seed of seedsOf(job)) {
    const pack = seedFile(job, seed, 'pack');
    if (!existsSync(pack)) continue;
    const own = await measure(pack, seedFile(job, seed, 'human.json'));
    if (!own.ok) return own;
    console.log(`\nSeed ${seed}\n\n${humanTable(own.value)}`);
  }
  return metrics;
}

async function drawGallery(job: Job): Promise<Result<unknown>> {
  const { galleryFile, writeGallery } = await import('../corpus');
  const { openBar } = await import('./run/bar');
  const bar = openBar('gallery');
  const { seed, content, signal } = job;
  const onProgress = (done: number, total: number): void => bar.update(done, total);
  const drawn = await writeGallery({ seed, content, signal, onProgress, file: galleryFile(job.cache) });
  bar.stop();
  if (drawn.ok) console.log(`${drawn.value.clips} clips on ${drawn.value.file}`);
  return drawn;
}

async function oneStage(job: Job, stage: keyof typeof STAGES, seed: number | undefined): Promise<Result<unknown>> {
  const steps = await import('./run/steps');
  const { trainOne } = await import('./run/seeds');
  return onCorpus(job, steps, (source) => trainOne(job, source, stage, seed));
}

async function ablationOf(job: Job, seeds: number): Promise<Result<unknown>> {
  const steps = await import('./run/steps');
  const { runAblation } = await import('./run/ablation');
  return onCorpus(job, steps, (source) => runAblation(job, source, seeds));
}

async function onCorpus(
  job: Job,
  steps: Steps,
  work: (source: StoredSource) => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  const source = steps.openCorpusOf(job);
  return source.ok ? work(source.value) : source;
}

async function trainAndExport(job: Job, steps: Steps, source: StoredSource): Promise<Result<unknown>> {
  const { trainSeeds } = await import('./run/seeds');
  const trained = await trainSeeds(job, source);
  if (!trained.ok) return trained;
  const branch = await steps.trainBranch(job, source);
  if (!branch.ok) return branch;
  const control = await steps.runControl(job, source);
  if (!control.ok) return control;
  const { exportPack } = await import('./run/export');
  return exportPack(job, source, trained.value, control.value);
}

program.action(() => run(withSteps(everything)));
program
  .command('corpus')
  .description('makes the corpus')
  .option('--gallery', 'writes a page with clips of every scene and distortion instead')
  .action(({ gallery }: { gallery?: true }) =>
    run(gallery ? drawGallery : withSteps((job, steps) => steps.makeCorpus(job))),
  );
for (const [stage, description] of Object.entries(STAGES)) {
  program
    .command(stage)
    .description(`trains ${description}, on an existing corpus`)
    .option('--of <seed>', 'seed of one network of the weight average; several processes can train one each', count)
    .action(({ of }: { of?: number }) => run((job) => oneStage(job, stage as keyof typeof STAGES, of)));
}
program
  .command('ablation')
  .description(
    'trains every stage with several seeds, from random weights also SFT without SlowFast, and writes the tables of both papers',
  )
  .option('--seeds <n>', 'number of seeds, from --seed on', count, 3)
  .action(({ seeds }: { seeds: number }) => run((job) => ablationOf(job, seeds)));
program
  .command('control')
  .description('trains the shuffled-label control')
  .action(() => run(withSteps((job, steps) => onCorpus(job, steps, (source) => steps.runControl(job, source)))));
program
  .command('evaluate')
  .description('measures the finished network on the validation and test splits')
  .action(() => run(withSteps((job, steps) => onCorpus(job, steps, (source) => steps.evaluateModel(job, source)))));
program
  .command('export')
  .description('writes the pack, after training the stages that are not finished')
  .action(() => run(withSteps((job, steps) => onCorpus(job, steps, (source) => trainAndExport(job, steps, source)))));
program
  .command('validate')
  .description(
    'scores clips that have human scores with the pack in --out; the next export writes the results into its card',
  )
  .requiredOption(
    '--labels <csv>',
    'table with the columns file, model, static_quality and temporal_quality; files are relative to it',
  )
  .action(({ labels }: { labels: string }) => run((job) => validateOn(job, labels)));

await program.parseAsync();
