// Plain syntax on purpose: this file has to run on the very versions that it turns away.

/** The oldest Node that Vite and the decoders run on. */
const OLDEST = '20.19';

/**
 * @param {string} version e.g. `20.19.0`
 * @returns {boolean}
 */
export function isNewEnough(version) {
  return number(version) >= number(OLDEST);
}

/**
 * @param {string} version
 * @returns {number} major and minor as one number
 */
function number(version) {
  const parts = version.split('.');
  return Number(parts[0]) * 1000 + Number(parts[1]);
}

/** Ends the process with a plain sentence on a Node that is too old. */
export function requireNode() {
  if (isNewEnough(process.versions.node)) return;
  console.error(
    'Slowglass needs Node ' +
      OLDEST +
      ' or newer; this is ' +
      process.versions.node +
      '. Install a newer one from https://nodejs.org and run the command again.',
  );
  process.exit(1);
}
