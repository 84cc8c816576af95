import type { Result } from '../../base';
import { fail } from '../../base';

const REFUSALS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space',
  EDQUOT: 'your quota of the disk is used up. Free some space',
  EACCES: 'it may not be written to. Allow it, or name other folders with --cache and --out',
  EPERM: 'it may not be written to. Allow it, or name other folders with --cache and --out',
  EROFS: 'the disk is read-only. Name other folders with --cache and --out',
};

/**
 * Does the work; what the disk refuses comes back as a sentence. Checkpoints, logs and packs are written beside and then
 * renamed, so that the last good ones are still there.
 */
export async function withDiskFailures<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    const { code = '', path = 'A file' } = error as NodeJS.ErrnoException;
    const refusal = REFUSALS[code];
    if (refusal === undefined) throw error;
    return fail(
      'unreadable-file',
      `${path}: ${refusal} and run the same command again; what was saved before is kept.`,
    );
  }
}
