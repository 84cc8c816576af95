import './file-system-access';
import type { NamedFile } from './read-folder';
import { readEntry, readHandle } from './read-folder';

/** Largest number of files that are added at once. */
export const MOST_FILES = 10_000;

const VIDEO = /\.(mp4|m4v|mov|webm|mkv)$/i;
const TABLE = /\.(csv|tsv)$/i;
const REPORT = /\.json$/i;

/** Files that were added together. */
export interface Arrival {
  readonly files: readonly NamedFile[];
  /** The folder they came from, where the browser gives a handle that can be opened again after a reload. */
  readonly folder: FileSystemDirectoryHandle | undefined;
  /** Number of ignored files: in folders, neither videos nor tables, or beyond the limit. */
  readonly leftOut: number;
}

/** A file of reports. Only files that were chosen one by one are opened: a folder may hold any JSON. */
export function isReportFile(name: string): boolean {
  return REPORT.test(name);
}

export function isTable(name: string): boolean {
  return TABLE.test(name);
}

/** Files that were chosen one by one. All are added, with any name. */
export function pickedFiles(files: readonly File[]): Arrival {
  return limited(
    files.map((file) => ({ file, name: file.name })),
    undefined,
  );
}

/** The files of an `<input webkitdirectory>`, named by their paths below the folder. */
export function pickedFolder(files: readonly File[]): Arrival {
  const named = files.map((file) => ({ file, name: file.webkitRelativePath.split('/').slice(1).join('/') }));
  return fromFolder(named, undefined);
}

export async function openedFolder(folder: FileSystemDirectoryHandle): Promise<Arrival> {
  return fromFolder(await readHandle(folder), folder);
}

/** The files of a drop or paste, including folders. Call it synchronously: the event's data is cleared afterwards. */
export async function readTransfer(transfer: DataTransfer): Promise<Arrival> {
  const carried = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => {
      const entry = item.webkitGetAsEntry();
      const handle = entry?.isDirectory === true ? item.getAsFileSystemHandle?.().catch(() => null) : undefined;
      return { file: item.getAsFile(), entry, handle };
    });
  const arrivals: Arrival[] = [];
  for (const { file, entry, handle } of carried) {
    if (entry?.isDirectory !== true) {
      if (file !== null) arrivals.push(pickedFiles([file]));
      continue;
    }
    const opened = await handle;
    arrivals.push(
      opened?.kind === 'directory'
        ? await openedFolder(opened as FileSystemDirectoryHandle)
        : fromFolder(await readEntry(entry), undefined),
    );
  }
  return together(arrivals);
}

function fromFolder(named: readonly NamedFile[], folder: FileSystemDirectoryHandle | undefined): Arrival {
  const wanted = named.filter(({ name }) => VIDEO.test(name) || TABLE.test(name));
  const arrival = limited(wanted, folder);
  return { ...arrival, leftOut: arrival.leftOut + named.length - wanted.length };
}

function limited(files: readonly NamedFile[], folder: FileSystemDirectoryHandle | undefined): Arrival {
  return { files: files.slice(0, MOST_FILES), folder, leftOut: Math.max(0, files.length - MOST_FILES) };
}

function together(arrivals: readonly Arrival[]): Arrival {
  const all = limited(
    arrivals.flatMap(({ files }) => files),
    // Two folders at once: one handle does not cover both.
    arrivals.length === 1 ? arrivals[0]?.folder : undefined,
  );
  return { ...all, leftOut: arrivals.reduce((sum, { leftOut }) => sum + leftOut, all.leftOut) };
}
