import type { Result } from '../../base';
import { fail, ok, sha256 } from '../../base';
import type { Golden } from './golden';
import { parseGolden } from './golden';
import type { Manifest } from './manifest';
import { parseManifest } from './manifest';
import type { PackSource } from './source';

/** A model pack whose files match the hashes of its manifest. */
export interface ModelPack {
  readonly manifest: Manifest;
  /** Of manifest.json. It identifies the pack, because the manifest holds the hashes of all other files. */
  readonly sha256: string;
  readonly encoder: Uint8Array<ArrayBuffer>;
  readonly decoder: Uint8Array<ArrayBuffer>;
  readonly golden: Golden;
}

/** Reads and checks a whole pack. Fails with `model-missing`, `model-invalid` or `model-hash-mismatch`. */
export async function loadPack(source: PackSource): Promise<Result<ModelPack>> {
  const head = await source.read('manifest.json');
  if (!head.ok) return head;
  const identity = await sha256(head.value);
  if (!identity.ok) return identity;
  const json = parseJson(head.value, 'manifest.json', source);
  if (!json.ok) return json;
  const parsed = parseManifest(json.value);
  if (!parsed.ok) return parsed;
  const manifest = parsed.value;

  const { encoder, decoder, golden } = manifest.files;
  const files = await Promise.all([encoder, decoder, golden].map((file) => readChecked(source, file)));
  const bytes: Uint8Array<ArrayBuffer>[] = [];
  for (const file of files) {
    if (!file.ok) return file;
    bytes.push(file.value);
  }
  const answer = parseJson(bytes[2]!, golden.path, source);
  if (!answer.ok) return answer;
  const checked = parseGolden(answer.value);
  if (!checked.ok) return checked;
  return ok({ manifest, sha256: identity.value, encoder: bytes[0]!, decoder: bytes[1]!, golden: checked.value });
}

async function readChecked(
  source: PackSource,
  file: Manifest['files']['encoder'],
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const read = await source.read(file.path);
  if (!read.ok) return read;
  const remedy = 'It is damaged or of another version. Fetch the whole pack again.';
  if (read.value.byteLength !== file.bytes) {
    return fail(
      'model-hash-mismatch',
      `The model file ${file.path} has ${read.value.byteLength} bytes; its manifest states ${file.bytes}. ${remedy}`,
    );
  }
  const hash = await sha256(read.value);
  if (!hash.ok) return hash;
  if (hash.value === file.sha256) return read;
  return fail('model-hash-mismatch', `The model file ${file.path} does not match its manifest's SHA-256. ${remedy}`);
}

function parseJson(bytes: Uint8Array, file: string, source: PackSource): Result<unknown> {
  try {
    return ok(JSON.parse(new TextDecoder().decode(bytes)) as unknown);
  } catch {
    return fail('model-invalid', `${file} in ${source.name} is not JSON. Name a folder with a Slowglass model pack.`);
  }
}
