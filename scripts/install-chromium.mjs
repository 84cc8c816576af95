import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Installs a Chromium where there is none: Debian's own package where apt may be used without a password, Playwright's
 * everywhere else.
 *
 * @returns {Promise<boolean>} whether there is one now
 */
export async function installMissingChromium() {
  // Reads Playwright, which is there only after the packages were installed.
  const { findChromium } = await import('./chromium.mjs');
  if (findChromium() !== undefined) return true;
  console.log('Installing Chromium for the tests (once)...');
  if (isDebian() && installByApt() && findChromium() !== undefined) return true;
  run('npx', ['playwright-core', 'install', 'chromium']);
  if (findChromium() !== undefined) return true;
  console.error('Chromium could not be installed. Install one and set SLOWGLASS_CHROMIUM to its path.');
  return false;
}

function isDebian() {
  try {
    // Not Ubuntu: its chromium package is an empty shell around a snap.
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

function installByApt() {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !run('sudo', ['-n', 'true'])) return false;
  const prefix = isRoot ? [] : ['sudo', '-n'];
  const environment = ['env', 'DEBIAN_FRONTEND=noninteractive'];
  return [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', 'chromium'],
  ].every((command) => {
    const [program = '', ...args] = [...prefix, ...environment, ...command];
    return run(program, args);
  });
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function run(program, args) {
  const shell = process.platform === 'win32';
  return spawnSync(program, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], shell }).status === 0;
}
