// Imports Vite only when it builds: `npm start` reads this file before anything is installed.
// Builds the page into dist/: `npm run build`. `--if-stale` keeps a build that is newer than its sources.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = ['index.html', 'package-lock.json', 'vite.config.ts', 'src', 'shaders', 'public'];

/** True when dist/ is missing or a source is newer than it. */
export function isStale() {
  const built = join(ROOT, 'dist', 'index.html');
  if (!existsSync(built)) return true;
  const time = statSync(built).mtimeMs;
  return SOURCES.some((source) => newest(join(ROOT, source)) > time);
}

/** Builds the page; throws what the bundler throws. */
export async function buildPage() {
  const { build } = await import('vite');
  // A test runner says `test` here, and libraries would be built as their developers want them: larger and slower.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await build({ root: ROOT, logLevel: 'warn' });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/**
 * Time of the newest file in a folder, the folder included: a removed file changes its folder's time.
 *
 * @param {string} path
 * @returns {number} milliseconds
 */
function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((time, name) => Math.max(time, newest(join(path, name))), stat.mtimeMs);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!process.argv.includes('--if-stale') || isStale()) await buildPage();
}
