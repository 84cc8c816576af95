import { chromium } from 'playwright-core';
import { findProgram } from './programs.mjs';

/** What every Chromium of ours is started with. All but the first keep it off the network. */
const PLAIN_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Flags under which a Chromium without a GPU still offers WebGPU (SwiftShader): with --enable-unsafe-webgpu alone an
 * adapter exists, but importing a VideoFrame fails.
 */
const SOFTWARE_GPU_FLAGS = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
];

/** The page is drawn without the software GPU, which takes 70 ms for every picture of a window. */
const NO_GPU_FLAGS = ['--disable-gpu', '--disable-gpu-compositing'];

/** The same engine without the browser's own windows, which take longer to open than most pages that tests look at. */
const HEADLESS_SHELL = 'chromium-headless-shell';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MAC_PATHS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Path of a Chromium: SLOWGLASS_CHROMIUM, one on the PATH, or the one that Playwright installed.
 *
 * @param {{ whole?: boolean }} [options] `whole`: the browser that people use, also where a headless shell is there
 * @returns {string | undefined}
 */
export function findChromium({ whole = false } = {}) {
  const asked = process.env['SLOWGLASS_CHROMIUM'];
  const first = [...(asked === undefined ? [] : [asked]), ...(whole ? [] : [HEADLESS_SHELL])];
  return findProgram([...first, ...NAMES, ...MAC_PATHS, chromium.executablePath()]);
}

/** Whether the Chromium that is found is one that opens pages quickly, or one that was asked for. */
export function isQuickChromium() {
  return process.env['SLOWGLASS_CHROMIUM'] !== undefined || findProgram([HEADLESS_SHELL]) !== undefined;
}

/**
 * What Playwright needs to start that Chromium: with a WebGPU adapter, or without any and much faster.
 *
 * @param {{ gpu?: boolean, whole?: boolean }} [options]
 * @returns {{ executablePath: string, args: string[], headless: true }}
 */
export function chromiumLaunchOptions({ gpu = true, whole = false } = {}) {
  const executablePath = findChromium({ whole });
  if (executablePath === undefined) {
    throw new Error(
      'No Chromium was found. Run `npm test`, which installs one, or set SLOWGLASS_CHROMIUM to its path.',
    );
  }
  return { executablePath, args: [...PLAIN_FLAGS, ...(gpu ? SOFTWARE_GPU_FLAGS : NO_GPU_FLAGS)], headless: true };
}
