import type { Result } from '../../base';

/** A file of a model, by its path from the model's folder, with `/` between folders. */
export interface ModelFile {
  readonly path: string;
  readonly bytes: number;
}

/** The files of a vision-language model, wherever they lie. */
export interface ModelFiles {
  /** The folder or address, for messages. */
  readonly name: string;
  readonly files: readonly ModelFile[];
  /** A file's content. A Blob may read from disk only when the runtime asks for its bytes. */
  open(path: string): Promise<Result<Blob>>;
}
