import { spawn } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildPage, isStale } from './build.mjs';
import { installMissing } from './install.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const DEFAULT_PORT = 4173;
const PORTS_TRIED = 100;

const { port, open } = readOptions();
installMissing();
if (isStale()) {
  console.log('Building the page...');
  try {
    await buildPage();
  } catch (error) {
    console.error(`The page could not be built: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
// Imported only now: it needs a package that may just have been installed.
const { serveFolder } = await import('./serve.mjs');
const site = await serveFolder(join(ROOT, 'dist'), { port, tries: PORTS_TRIED });
console.log(`Slowglass is at ${site.address}`);
console.log('Nothing you drop there leaves this machine. Ctrl+C stops it.');
if (open) openInBrowser(site.address);

function readOptions() {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string' }, open: { type: 'boolean' } } });
    const asked = Number(values.port ?? DEFAULT_PORT);
    if (!Number.isInteger(asked) || asked < 0 || asked > 65535)
      throw new Error('--port takes a number from 0 to 65535.');
    return { port: asked, open: values.open === true };
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    console.error('Usage: npm start -- [--port N] [--open]');
    return process.exit(2);
  }
}

/** @param {string} address */
function openInBrowser(address) {
  /** @type {Partial<Record<NodeJS.Platform, [string, string[]]>>} */
  const openers = { darwin: ['open', [address]], win32: ['cmd', ['/c', 'start', '', address]] };
  const [command, args] = openers[process.platform] ?? ['xdg-open', [address]];
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  opener.on('error', () => console.error('No browser could be opened. Open the address yourself.'));
  opener.unref();
}
