import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The first of these that may be run: a path as it is, a bare name wherever the PATH has it.
 *
 * @param {readonly string[]} candidates
 * @returns {string | undefined}
 */
export function findProgram(candidates) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return candidates
    .flatMap((candidate) => (/[\\/]/.test(candidate) ? [candidate] : folders.map((folder) => join(folder, candidate))))
    .find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
