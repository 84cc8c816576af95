import type { Result } from '../../../../base';
import { fail, ok } from '../../../../base';
import type { ScoreReport } from '../../../../scoring';
import { isFailure, readOutcome } from '../../../../scoring';

/** What a report file holds. */
export interface OpenedReports {
  readonly reports: readonly ScoreReport[];
  /** Entries for files that could not be scored when the report was made. */
  readonly failures: number;
}

/** Reads a file of one report, or of the array that several files make. Fails with a sentence on the first bad entry. */
export async function readReports(file: File): Promise<Result<OpenedReports>> {
  let json: unknown;
  try {
    json = JSON.parse(await file.text());
  } catch {
    return invalid(file, 'The file is not valid JSON. Choose a report that Slowglass saved.');
  }
  const entries: readonly unknown[] = Array.isArray(json) ? json : [json];
  if (entries.length === 0) return invalid(file, 'The file holds no report. Choose a report that Slowglass saved.');
  const reports: ScoreReport[] = [];
  for (const entry of entries) {
    const read = readOutcome(entry);
    if (!read.ok) return invalid(file, read.error.message);
    if (!isFailure(read.value)) reports.push(read.value);
  }
  return ok({ reports, failures: entries.length - reports.length });
}

function invalid({ name }: File, sentence: string): Result<never> {
  return fail('report-invalid', `${name}: ${sentence}`);
}
