import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assembly } from './assembly.mjs';
import { NODE_WORKER_ENTRIES, bundleName } from './node-entries.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const OUT = join(ROOT, '.build', 'node');
/** What changes every bundle when it changes. */
const TOOLING = ['scripts/bundle-node.mjs', 'scripts/assembly.mjs', 'scripts/node-entries.mjs', 'package-lock.json'];

/**
 * Bundles a Node command, and every listed worker that its bundle names, into .build/node. Bundles whose sources have
 * not changed are kept, so that a second start costs a few milliseconds.
 *
 * @param {string} entry repository-relative path of a TypeScript file
 * @returns {Promise<string>} absolute path of the command's bundle
 */
export async function bundleNodeEntry(entry) {
  const command = await bundle(entry);
  const waiting = [command];
  const done = new Set([entry]);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const code = readFileSync(file, 'utf8');
    for (const worker of NODE_WORKER_ENTRIES) {
      if (done.has(worker) || !code.includes(bundleName(worker))) continue;
      done.add(worker);
      waiting.push(await bundle(worker));
    }
  }
  return command;
}

/**
 * @param {string} entry
 * @returns {Promise<string>}
 */
async function bundle(entry) {
  const name = bundleName(entry);
  const target = join(OUT, name);
  const stamp = join(OUT, `${name}.sources.json`);
  if (isFresh(target, stamp)) return target;
  if (!existsSync(join(ROOT, entry))) throw new Error(`there is no ${entry} to run`);

  const started = Date.now();
  const { build } = await import('vite');
  const result = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [assembly()],
    // Imports of packages run before a bundle's own lines; src/gpu/webgpu-utils.ts needs to run before this one.
    ssr: { noExternal: ['webgpu-utils'] },
    build: {
      ssr: true,
      write: false,
      target: 'node20',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        checks: { pluginTimings: false },
        input: { [name.replace(/\.mjs$/, '')]: join(ROOT, entry) },
        // One file an entry: a worker and its command must not share chunks that the next build replaces.
        output: { format: 'es', entryFileNames: '[name].mjs', codeSplitting: false },
      },
    },
  });
  const first = Array.isArray(result) ? result[0] : result;
  if (first === undefined || !('output' in first)) throw new Error(`${entry} was not bundled`);
  /** @type {string[]} */
  const sources = [];
  for (const part of first.output) {
    if (part.type !== 'chunk') continue;
    for (const id of part.moduleIds) {
      const file = id.split('?')[0] ?? id;
      if (file.startsWith(ROOT) && existsSync(file)) sources.push(relative(ROOT, file));
    }
    write(target, `${part.code}\n//# sourceMappingURL=${name}.map\n`);
    if (part.map !== null && part.map !== undefined) write(`${target}.map`, part.map.toString());
  }
  write(stamp, JSON.stringify({ started, sources }));
  return target;
}

/**
 * @param {string} target
 * @param {string} stamp
 */
function isFresh(target, stamp) {
  if (!existsSync(target) || !existsSync(stamp)) return false;
  try {
    const { started, sources } = JSON.parse(readFileSync(stamp, 'utf8'));
    // Compared with the start of the build: a source saved while it ran counts as newer.
    for (const source of [...sources, ...TOOLING]) {
      if (statSync(join(ROOT, source)).mtimeMs >= started) return false;
    }
    return true;
  } catch {
    // A damaged stamp or a source that went away: build again.
    rmSync(stamp, { force: true });
    return false;
  }
}

/**
 * Another command may be starting from the same file, so it is replaced whole.
 *
 * @param {string} path
 * @param {string} text
 */
function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.${process.pid}.partial`;
  writeFileSync(partial, text);
  renameSync(partial, path);
}
