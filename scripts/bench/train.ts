// `npm run bench:train -- [--repeat N] [--cpu]`: samples/s of the trainer, beside the same network and step in tfjs.
import { cpus, loadavg } from 'node:os';
import Table from 'cli-table3';
import { Command } from 'commander';
import { parameterSpecs, sizeOf } from '../../src/trainer';
import { median } from './median';
import { TOLERANCE, apart, disagreements } from './train/agreement';
import type { EngineName, TimedStep } from './train/engine';
import { EngineProcess, engineOfProcess, serve } from './train/process';
import { sft, shape } from './train/setting';
import { ms, toCount } from './words';

/** The first steps compile kernels and warm caches; they do not count. */
const WARM_STEPS = 3;

/** The trainer first: the others are compared with it. */
const CONTENDERS: readonly EngineName[] = ['trainer', 'tfjs', 'tfjs, products turned'];

const NOTES = [
  'wasm is the fastest backend of tfjs that installs without a download: tfjs-node fetches a binary while it installs. Its threads do not start in Node.',
  "tfjs's own gradient of a product multiplies by a transposed matrix, which its wasm kernel does in a plain loop. With products turned, this bench transposes first, so that they go to XNNPACK as forward ones do.",
].join('\n');

interface Contender {
  readonly name: EngineName;
  /** What it runs on. */
  readonly about: string;
  /** Every step from the same weights on, the warm ones first. */
  readonly steps: readonly TimedStep[];
}

const own = engineOfProcess();
if (own === undefined) process.exit(await main());
else serve(own);

async function main(): Promise<number> {
  const command = new Command('npm run bench:train --')
    .description('Times a training step of the preset first-light on random tokens, and the same step in tfjs.')
    .option('--repeat <n>', 'steps of each engine, of which the median is shown', toCount, 15)
    .option('--cpu', "also tfjs's backend in plain JavaScript, which takes many times as long")
    .parse();
  const { repeat, cpu } = command.opts<{ repeat: number; cpu?: true }>();
  const names = cpu === true ? [...CONTENDERS, 'tfjs on cpu' as const] : CONTENDERS;
  const processes = names.map((name) => new EngineProcess(name));
  try {
    const before = loadavg()[0]!;
    const contenders = await race(processes, WARM_STEPS + repeat);
    printSetting(before);
    const problems = disagreements(contenders);
    for (const problem of problems) console.error(problem);
    if (problems.length > 0) return 1;
    printAgreement(contenders);
    printTimes(contenders, repeat);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    for (const each of processes) each.end();
  }
}

/** The engines take turns, step by step, so that a busy machine slows all of them. */
async function race(processes: readonly EngineProcess[], steps: number): Promise<Contender[]> {
  const batch = await processes[0]!.ask('draw', undefined);
  const contenders: { name: EngineName; about: string; steps: TimedStep[] }[] = [];
  for (const each of processes) {
    contenders.push({ name: each.name, about: await each.ask('begin', batch), steps: [] });
  }
  for (let step = 0; step < steps; step++) {
    for (const [place, each] of processes.entries()) contenders[place]!.steps.push(await each.ask('step', undefined));
    if (process.stderr.isTTY) process.stderr.write(`\rstep ${step + 1} of ${steps}`);
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
  return contenders;
}

function printSetting(loadBefore: number): void {
  const weights = parameterSpecs(shape).reduce((sum, spec) => sum + sizeOf(spec.shape), 0);
  const processors = cpus();
  const load = `load average ${loadBefore.toFixed(1)} before and ${loadavg()[0]!.toFixed(1)} after`;
  console.log(
    `${processors.length} x ${processors[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}, ${load}`,
  );
  console.log(
    `One SFT step of the preset first-light: ${weights} weights, ${sft.clipsPerBatch} clips of ${sft.rows.fast} fast and ${sft.rows.slow} slow tokens; the loss with all its heads, gradients, AdamW.`,
  );
}

function printAgreement([trainer, ...others]: readonly Contender[]): void {
  const { loss, norm } = trainer!.steps[0]!;
  console.log(`First step: loss ${loss.toFixed(5)}, gradient norm ${norm.toFixed(5)}.`);
  for (const other of others) {
    const by = apart(trainer!, other);
    console.log(
      `${other.name}: apart by ${share(by.loss)} (at most ${share(TOLERANCE.loss)}) and ${share(by.norm)} (${share(TOLERANCE.norm)}), in the loss of later steps by ${share(by.later)} (${share(TOLERANCE.later)}).`,
    );
  }
}

function printTimes(contenders: readonly Contender[], repeat: number): void {
  const rows = contenders.map(({ name, about, steps }) => {
    const counted = steps.slice(WARM_STEPS);
    const milliseconds = median(counted.map((step) => step.milliseconds));
    const processor = median(counted.map((step) => step.processorMilliseconds));
    return { name, about, milliseconds, processor, rate: (1000 * sft.clipsPerBatch) / milliseconds };
  });
  const trainer = rows[0];
  const table = new Table({
    head: ['', 'samples/s', 'step', 'processor time', 'trainer / this', 'by processor time'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const { name, milliseconds, processor, rate } of rows) {
    const ratios = [milliseconds / trainer!.milliseconds, processor / trainer!.processor];
    table.push([name, rate.toFixed(1), ms(milliseconds), ms(processor), ...ratios.map((ratio) => ratio.toFixed(2))]);
  }
  console.log(`Medians of ${repeat} steps after ${WARM_STEPS} that do not count; the engines take turns.`);
  console.log(table.toString());
  for (const { name, about } of rows) console.log(`${name}: ${about}.`);
  console.log(NOTES);
}

function share(value: number): string {
  return value.toExponential(0);
}
