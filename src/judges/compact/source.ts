import type { Result } from '../../base';
import { fail, ok } from '../../base';

/** Where a model pack's files come from: an address in the browser, a folder in Node. */
export interface PackSource {
  /** The address or folder, for messages. */
  readonly name: string;
  /** A file's bytes by its plain name. Fails with `model-missing`. */
  read(file: string): Promise<Result<Uint8Array<ArrayBuffer>>>;
}

/** Reads a pack at an address. `base` is a folder, with or without the last slash. */
export function packFromUrl(base: string, fetchFile: typeof fetch = (...args) => fetch(...args)): PackSource {
  const folder = base.endsWith('/') ? base : `${base}/`;
  return {
    name: folder,
    async read(file) {
      const missing = (why: string): Result<never> =>
        fail('model-missing', `The model file ${file} could not be loaded from ${folder} (${why}). Reload the page.`);
      try {
        const response = await fetchFile(new URL(file, folder));
        if (!response.ok) return missing(`status ${response.status}`);
        // Some static hosts answer with their start page when a file is missing.
        if (response.headers.get('content-type')?.startsWith('text/html') === true) return missing('not found');
        return ok(new Uint8Array(await response.arrayBuffer()));
      } catch (error) {
        return missing(error instanceof Error ? error.message : String(error));
      }
    },
  };
}
