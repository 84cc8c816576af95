import type { Result } from '../../../base';
import { fail, ok } from '../../../base';
import type { ScoreReport } from '../../../scoring';
import { readReport } from '../../../scoring';
import type { Problem, Table } from '../../tables';
import { scoredTable } from '../../tables';

/** A report begins with its schema, so a look at the start of a long file is enough. */
const SNIFFED_BYTES = 4096;
const BEGINS_LIKE_REPORTS = /^\s*\[?\s*\{[^]*"(schema|error)"\s*:/;

/**
 * The scores in a file of Slowglass reports (one report, or the array that `score --json` writes) as a table, a row a
 * video. Undefined for any other file. A report that cannot be read fails the file; a video that could not be scored is a
 * problem of the table.
 */
export async function readReports(file: File): Promise<Result<Table> | undefined> {
  if (!BEGINS_LIKE_REPORTS.test(await file.slice(0, SNIFFED_BYTES).text())) return undefined;
  const value = parse(await file.text());
  const outcomes: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (outcomes.length === 0 || !outcomes.every((outcome) => looksLikeReport(outcome) || isFailed(outcome))) {
    return undefined;
  }
  const reports: ScoreReport[] = [];
  const problems: Problem[] = [];
  for (const [at, outcome] of outcomes.entries()) {
    if (isFailed(outcome)) {
      problems.push({ why: `${outcome.video} has no scores: ${withoutStop(outcome.error.message)}`, rows: [] });
      continue;
    }
    const report = readReport(outcome);
    if (!report.ok) return fail(report.error.code, `${file.name}, report ${at + 1}: ${report.error.message}`);
    reports.push(report.value);
  }
  if (reports.length === 0) return fail('empty-file', `${file.name} holds no scores: every video in it failed.`);
  return ok({ ...scoredTable(reports), name: file.name, problems });
}

interface Failed {
  readonly video: string;
  readonly error: { readonly message: string };
}

function looksLikeReport(value: unknown): boolean {
  return (
    isObject(value) && typeof value.schema === 'number' && typeof value.video === 'string' && 'dimensions' in value
  );
}

function isFailed(value: unknown): value is Failed {
  return (
    isObject(value) &&
    typeof value.video === 'string' &&
    isObject(value.error) &&
    typeof value.error.message === 'string'
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The page ends a problem with a full stop of its own. */
function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
