// `npm run bench:statistics -- [--rows N] [--draws N] [--page]`: how long the figures of a large table take, beside SciPy
// and, when asked, through the page itself.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { Command } from 'commander';
import { drawAll } from '../../src/app';
import { createRandom } from '../../src/base';
import type { MappedPredictions } from '../../src/statistics';
import { MetricBootstrap, denseRanks, fitBoth, krcc, mapThrough, metricsOf, plcc, srcc } from '../../src/statistics';
import { drawerThreads } from './drawer-threads';
import { SCIPY_PROGRAM } from './scipy';
import { timePage } from './statistics-page';

/** One column of human scores and nine of predictions. */
const METHODS = 9;
/** A draw of SciPy's takes seconds: a few stand for all. */
const SCIPY_DRAWS = 3;

interface ScipySeconds {
  readonly version: string;
  readonly spearmanr: number;
  readonly pearsonr: number;
  readonly kendalltau: number;
  readonly draw: number;
}

const command = new Command('npm run bench:statistics --')
  .description('Times all figures and the bootstrap of a table with ten columns, and SciPy on the same data.')
  .option('--rows <n>', 'rows of the table', Number, 100_000)
  .option('--draws <n>', 'bootstrap draws', Number, 1000)
  .option('--page', 'only the page: a dropped table, its figures and 1,000 draws, in Chromium')
  .parse();
const { rows, draws, page } = command.opts<{ rows: number; draws: number; page?: true }>();

if (page) {
  const { metrics, draws: drawn } = await timePage(rows, METHODS);
  console.log(`${rows} rows, ${METHODS} methods against one human score, through the page in Chromium, by the clock:`);
  console.log(`${metrics.toFixed(1)} s from the file to all figures and plots, ${drawn.toFixed(1)} s for 1000 draws.`);
  process.exit();
}

const random = createRandom('bench statistics');
const human = Float64Array.from({ length: rows }, () => Math.min(5, Math.max(1, 3 + 0.8 * random.normal())));
const methods = Array.from({ length: METHODS }, (_, m) =>
  human.map((value) => 0.5 * value + (0.3 + 0.1 * m) * random.normal()),
);

/** Processor time: what else the machine does must not count. */
function seconds(work: () => void): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

// Once beforehand: what is measured is compiled code, in SciPy as here.
const few = methods[0]!.subarray(0, 5000);
metricsOf(mapThrough(few, fitBoth(few, human.subarray(0, 5000))), human.subarray(0, 5000));
const each = {
  spearmanr: seconds(() => methods.forEach((predicted) => srcc(predicted, human))),
  pearsonr: seconds(() => methods.forEach((predicted) => plcc(predicted, human))),
  kendalltau: seconds(() => methods.forEach((predicted) => krcc(predicted, human))),
};
let mapped: MappedPredictions[] = [];
const points = seconds(() => {
  const ranks = denseRanks(human);
  mapped = methods.map((predicted) => mapThrough(predicted, fitBoth(predicted, human)));
  for (const method of mapped) metricsOf(method, human, ranks);
});
const drawn = { seed: 'draws', human, methods: mapped, grouping: undefined };
const bootstrapped = seconds(() => void new MetricBootstrap(drawn).draw(0, draws));
const threads = availableParallelism();
const started = performance.now();
await drawAll(drawn, draws, drawerThreads(threads), { signal: new AbortController().signal, onDraws: () => undefined });
const waited = (performance.now() - started) / 1000;
const scipy = runScipy();

console.log(`${rows} rows, ${METHODS} methods against one human score; seconds of processor time.`);
const table = new Table({
  head: ['', 'Slowglass', scipy === undefined ? 'SciPy' : `SciPy ${scipy.version}`, 'ratio'],
  colAligns: ['left', 'right', 'right', 'right'],
  style: { head: [], border: [] },
});
row("Spearman's rho, all methods", each.spearmanr, scipy?.spearmanr);
row("Pearson's r, all methods", each.pearsonr, scipy?.pearsonr);
row("Kendall's tau-b, all methods", each.kendalltau, scipy?.kendalltau);
row('all figures, both fits', points, undefined);
row(`${draws} draws of all figures`, bootstrapped, scipy && scipy.draw * draws);
console.log(table.toString());
console.log(`By the clock, ${threads} threads take ${waited.toFixed(2)} s for these draws.`);
console.log(
  scipy === undefined
    ? 'SciPy was not measured: no python3 with SciPy is at hand.'
    : `SciPy's draws compute rho, r and tau only; ${SCIPY_DRAWS} were timed. A ratio below 1 is faster than SciPy.`,
);

function row(name: string, ours: number, theirs: number | undefined): void {
  const ratio = theirs === undefined ? '' : (ours / theirs).toFixed(2);
  table.push([name, `${ours.toFixed(2)} s`, theirs === undefined ? '' : `${theirs.toFixed(2)} s`, ratio]);
}

/** The same columns through SciPy; undefined where Python or SciPy is missing. */
function runScipy(): ScipySeconds | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'slowglass-statistics-'));
  const data = join(folder, 'columns.f64');
  writeFileSync(data, Buffer.concat([human, ...methods].map((column) => Buffer.from(column.buffer))));
  try {
    for (const python of ['python3', '/usr/bin/python3']) {
      const run = spawnSync(python, ['-c', SCIPY_PROGRAM, data, String(rows), String(SCIPY_DRAWS)], {
        encoding: 'utf8',
      });
      if (run.status === 0) return JSON.parse(run.stdout) as ScipySeconds;
    }
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
