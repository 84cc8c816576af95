import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeDecoder } from '../../../src/trainer/export/decoder';
import { writeEncoder } from '../../../src/trainer/export/encoder';
import { restorePack } from '../../../src/trainer/export/restore';
import { randomNetwork } from './networks';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pack-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const network = randomNetwork();

function write(encoder = writeEncoder(network)): void {
  writeFileSync(join(folder, 'encoder.onnx'), encoder);
  writeFileSync(join(folder, 'decoder.onnx'), writeDecoder(network));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ name: 'slowglass-mini', version: '1.2.3' }));
}

describe('a restored pack', () => {
  it('has exactly the weights and scalings of the exported network', () => {
    write();
    const restored = restorePack(folder, network.shape);
    if (!restored.ok) throw new Error(restored.error.message);
    expect(restored.value.name).toBe('slowglass-mini 1.2.3');
    expect(Object.keys(restored.value.network.weights).sort()).toEqual(Object.keys(network.weights).sort());
    expect(restored.value.network).toEqual(network);
  });

  it('has another digest where one weight differs', () => {
    const digest = (): string => {
      const restored = restorePack(folder, network.shape);
      return restored.ok ? restored.value.digest : restored.error.message;
    };
    write();
    const before = digest();
    const bias = network.weights['fast.norm.bias']!.slice();
    bias[0]! += 1;
    write(writeEncoder({ ...network, weights: { ...network.weights, 'fast.norm.bias': bias } }));
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect(digest()).not.toBe(before);
  });

  it('fails with a sentence where the pack is missing, broken or of another shape', () => {
    const message = (shape = network.shape): string => {
      const restored = restorePack(folder, shape);
      return restored.ok ? 'restored' : `${restored.error.code}: ${restored.error.message}`;
    };
    expect(message()).toMatch(/^unreadable-file: .*--from/);
    write();
    expect(message({ ...network.shape, width: network.shape.width * 2 })).toMatch(/^invalid-option: .*another shape/);
    expect(message({ ...network.shape, encoderLayers: 3 })).toMatch(/^invalid-option/);
    write(writeEncoder(network).slice(0, 1000));
    expect(message()).toMatch(/^unreadable-file/);
  });
});
