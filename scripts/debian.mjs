import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Installs packages by apt, where this is Debian and that may be done without a password.
 *
 * @param {readonly string[]} packages
 * @returns {boolean} whether it was done
 */
export function installDebianPackages(packages) {
  if (!isDebian()) return false;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !run('sudo', ['-n', 'true'])) return false;
  const prefix = [...(isRoot ? [] : ['sudo', '-n']), 'env', 'DEBIAN_FRONTEND=noninteractive'];
  return [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', ...packages],
  ].every((command) => {
    const [program = '', ...args] = [...prefix, ...command];
    return run(program, args);
  });
}

function isDebian() {
  try {
    // Not Ubuntu: its chromium and firefox packages are empty shells around a snap.
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function run(program, args) {
  return spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}
