import type { Result } from '../../base';
import { fail, ok } from '../../base';

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

/** The files of a model that are at hand, such as those of a folder that the user chose. */
export function modelFilesOf(
  name: string,
  files: readonly { readonly path: string; readonly file: Blob }[],
): ModelFiles {
  const byPath = new Map(files.map(({ path, file }) => [path, file]));
  return {
    name,
    files: files.map(({ path, file }) => ({ path, bytes: file.size })),
    open: (path) => {
      const file = byPath.get(path);
      return Promise.resolve(
        file === undefined
          ? fail('model-missing', `The model ${name} has no file ${path}. Choose its folder again.`)
          : ok(file),
      );
    },
  };
}
