import { formatCount } from '../../../../base';
import { openReports } from '../report/open-reports';
import type { Runner } from '../runner';
import type { ScoreDispatch } from '../score-state';
import type { Arrival } from './arrival';
import { isReportFile, isTable } from './arrival';

/** Adds files: videos to the queue, tables of human scores to the batch, reports to the list. */
export function takeIn(arrival: Arrival, dispatch: ScoreDispatch, runner: Runner): void {
  const { files, folder } = arrival;
  const tables = files.filter(({ name }) => isTable(name));
  const reports = files.filter(({ name }) => isReportFile(name));
  const videos = files.filter(({ name }) => !isTable(name) && !isReportFile(name));
  if (videos.length > 0) {
    // A single file is not the rest of a batch: the offer to resume stays.
    dispatch({ kind: 'batch', batch: videos.length > 1 ? { folder, unfinished: undefined } : { folder } });
    runner.add(
      videos.map(({ file }) => file),
      videos.map(({ name }) => name),
    );
  }
  if (tables.length > 0) dispatch({ kind: 'batch', batch: { humanScores: tables.map(({ file }) => file) } });
  const notice = noticeOf(arrival, files.length);
  if (notice !== undefined) dispatch({ kind: 'notice', notice });
  if (reports.length > 0) {
    void openReports(
      reports.map(({ file }) => file),
      dispatch,
      runner,
    );
  }
}

function noticeOf({ leftOut, folder }: Arrival, taken: number): string | undefined {
  if (taken === 0) {
    const where = folder === undefined ? 'there' : `in “${folder.name}”`;
    return `No video was found ${where}. MP4, MOV, WebM and MKV files are taken from folders.`;
  }
  if (leftOut === 0) return undefined;
  return `${formatCount(leftOut)} other ${leftOut === 1 ? 'file was' : 'files were'} left out: neither video nor table, or too many.`;
}
