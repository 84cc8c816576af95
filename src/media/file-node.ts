import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fail, ok, type Result } from '../base/result';

/** A file on disk as a Blob that reads only what is asked for. */
export async function openFile(path: string): Promise<Result<Blob>> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return fail('unreadable-file', `${path} is a folder; name a video file in it.`);
    return ok(await openAsBlob(path));
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (missing) return fail('unreadable-file', `${path} does not exist; check the name.`);
    return fail('unreadable-file', `${path} cannot be opened; check that you may read it.`);
  }
}
