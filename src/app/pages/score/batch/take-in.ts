import { formatCount } from '../../../../charts';
import type { Runner } from '../runner';
import type { ScoreDispatch } from '../score-state';
import type { Arrival } from './arrival';
import { isTable } from './arrival';

/** Puts what came in where it belongs: videos into the queue, tables of human scores beside it. */
export function takeIn(arrival: Arrival, dispatch: ScoreDispatch, runner: Runner): void {
  const { files, folder } = arrival;
  const tables = files.filter(({ name }) => isTable(name));
  const videos = files.filter(({ name }) => !isTable(name));
  if (videos.length > 0) {
    // A single file is not the rest of a batch: the offer to go on stays.
    dispatch({ kind: 'batch', batch: videos.length > 1 ? { folder, unfinished: undefined } : { folder } });
    runner.add(
      videos.map(({ file }) => file),
      videos.map(({ name }) => name),
    );
  }
  if (tables.length > 0) dispatch({ kind: 'batch', batch: { humanScores: tables.map(({ file }) => file) } });
  const notice = noticeOf(arrival, videos.length + tables.length);
  if (notice !== undefined) dispatch({ kind: 'notice', notice });
}

function noticeOf({ leftOut, folder }: Arrival, taken: number): string | undefined {
  if (taken === 0) {
    const where = folder === undefined ? 'there' : `in “${folder.name}”`;
    return `No video was found ${where}. MP4, MOV, WebM and MKV files are taken from folders.`;
  }
  if (leftOut === 0) return undefined;
  return `${formatCount(leftOut)} other ${leftOut === 1 ? 'file was' : 'files were'} left out: neither video nor table, or too many.`;
}
