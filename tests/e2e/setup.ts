import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { buildPage, isStale } from '../../scripts/build.mjs';
import { chromiumLaunchOptions } from '../../scripts/chromium.mjs';
import { serveFolder } from '../../scripts/serve.mjs';
import { makeTinyPack } from '../fixtures/tiny-pack';

const DIST = join(resolve(fileURLToPath(new URL('../..', import.meta.url))), 'dist');

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built page. */
    siteAddress: string;
    /** Address of the same page with the tiny model pack. */
    tinySiteAddress: string;
    /** WebSocket addresses of the Chromiums, without WebGPU, that the test files share: one for each worker. */
    browserAddresses: readonly string[];
  }
}

/** Builds the page where a source is newer than the last build, serves it and starts a Chromium for each worker: a clipboard is shared. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (isStale()) await buildPage();
  const tiny = mkdtempSync(join(tmpdir(), 'slowglass-tiny-'));
  await linkWithTinyPack(tiny);
  const [site, tinySite] = [await serveFolder(DIST), await serveFolder(tiny)];
  const options = { ...chromiumLaunchOptions({ gpu: false }), host: '127.0.0.1' };
  const browsers = await Promise.all(
    Array.from({ length: project.config.maxWorkers }, () => chromium.launchServer(options)),
  );
  project.provide('siteAddress', site.address);
  project.provide('tinySiteAddress', tinySite.address);
  project.provide(
    'browserAddresses',
    browsers.map((browser) => browser.wsEndpoint()),
  );
  return async () => {
    await Promise.all([...browsers, site, tinySite].map((each) => each.close()));
    rmSync(tiny, { recursive: true });
  };
}

/** The built page, every file of it, but a model pack that loads and answers in a fraction of the time. */
async function linkWithTinyPack(folder: string): Promise<void> {
  for (const name of readdirSync(DIST)) {
    if (name !== 'models') symlinkSync(join(DIST, name), join(folder, name));
  }
  const files = await makeTinyPack();
  for (const pack of readdirSync(join(DIST, 'models'))) {
    const path = join(folder, 'models', pack);
    mkdirSync(path, { recursive: true });
    for (const [name, bytes] of files) writeFileSync(join(path, name), bytes);
  }
}
