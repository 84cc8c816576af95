import type { Result } from '../../base';
import { sha256 } from '../../base';
import type { ModelFile, ModelFiles } from './model-files';

/** Bytes at each end of a file that enter the hash. */
const SAMPLED_BYTES = 65_536;

/**
 * A SHA-256 that identifies a model: over the path, the size and both ends of each file. Hashing all of several gigabytes
 * would take longer than loading them.
 */
export async function modelHash(source: ModelFiles, files: readonly ModelFile[]): Promise<Result<string>> {
  const lines: string[] = [];
  for (const { path, bytes } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const blob = await source.open(path);
    if (!blob.ok) return blob;
    const ends = [blob.value.slice(0, SAMPLED_BYTES), blob.value.slice(Math.max(SAMPLED_BYTES, bytes - SAMPLED_BYTES))];
    const sampled = new Uint8Array(await new Blob(ends).arrayBuffer());
    const hash = await sha256(sampled);
    if (!hash.ok) return hash;
    lines.push(`${path} ${bytes} ${hash.value}`);
  }
  return sha256(new TextEncoder().encode(lines.join('\n')));
}
