// `npm run bench:train -- [--repeat N]`: times the trainer's SFT step on random tokens.
import { cpus, loadavg } from 'node:os';
import { Command } from 'commander';
import { parameterSpecs, sizeOf } from '../../src/trainer';
import { median } from './median';
import { randomBatch } from './train/batch';
import { PRESET, sft, shape } from './train/setting';
import type { TimedStep } from './train/trainer';
import { trainerStep } from './train/trainer';
import { ms, toCount } from './words';

/** The first steps compile kernels and warm caches; they do not count. */
const WARM_STEPS = 3;

const command = new Command('npm run bench:train --')
  .description(`Times an SFT step of the preset ${PRESET} on random tokens.`)
  .option('--repeat <n>', 'timed steps, whose median is shown', toCount, 15)
  .parse();
const { repeat } = command.opts<{ repeat: number }>();

const before = loadavg()[0]!;
const batch = await randomBatch();
const step = trainerStep();
const steps: TimedStep[] = [];
for (let n = 0; n < WARM_STEPS + repeat; n++) {
  steps.push(await step(batch));
  if (process.stderr.isTTY) process.stderr.write(`\rstep ${n + 1} of ${WARM_STEPS + repeat}`);
}
if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
print();

function print(): void {
  const weights = parameterSpecs(shape).reduce((sum, spec) => sum + sizeOf(spec.shape), 0);
  const processors = cpus();
  const load = `load average ${before.toFixed(1)} before and ${loadavg()[0]!.toFixed(1)} after`;
  const counted = steps.slice(WARM_STEPS);
  const milliseconds = median(counted.map((each) => each.milliseconds));
  const processor = median(counted.map((each) => each.processorMilliseconds));
  const rate = ((1000 * sft.clipsPerBatch) / milliseconds).toFixed(1);
  const { loss, norm } = steps[0]!;
  console.log(
    [
      `${processors.length} x ${processors[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}, ${load}`,
      `One SFT step of the preset ${PRESET}: ${weights} weights, ${sft.clipsPerBatch} clips of ${sft.rows.fast} fast and ${sft.rows.slow} slow tokens; the loss with all its heads, gradients, AdamW.`,
      `First step: loss ${loss.toFixed(5)}, gradient norm ${norm.toFixed(5)}.`,
      `${rate} samples/s, ${ms(milliseconds)} a step, ${ms(processor)} of processor time: medians of ${repeat} steps after ${WARM_STEPS} that do not count.`,
    ].join('\n'),
  );
}
