import type { Result } from '../../../base';
import { fail, ok } from '../../../base';
import type { ScoreReport } from '../../../scoring';
import { isFailure, readOutcome } from '../../../scoring';
import type { Problem, Table } from '../../tables';
import { scoredTable } from '../../tables';

/** A report begins with its schema, so the start of a long file identifies it. */
const SNIFFED_BYTES = 4096;
const BEGINS_LIKE_REPORTS = /^\s*\[?\s*\{[^]*"(schema|error)"\s*:/;

/**
 * The scores in a file of Slowglass reports (one report, or the array that `score --json` writes) as a table with one row
 * per video. Undefined for any other file. A report that cannot be read fails the file; a video that could not be scored is a
 * problem of the table.
 */
export async function readReports(file: File): Promise<Result<Table> | undefined> {
  if (!BEGINS_LIKE_REPORTS.test(await file.slice(0, SNIFFED_BYTES).text())) return undefined;
  const value = parse(await file.text());
  const outcomes: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (outcomes.length === 0 || !outcomes.every(looksLikeOutcome)) {
    return undefined;
  }
  const reports: ScoreReport[] = [];
  const problems: Problem[] = [];
  for (const [at, outcome] of outcomes.entries()) {
    const read = readOutcome(outcome);
    if (!read.ok) return fail(read.error.code, `${file.name}, report ${at + 1}: ${read.error.message}`);
    if (isFailure(read.value)) {
      const { video, error } = read.value;
      problems.push({ why: `${video} has no scores: ${withoutStop(error.message)}`, rows: [] });
    } else reports.push(read.value);
  }
  if (reports.length === 0) return fail('empty-file', `${file.name} holds no scores: every video in it failed.`);
  return ok({ ...scoredTable(reports), name: file.name, problems });
}

/** True for reports, false for a table of records. */
function looksLikeOutcome(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('video' in value)) return false;
  return 'error' in value || ('schema' in value && 'dimensions' in value);
}

/** The page adds the full stop of a problem itself. */
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
