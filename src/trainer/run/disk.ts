import type { Result } from '../../base';
import { fail } from '../../base';

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space',
  EDQUOT: 'your disk quota is used up. Free some space',
  EACCES: 'there is no permission to write. Allow writing, or name other folders with --cache and --out',
  EPERM: 'there is no permission to write. Allow writing, or name other folders with --cache and --out',
  EROFS: 'the disk is read-only. Name other folders with --cache and --out',
};

/**
 * Runs the work and turns disk errors into a sentence. Checkpoints, logs and packs are written to temporary files and
 * then renamed, so that the last good ones are still there.
 */
export async function withDiskFailures<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    const { code = '', path = 'A file' } = error as NodeJS.ErrnoException;
    const remedy = REMEDIES[code];
    if (remedy === undefined) throw error;
    return fail(
      'unreadable-file',
      `${path}: ${remedy} and run the same command again; earlier checkpoints are still there.`,
    );
  }
}
