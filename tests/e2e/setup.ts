import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { buildPage, isStale } from '../../scripts/build.mjs';
import { chromiumLaunchOptions } from '../../scripts/chromium.mjs';
import { serveFolder } from '../../scripts/serve.mjs';

const DIST = join(resolve(fileURLToPath(new URL('../..', import.meta.url))), 'dist');

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built page. */
    siteAddress: string;
    /** WebSocket address of the Chromium, without WebGPU, that all end-to-end files share. */
    browserAddress: string;
  }
}

/** Builds the page where a source is newer than the last build, serves it and starts one Chromium for all files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (isStale()) await buildPage();
  const site = await serveFolder(DIST);
  const browser = await chromium.launchServer({ ...chromiumLaunchOptions({ gpu: false }), host: '127.0.0.1' });
  project.provide('siteAddress', site.address);
  project.provide('browserAddress', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await site.close();
  };
}
