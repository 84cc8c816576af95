import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok } from '../../base';
import type { PackSource } from './source';

/** Reads a pack from a folder on disk. */
export function packFromFolder(folder: string): PackSource {
  return {
    name: folder,
    async read(file) {
      try {
        return ok(new Uint8Array(await readFile(join(folder, file))));
      } catch (error) {
        const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : String(error);
        return fail(
          'model-missing',
          `The model file ${file} could not be read from ${folder} (${why}). Name a folder with a model pack.`,
        );
      }
    },
  };
}
