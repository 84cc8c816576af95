import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installMissingChromium, installMissingEngines } from './install-browsers.mjs';
import { installMissing } from './install.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ name: string, run: () => Counts | Promise<Counts> }} Step
 */

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const REPORTS = join(ROOT, '.cache', 'test-reports');

/** @type {Step[]} */
const STEPS = [
  ...['page', 'worker', 'node'].map((part) =>
    check(`types of the ${part}`, 'typescript/bin/tsc', ['--noEmit', '-p', `tsconfig.${part}.json`]),
  ),
  check('lint', 'oxlint/bin/oxlint', []),
  check('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
  checkFile('imports', ['scripts/run.mjs', 'scripts/check-imports.ts']),
  { name: 'unit', run: unit },
  { name: 'gpu', run: async () => ((await installMissingChromium()) ? vitest('gpu') : FAILED) },
  { name: 'e2e', run: e2e },
];
/** What takes minutes a test: run by `--all`, or where `--only` names it. */
const LONG_STEPS = [{ name: 'long', run: async () => ((await installMissingChromium()) ? vitest('long') : FAILED) }];

/** Chromium brings the driver of a software GPU, on which some tests in Node run; without it they are skipped. */
async function unit() {
  await installMissingChromium();
  return vitest('unit');
}

const PASSED = { passed: 1, failed: 0, skipped: 0 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };

const chosen = readSteps();
installMissing();
/** @type {Counts} */
const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const table = [];
for (const step of chosen) {
  console.log(`\n== ${step.name}`);
  const started = Date.now();
  const counts = await step.run();
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const windowResult = counts.failed === 0 ? 'ok' : 'FAILED';
  table.push(`${step.name.padEnd(20)} ${windowResult.padEnd(7)} ${seconds.padStart(7)} s   ${sentence(counts)}`);
  console.log(table.at(-1));
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}
console.log(`\n${table.join('\n')}\n`);
console.log(sentence(total));
process.exitCode = total.failed === 0 ? 0 : 1;

async function e2e() {
  if (!(await installMissingChromium())) return FAILED;
  installMissingEngines();
  return vitest('e2e');
}

/** @param {Counts} counts */
function sentence(counts) {
  return `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
}

/** The steps that `--only` names (by any word, e.g. `types` or `unit,gpu`), else the usual ones, and with `--all` every one. */
function readSteps() {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' }, all: { type: 'boolean' } } });
    const names = values.only?.split(',');
    const every = [...STEPS, ...LONG_STEPS];
    if (names === undefined) return values.all === true ? every : STEPS;
    const steps = every.filter((step) => names.some((name) => step.name.split(' ').includes(name)));
    if (steps.length > 0) return steps;
    throw new Error(
      `--only takes some of: types, ${every
        .slice(3)
        .map((step) => step.name)
        .join(', ')}.`,
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return process.exit(2);
  }
}

/**
 * A tool of node_modules that says by its exit code whether all is well.
 *
 * @param {string} name
 * @param {string} tool path inside node_modules
 * @param {string[]} args
 * @returns {Step}
 */
function check(name, tool, args) {
  return checkFile(name, [join('node_modules', tool), ...args]);
}

/**
 * @param {string} name
 * @param {string[]} args of node
 * @returns {Step}
 */
function checkFile(name, args) {
  return { name, run: () => (node(args) === 0 ? PASSED : FAILED) };
}

/**
 * Runs one vitest project and counts its tests. A crash that no test reports counts as one failure.
 *
 * @param {string} project
 * @returns {Counts}
 */
function vitest(project) {
  const report = join(REPORTS, `${project}.json`);
  mkdirSync(REPORTS, { recursive: true });
  rmSync(report, { force: true });
  const status = node([
    join('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return FAILED;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  // A file that cannot be loaded has no tests to fail.
  const broken = testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = numFailedTests + broken;
  return {
    passed: numPassedTests,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
  };
}

/** @param {string[]} args */
function node(args) {
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1;
}
