import { formatCount } from '../../../../base';
import type { Runner } from '../runner';
import type { ScoreDispatch } from '../score-state';
import { readReports } from './read-reports';

/** Adds the reports of JSON files to the list. Files that hold none are named in the notice. */
export async function openReports(
  files: readonly File[],
  dispatch: ScoreDispatch,
  runner: Pick<Runner, 'addReports'>,
): Promise<void> {
  const sentences: string[] = [];
  for (const file of files) {
    const read = await readReports(file);
    if (!read.ok) {
      sentences.push(read.error.message);
      continue;
    }
    const { reports, failures } = read.value;
    runner.addReports(reports);
    if (failures > 0) sentences.push(`${file.name}: ${failureText(failures)}`);
  }
  if (sentences.length > 0) dispatch({ kind: 'notice', notice: sentences.join(' ') });
}

function failureText(count: number): string {
  return count === 1
    ? 'one file could not be scored when this report was made.'
    : `${formatCount(count)} files could not be scored when this report was made.`;
}
