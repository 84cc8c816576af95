/**
 * Worker threads of the Node commands, as repository-relative paths. scripts/run.mjs builds an entry of this list next
 * to the command that names its output: `src/corpus/worker.ts` becomes `corpus-worker.mjs`, and the
 * command finds it by `new URL('./corpus-worker.mjs', import.meta.url)`.
 */
export const NODE_WORKER_ENTRIES = [
  'src/cli/packer-worker.ts',
  'src/corpus/worker.ts',
  'scripts/bench/statistics-worker.ts',
];

/**
 * The file name of an entry's bundle in .build/node.
 *
 * @param {string} entry repository-relative path, e.g. `src/cli/score.ts`
 * @returns {string} e.g. `cli-score.mjs`
 */
export function bundleName(entry) {
  return `${entry
    .replace(/^src\//, '')
    .replace(/\.ts$/, '')
    .replaceAll('/', '-')}.mjs`;
}
