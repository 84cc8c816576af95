import type { Result } from './result';
import { fail, ok } from './result';

/** SHA-256 as 64 lower-case hex digits. Browsers offer it on https and localhost only. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Result<string>> {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle;
  if (subtle === undefined) {
    return fail(
      'model-failed',
      'This page was loaded from an insecure address, where browsers disable checksums. Open it over https or localhost.',
    );
  }
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return ok(Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''));
}
