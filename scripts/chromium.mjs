import { chromium } from 'playwright-core';
import { findProgram } from './programs.mjs';

/**
 * Flags under which a Chromium without a GPU still offers WebGPU (SwiftShader): with --enable-unsafe-webgpu alone an
 * adapter exists, but importing a VideoFrame fails. The rest keep the browser off the network.
 */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MAC_PATHS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Path of a Chromium: SLOWGLASS_CHROMIUM, one on the PATH, or the one that Playwright installed.
 *
 * @returns {string | undefined}
 */
export function findChromium() {
  const asked = process.env['SLOWGLASS_CHROMIUM'];
  return findProgram([...(asked === undefined ? [] : [asked]), ...NAMES, ...MAC_PATHS, chromium.executablePath()]);
}

/**
 * What Playwright needs to start that Chromium with a WebGPU adapter.
 *
 * @returns {{ executablePath: string, args: string[], headless: true }}
 */
export function chromiumLaunchOptions() {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error(
      'No Chromium was found. Run `npm test`, which installs one, or set SLOWGLASS_CHROMIUM to its path.',
    );
  }
  return { executablePath, args: CHROMIUM_FLAGS, headless: true };
}
