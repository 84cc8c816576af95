// Engines beside Chromium, in which the page is tried where they are installed.
import { findProgram } from './programs.mjs';

const FIREFOX = ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/**
 * Path of a Firefox: SLOWGLASS_FIREFOX where that is set (and no other), else one found.
 *
 * @returns {string | undefined}
 */
export function findFirefox() {
  const asked = process.env['SLOWGLASS_FIREFOX'];
  return findProgram(asked === undefined ? FIREFOX : [asked]);
}

/**
 * Paths of WebKitGTK's driver (SLOWGLASS_WEBKIT where that is set) and of the screen that it needs.
 *
 * @returns {{ driver: string, screen: string } | undefined}
 */
export function findWebKit() {
  const driver = findProgram([process.env['SLOWGLASS_WEBKIT'] ?? 'WebKitWebDriver']);
  const screen = findProgram(['Xvfb']);
  return driver === undefined || screen === undefined ? undefined : { driver, screen };
}
