import { openAsBlob } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { ModelFile, ModelFiles } from './model-files';

/** The files of a model in a folder on disk. */
export async function modelFilesInFolder(folder: string): Promise<Result<ModelFiles>> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files: ModelFile[] = [];
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      // `stat` follows links: a downloaded snapshot often links to a shared store.
      const found = await stat(path);
      if (found.isFile()) files.push({ path: relative(folder, path).split(sep).join('/'), bytes: found.size });
    }
    return ok({
      name: folder,
      files,
      open: async (path) => {
        try {
          return ok(await openAsBlob(join(folder, path)));
        } catch (error) {
          return fail('model-missing', `The model file ${path} could not be read from ${folder} (${String(error)}).`);
        }
      },
    });
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such folder' : String(error);
    return fail('model-missing', `The model could not be read from ${folder} (${why}). Name a folder with a model.`);
  }
}
