import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installMissingChromium, installMissingEngines } from '../install-browsers.mjs';
import { countsOf, skippedLines } from './counts.mjs';
import { ROOT, runNode } from './node.mjs';

/**
 * @typedef {import('./counts.mjs').Counts & { output?: string, notes?: string[] }} Outcome `notes` name what was skipped
 * @typedef {{ name: string, run: (options: { changed: boolean }) => Promise<Outcome> }} Step
 */

const REPORTS = join(ROOT, '.cache', 'test-reports');
/** @type {Outcome} */
const FAILED = { passed: 0, failed: 1, skipped: 0 };

/**
 * What needs no test runner. These may run at the same time, so their output is held back until they end.
 *
 * @type {Step[]}
 */
export const STATIC_STEPS = [
  // The slowest first: others fill the second core meanwhile.
  check('lint', 'node_modules/oxlint/bin/oxlint'),
  ...['page', 'worker', 'node'].map((part) =>
    check(`types of the ${part}`, 'node_modules/typescript/bin/tsc', '--noEmit', '-p', `tsconfig.${part}.json`),
  ),
  check('format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  check('imports', 'scripts/run.mjs', 'scripts/check-imports.ts'),
];

/** @type {Step[]} */
export const TEST_STEPS = [
  // Chromium brings the driver of a software GPU, on which some tests in Node run; without it they are skipped.
  { name: 'unit', run: async (options) => ((await installMissingChromium()) ? vitest('unit*', options) : FAILED) },
  { name: 'gpu', run: async (options) => ((await installMissingChromium()) ? vitest('gpu', options) : FAILED) },
  { name: 'e2e', run: (options) => inBrowsers('e2e', options) },
];

/**
 * Tests that take minutes each: run by `--all`, or where `--only` names them.
 *
 * @type {Step[]}
 */
export const LONG_STEPS = [{ name: 'long', run: (options) => inBrowsers('long', options) }];

/**
 * @param {string} project
 * @param {{ changed: boolean }} options
 */
async function inBrowsers(project, options) {
  if (!(await installMissingChromium())) return FAILED;
  installMissingEngines();
  return vitest(project, options);
}

/**
 * A tool whose exit code is the result.
 *
 * @param {string} name
 * @param {...string} args of Node
 * @returns {Step}
 */
function check(name, ...args) {
  return {
    name,
    async run() {
      const { ok, output } = await runNode(args, { quiet: true });
      return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, output };
    },
  };
}

/**
 * Runs one vitest project, or of it only the tests that import a file with uncommitted changes.
 *
 * @param {string} project
 * @param {{ changed: boolean }} options
 * @returns {Promise<Outcome>}
 */
async function vitest(project, { changed }) {
  const path = join(REPORTS, `${project.replace('*', '')}.json`);
  mkdirSync(REPORTS, { recursive: true });
  rmSync(path, { force: true });
  const { ok } = await runNode([
    join('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--project',
    project,
    ...(changed ? ['--changed'] : []),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${path}`,
  ]);
  if (!existsSync(path)) return changed && ok ? { passed: 0, failed: 0, skipped: 0 } : FAILED;
  /** @type {import('./counts.mjs').Report} */
  const report = JSON.parse(readFileSync(path, 'utf8'));
  return { ...countsOf(report, ok), notes: skippedLines(report, ROOT) };
}
