import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Result } from '../base';
import { fail, ok } from '../base';

/** Node 20 stores a Blob's offsets in 32 bits and aborts the process beyond. */
const MOST_BYTES = 2 ** 32 - 1;

/** A file on disk as a Blob, read on demand. */
export async function openFile(path: string): Promise<Result<Blob>> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return fail('unreadable-file', `${path} is a folder; name a video file in it.`);
    if (found.size > MOST_BYTES) {
      return fail('too-large', `${path} is larger than 4 GiB; cut it into shorter videos, or score it on the page.`);
    }
    return ok(await openAsBlob(path));
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (missing) return fail('unreadable-file', `${path} does not exist; check the name.`);
    return fail('unreadable-file', `${path} cannot be opened; check that you may read it.`);
  }
}
