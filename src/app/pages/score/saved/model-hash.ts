import { sha256 } from '../../../../base';
import { packFromUrl } from '../../../../judges';

/** Reads which model a folder holds, once: the SHA-256 of its manifest, as reports name it. A failure is not remembered. */
export function modelHashReader(folder: string): () => Promise<string | undefined> {
  let known: string | undefined;
  return async () => {
    if (known !== undefined) return known;
    const manifest = await packFromUrl(folder).read('manifest.json');
    if (!manifest.ok) return undefined;
    const hash = await sha256(manifest.value);
    known = hash.ok ? hash.value : undefined;
    return known;
  };
}
