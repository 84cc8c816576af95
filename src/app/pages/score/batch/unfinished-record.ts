/** A batch that was not finished when the page was left. Its scored files are among the saved results. */
export interface Unfinished {
  readonly total: number;
  readonly ended: number;
  /** The folder it came from, where the browser let the page remember it. */
  readonly folder: FileSystemDirectoryHandle | undefined;
}
