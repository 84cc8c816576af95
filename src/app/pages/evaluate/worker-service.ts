import type { Remote } from 'comlink';
import { releaseProxy } from 'comlink';
import type { Result } from '../../../base';
import { fail, ok } from '../../../base';
import { badRows, makeDataset } from './dataset';
import { plotsOf } from './plots-data';
import { guessRoles } from '../../tables/roles';
import type { Roles } from '../../tables/roles';
import { readReports } from './read-reports';
import type { Checked, EvaluationService, OpenedTable, ProgressCallback } from './service';
import { problemsOf } from './row-doubts';
import { EvaluationSession } from './session';
import type { Column, Table } from '../../tables';
import { joinTables, keyName, readTable, sharedKeys, textAt } from '../../tables';
import { voteReport } from './votes';

const EXAMPLES = 3;
const NOTHING_OPEN = 'No table is open. Drop one first.';

/** The evaluation service. The table stays in the worker, and only results are sent to the page. */
export function serve(): EvaluationService {
  let table: Table | undefined;
  let session: EvaluationSession | undefined;
  let running: AbortController | undefined;

  /** Runs one long call. The next long call or `cancel` ends it. */
  async function run<T>(
    onProgress: ProgressCallback,
    work: (call: { signal: AbortSignal; onProgress: ProgressCallback }) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    running?.abort();
    const stop = new AbortController();
    running = stop;
    const report = onProgress as unknown as Remote<ProgressCallback>;
    try {
      return await work({ signal: stop.signal, onProgress: (progress) => void report(progress) });
    } catch (error) {
      return fail('internal', `The evaluation failed: ${String(error)}. Please report this with the table.`);
    } finally {
      report[releaseProxy]();
    }
  }

  function take(opened: Table, joinedBy?: string): Result<OpenedTable> {
    running?.abort();
    table = opened;
    session = undefined;
    return ok(describe(table, joinedBy));
  }

  return {
    async open(files, onProgress) {
      const tables = await run(onProgress, (call) => readAll(files, call.onProgress));
      if (!tables.ok) return tables;
      const joined = joinAll(tables.value);
      return joined.ok ? take(joined.value.table, joined.value.by) : joined;
    },
    openTable: (given) => Promise.resolve(take(given)),
    check: (roles) => Promise.resolve(table && checked(table, roles)),
    async evaluate(roles, options, onProgress) {
      if (table === undefined) return fail('invalid-option', NOTHING_OPEN);
      const dataset = makeDataset({ ...table, problems: problemsOf(table, roles) }, roles, options);
      if (!dataset.ok) return dataset;
      const made = new EvaluationSession(dataset.value);
      session = made;
      return run(onProgress, (call) => made.metrics(call));
    },
    intervals(draws, seed, onProgress) {
      const current = session;
      if (current === undefined) return Promise.resolve(fail('invalid-option', NOTHING_OPEN));
      return run(onProgress, (call) => current.intervals(draws, seed, call));
    },
    pair: (level, dimension, first, second, metric) =>
      Promise.resolve(session?.pair(level, dimension, first, second, metric)),
    plots(dimension, method) {
      const comparison = session?.comparison(dimension, method);
      return Promise.resolve(session && comparison && plotsOf(session.dataset, comparison));
    },
    raters: (at, drop, draws) => Promise.resolve(session?.raters(at, drop, draws)),
    votes: (tieThreshold) => Promise.resolve(table && voteReport(table, tieThreshold)),
    cancel: () => running?.abort(),
  };
}

/** One table of several, joined in the order given; `by` names the columns of the last join. */
function joinAll(tables: readonly Table[]): Result<{ readonly table: Table; readonly by: string | undefined }> {
  const [first, ...others] = tables;
  if (first === undefined) return fail('empty-file', 'No file was given. Drop a table.');
  let joined = first;
  let keys: readonly string[] = [];
  for (const other of others) {
    keys = sharedKeys(joined, other);
    if (keys.length === 0) {
      return fail(
        'invalid-option',
        `${joined.name} and ${other.name} share no column that names their rows. Give both the same key.`,
      );
    }
    const result = joinTables(joined, other, keys);
    if (!result.ok) return result;
    joined = result.value;
  }
  return ok({ table: joined, by: others.length === 0 ? undefined : keyName(keys) });
}

async function readAll(files: readonly File[], onProgress: ProgressCallback): Promise<Result<Table[]>> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const tables: Table[] = [];
  let before = 0;
  for (const file of files) {
    const onFraction = (fraction: number) =>
      onProgress({ stage: 'reading', done: before + fraction * file.size, total });
    const read = (await readReports(file)) ?? (await readTable(file, onFraction));
    if (!read.ok) return read;
    tables.push(read.value);
    before += file.size;
  }
  return ok(tables);
}

function checked(table: Table, roles: Roles): Checked {
  const problems = problemsOf(table, roles);
  return { problems, badRows: badRows(problems).size };
}

function describe(table: Table, joinedBy: string | undefined): OpenedTable {
  const roles = guessRoles(table);
  return {
    ...checked(table, roles),
    name: table.name,
    rows: table.rows,
    columns: table.columns.map((column) => ({ name: column.name, kind: column.kind, ...contents(column, table.rows) })),
    roles,
    votes: voteReport(table),
    joinedBy,
  };
}

function contents(column: Column, rows: number): { readonly filled: number; readonly examples: readonly string[] } {
  const examples: string[] = [];
  let filled = 0;
  for (let row = 0; row < rows; row++) {
    const text = textAt(column, row);
    if (text === '') continue;
    filled++;
    if (examples.length < EXAMPLES && !examples.includes(text)) examples.push(text);
  }
  return { filled, examples };
}
