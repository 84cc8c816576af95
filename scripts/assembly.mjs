import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const QUERY = '?assembly';
/** Imported by a name that TypeScript does not follow: this package's types redeclare those of arrays for everyone. */
const COMPILER = 'assemblyscript/asc';

/**
 * @typedef {object} Asc
 * @property {(args: string[], io: {
 *   readFile: (name: string) => string | null;
 *   writeFile: (name: string, contents: string | Uint8Array) => void;
 *   listFiles: () => string[];
 * }) => Promise<{ error: Error | null; stderr: { toString(): string } }>} main
 */

/**
 * Vite plugin: `import binary from './kernels?assembly'` compiles that file as AssemblyScript and gives the bytes of
 * its WebAssembly module. A module holds no imports and no memory management: plain loops over memory.
 *
 * @returns {import('vite').Plugin}
 */
export function assembly() {
  return {
    name: 'assembly',
    enforce: 'pre',
    load: {
      filter: { id: /\?assembly$/ },
      async handler(id) {
        const file = id.slice(0, -QUERY.length);
        this.addWatchFile(file);
        const base64 = Buffer.from(await compile(file)).toString('base64');
        return `export default Uint8Array.from(atob('${base64}'), (character) => character.charCodeAt(0));`;
      },
    },
  };
}

/**
 * @param {string} file absolute path of an AssemblyScript module
 * @returns {Promise<Uint8Array>}
 */
async function compile(file) {
  // Only when something is compiled: the compiler is large.
  const { default: asc } = /** @type {{ default: Asc }} */ (await import(COMPILER));
  /** @type {Uint8Array | undefined} */
  let binary;
  const options = ['-O3', '--noAssert', '--enable', 'simd', '--runtime', 'stub', '--use', 'abort=', '--outFile', 'out'];
  const { error, stderr } = await asc.main([basename(file), ...options], {
    readFile: (name) => readOrNull(join(dirname(file), name)),
    writeFile: (name, contents) => {
      if (name === 'out' && typeof contents !== 'string') binary = contents;
    },
    listFiles: () => [],
  });
  if (error !== null || binary === undefined) throw new Error(`${file} does not compile: ${stderr.toString()}`);
  return binary;
}

/**
 * @param {string} path
 * @returns {string | null}
 */
function readOrNull(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The compiler tries several places for each import.
    return null;
  }
}
