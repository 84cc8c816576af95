// Imports nothing but Node's own modules: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** @typedef {{ version?: string, optional?: boolean }} LockedPackage */

/** Installs the packages of package-lock.json where one is missing or of another version. Exits on failure. */
export function installMissing() {
  if (isInstalled()) return;
  console.log('Installing packages (about 700 MB, once)...');
  // No package needs an install script: every binary comes inside its package.
  const status = runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  if (status === 0) return;
  console.error('The packages could not be installed. Check the network connection and run the command again.');
  process.exit(1);
}

function isInstalled() {
  const wanted = readPackages(join(ROOT, 'package-lock.json'));
  const present = readPackages(join(ROOT, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    // Optional packages are binaries of other platforms; the empty path is the project itself.
    if (path === '' || optional === true) return true;
    return present[path]?.version === version;
  });
}

/**
 * @param {string} path of a lock file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function readPackages(path) {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    // Half-written by an install that was interrupted: install again.
    return undefined;
  }
}

/** @param {string[]} args */
function runNpm(args) {
  const options = /** @type {const} */ ({ cwd: ROOT, stdio: 'inherit' });
  const npm = process.env['npm_execpath'];
  // Under `npm start` npm names its own script; by hand it is a command, which on Windows only a shell finds.
  const result =
    npm !== undefined && /\.[cm]?js$/.test(npm)
      ? spawnSync(process.execPath, [npm, ...args], options)
      : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  return result.status ?? 1;
}
