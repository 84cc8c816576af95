import { parseArgs } from 'node:util';
import { installMissing } from './install.mjs';
import { sentence, sumOf } from './testing/counts.mjs';
import { LONG_STEPS, STATIC_STEPS, TEST_STEPS } from './testing/steps.mjs';

/**
 * @typedef {import('./testing/steps.mjs').Step} Step
 * @typedef {import('./testing/steps.mjs').Outcome} Outcome
 */

/** Static checks that run at the same time. */
const AT_A_TIME = 2;

const { steps, changed } = readOptions();
installMissing();
/** @type {Outcome[]} */
const outcomes = [];
/** @type {string[]} */
const table = [];
const waiting = steps.filter((step) => STATIC_STEPS.includes(step));
await Promise.all(
  Array.from({ length: AT_A_TIME }, async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) await runStep(step);
  }),
);
for (const step of steps) {
  if (STATIC_STEPS.includes(step)) continue;
  console.log(`\n== ${step.name}`);
  await runStep(step);
}
const total = sumOf(outcomes);
console.log(`\n${table.join('\n')}\n`);
for (const note of outcomes.flatMap(({ notes = [] }) => notes)) console.log(note);
console.log(sentence(total));
process.exitCode = total.failed === 0 ? 0 : 1;

/** @param {Step} step */
async function runStep(step) {
  const started = Date.now();
  const outcome = await step.run({ changed });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const word = outcome.failed === 0 ? 'ok' : 'FAILED';
  const line = `${step.name.padEnd(20)} ${word.padEnd(7)} ${seconds.padStart(7)} s   ${sentence(outcome)}`;
  if (outcome.output !== undefined) console.log(`\n== ${step.name}\n${outcome.output.trim()}`);
  console.log(line);
  table.push(line);
  outcomes.push(outcome);
}

/**
 * The usual steps; with `--all` the long ones too; with `--only` those it names (by any word, e.g. `types` or
 * `unit,gpu`). With `--changed` only tests that import a changed file are run.
 */
function readOptions() {
  const usual = [...STATIC_STEPS, ...TEST_STEPS];
  const every = [...usual, ...LONG_STEPS];
  try {
    const { values } = parseArgs({
      options: { only: { type: 'string' }, all: { type: 'boolean' }, changed: { type: 'boolean' } },
    });
    const only = values.only?.split(',');
    const words = new Set(every.map(({ name }) => name.split(' ')[0]));
    const unknown = only?.find((name) => !words.has(name));
    if (unknown !== undefined) throw new Error(`--only takes some of: ${[...words].join(', ')}; not ${unknown}.`);
    return {
      steps:
        only?.flatMap((name) => every.filter((step) => step.name.split(' ')[0] === name)) ??
        (values.all ? every : usual),
      changed: values.changed ?? false,
    };
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return process.exit(2);
  }
}
