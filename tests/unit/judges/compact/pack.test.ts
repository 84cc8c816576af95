import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadPack } from '../../../../src/judges/compact/pack';
import { packFromUrl } from '../../../../src/judges/compact/source';
import { packFromFolder } from '../../../../src/judges/compact/source-node';
import { makeTinyPack, sourceOf } from '../../../fixtures/tiny-pack';

const files = await makeTinyPack();

function edited(name: string, edit: (text: string) => string): Map<string, Uint8Array<ArrayBuffer>> {
  const copy = new Map(files);
  copy.set(name, new TextEncoder().encode(edit(new TextDecoder().decode(files.get(name)))));
  return copy;
}

describe('a model pack', () => {
  test('loads when every file matches its manifest', async () => {
    const pack = await loadPack(sourceOf(files));
    expect(pack).toMatchObject({ ok: true, value: { manifest: { name: 'tiny' }, golden: { seed: 7 } } });
    expect(pack.ok && pack.value.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is rejected with model-missing where a file is absent', async () => {
    for (const name of files.keys()) {
      const rest = new Map(files);
      rest.delete(name);
      expect(await loadPack(sourceOf(rest))).toMatchObject({ ok: false, error: { code: 'model-missing' } });
    }
  });

  test('is rejected with model-hash-mismatch when one bit of the encoder differs', async () => {
    const encoder = files.get('encoder.onnx')!.slice();
    encoder[encoder.length - 9]! ^= 1;
    const pack = await loadPack(sourceOf(new Map(files).set('encoder.onnx', encoder)));
    expect(pack).toMatchObject({ ok: false, error: { code: 'model-hash-mismatch' } });
    expect(!pack.ok && pack.error.message).toContain('encoder.onnx');
  });

  test('is rejected with model-hash-mismatch when a file was cut short', async () => {
    const decoder = files.get('decoder.onnx')!.slice(0, 100);
    const pack = await loadPack(sourceOf(new Map(files).set('decoder.onnx', decoder)));
    expect(!pack.ok && pack.error.message).toContain('has 100 bytes');
  });

  test('without `nameFrom` names only the likeliest artifact', async () => {
    interface Stored {
      readonly artifacts?: readonly string[];
      readonly dimensions: readonly { readonly id: string }[];
    }
    const older = (text: string): string => {
      const manifest = JSON.parse(text) as Stored;
      const lowers = Object.fromEntries(
        manifest.dimensions.map(({ id }) => [id, (manifest.artifacts ?? []).map(() => 0.5)]),
      );
      return JSON.stringify({ ...manifest, rationale: { speakFrom: 0.5, lowers } });
    };
    const pack = await loadPack(sourceOf(edited('manifest.json', older)));
    expect(pack).toMatchObject({ ok: true, value: { manifest: { rationale: { nameFrom: 1 } } } });
  });

  test('is rejected when it lacks the probability of some artifacts to lower a dimension', async () => {
    const short = { speakFrom: 0.5, nameFrom: 0.5, lowers: { 'motion-quality': [0.5] } };
    const pack = await loadPack(
      sourceOf(edited('manifest.json', (text) => JSON.stringify({ ...JSON.parse(text), rationale: short }))),
    );
    expect(pack).toMatchObject({ ok: false, error: { code: 'model-invalid' } });
    expect(!pack.ok && pack.error.message).toContain('motion-quality');
  });

  test('is rejected with model-invalid when its manifest is not JSON, or names a file outside the folder', async () => {
    for (const edit of [
      (text: string) => text.slice(1),
      (text: string) => text.replace('encoder.onnx', '../encoder.onnx'),
      (text: string) => text.replace('"compact"', '"vlm"'),
    ]) {
      const pack = await loadPack(sourceOf(edited('manifest.json', edit)));
      expect(pack).toMatchObject({ ok: false, error: { code: 'model-invalid' } });
    }
  });
});

describe('a pack in a folder', () => {
  test('reads the bytes that lie there and names the folder when one is missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pack-'));
    try {
      for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
      expect(await loadPack(packFromFolder(folder))).toMatchObject({ ok: true });
      await rm(join(folder, 'decoder.onnx'));
      const without = await loadPack(packFromFolder(folder));
      expect(without).toMatchObject({ ok: false, error: { code: 'model-missing' } });
      expect(!without.ok && without.error.message).toContain(folder);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('a pack at an address', () => {
  const answering =
    (response: () => Response | Promise<Response>): typeof fetch =>
    async () =>
      response();

  test('asks for files below the folder, with or without a last slash', async () => {
    const asked: string[] = [];
    const spy: typeof fetch = async (address) => {
      asked.push(address instanceof Request ? address.url : address.toString());
      return new Response('{}');
    };
    await packFromUrl('https://example.org/models/mini', spy).read('manifest.json');
    await packFromUrl('https://example.org/models/mini/', spy).read('manifest.json');
    expect(new Set(asked)).toEqual(new Set(['https://example.org/models/mini/manifest.json']));
  });

  test('is missing when the host answers 404, answers with its start page, or does not answer', async () => {
    const page = { headers: { 'content-type': 'text/html; charset=utf-8' } };
    for (const fetchFile of [
      answering(() => new Response('', { status: 404 })),
      answering(() => new Response('<!doctype html>', page)),
      answering(() => Promise.reject(new TypeError('network down'))),
    ]) {
      const read = await packFromUrl('https://example.org/mini', fetchFile).read('manifest.json');
      expect(read).toMatchObject({ ok: false, error: { code: 'model-missing' } });
    }
  });
});
