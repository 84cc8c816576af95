import { sha256 } from '../../../../base';

/** What is in memory at a time. */
const PIECE_BYTES = 8 * 2 ** 20;

/**
 * Names a file by its content, all of it: 64 hex digits. Browsers hash whole buffers only, so the file is taken in
 * pieces of 8 MiB and what is hashed in the end is the list of the pieces' SHA-256 digests. It is therefore not the sum
 * that `sha256sum` prints.
 *
 * Undefined where the file cannot be read, the page has an insecure address, or `signal` is aborted.
 */
export async function contentHash(file: Blob, signal?: AbortSignal): Promise<string | undefined> {
  const digests: string[] = [];
  try {
    for (let from = 0; from < file.size; from += PIECE_BYTES) {
      if (signal?.aborted === true) return undefined;
      const digest = await sha256(new Uint8Array(await file.slice(from, from + PIECE_BYTES).arrayBuffer()));
      if (!digest.ok) return undefined;
      digests.push(digest.value);
    }
  } catch {
    // A file that was moved or changed since it was dropped: scoring reports that.
    return undefined;
  }
  const list = await sha256(new TextEncoder().encode(digests.join('\n')));
  return list.ok ? list.value : undefined;
}
