import { spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDebianPackages } from './debian.mjs';
import { findFirefox, findWebKit } from './other-browsers.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Installs a Chromium where there is none: Debian's own packages where apt may be used without a password, Playwright's
 * everywhere else. Debian's headless shell is installed beside a Chromium that is there already, because it halves the
 * time of the end-to-end tests.
 *
 * @returns {Promise<boolean>} whether there is one now
 */
export async function installMissingChromium() {
  // Reads Playwright, which is there only after the packages were installed.
  const { findChromium, isQuickChromium } = await import('./chromium.mjs');
  if (findChromium() !== undefined && isQuickChromium()) return true;
  console.log('Installing Chromium for the tests (once)...');
  // The full package has the Vulkan driver that Node's GPU tests use.
  installDebianPackages(['chromium', 'chromium-headless-shell']);
  if (findChromium() !== undefined) return true;
  const shell = process.platform === 'win32';
  spawnSync('npx', ['playwright-core', 'install', 'chromium'], { cwd: ROOT, stdio: 'inherit', shell });
  if (findChromium() !== undefined) return true;
  console.error('Chromium could not be installed. Install one and set SLOWGLASS_CHROMIUM to its path.');
  return false;
}

/**
 * Installs what is missing of Firefox and WebKitGTK where apt may be used without a password. The tests of an engine that
 * is still missing then are skipped.
 */
export function installMissingEngines() {
  const missing = [
    ...(findFirefox() === undefined && process.env['SLOWGLASS_FIREFOX'] === undefined ? ['firefox-esr'] : []),
    ...(findWebKit() === undefined && process.env['SLOWGLASS_WEBKIT'] === undefined
      ? ['webkit2gtk-driver', 'xvfb']
      : []),
  ];
  if (missing.length === 0) return;
  console.log(`Looking for ${missing.join(', ')} for the tests (once)...`);
  if (!installDebianPackages(missing)) console.log('Not installed; the tests of that engine are skipped.');
}
