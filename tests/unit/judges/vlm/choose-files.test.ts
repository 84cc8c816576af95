import { describe, expect, it } from 'vitest';
import { chooseFiles } from '../../../../src/judges/vlm/choose-files';
import type { Stored } from '../../../../src/judges/vlm/choose-files';
import type { ModelFile } from '../../../../src/judges/vlm/model-files';

/** A repository that has every part in these forms, with weights outside the graph. */
function repository(...forms: readonly Stored[]): ModelFile[] {
  return ['vision_encoder', 'embed_tokens', 'decoder_model_merged'].flatMap((part) =>
    forms.flatMap((stored) => [
      { path: `onnx/${part}${stored}.onnx`, bytes: 10 },
      { path: `onnx/${part}${stored}.onnx_data`, bytes: 1000 },
      { path: `onnx/${part}${stored}.onnx_data_1`, bytes: 500 },
    ]),
  );
}

const ALL: readonly Stored[] = ['', '_fp16', '_q4', '_q4f16', '_quantized'];

const formsOn = (forms: readonly Stored[], provider: 'webgpu' | 'wasm', half: boolean) => {
  const chosen = chooseFiles(repository(...forms), { provider, half });
  return chosen.ok
    ? [chosen.value.parts.decoder_model_merged.stored, chosen.value.parts.vision_encoder.stored]
    : chosen.error.message;
};

describe('the files of a model', () => {
  it.each([
    ['a GPU with shader-f16', ALL, 'webgpu', true, ['_q4f16', '_fp16']],
    ['a GPU without it', ALL, 'webgpu', false, ['_q4', '']],
    ['wasm', ALL, 'wasm', false, ['_q4', '']],
    ['a GPU, of an export in full precision only', [''], 'webgpu', true, ['', '']],
    ['wasm, of an export in half precision only', ['_fp16'], 'wasm', false, ['_fp16', '_fp16']],
  ] as const)('are chosen for %s', (_, forms, provider, half, expected) => {
    expect(formsOn(forms, provider, half)).toEqual(expected);
  });

  it('count with all their weights', () => {
    const chosen = chooseFiles(repository('_q4'), { provider: 'wasm', half: false });
    expect(chosen).toMatchObject({ ok: true, value: { bytes: 3 * 1510 } });
    expect(chosen.ok && chosen.value.parts.embed_tokens.external.map(({ path }) => path)).toEqual([
      'onnx/embed_tokens_q4.onnx_data',
      'onnx/embed_tokens_q4.onnx_data_1',
    ]);
  });

  it('are refused where only half precision exists and the GPU has none', () => {
    expect(formsOn(['_q4f16'], 'webgpu', false)).toMatch(
      /vision_encoder_q4f16\.onnx, which does not run .*no shader-f16/,
    );
  });

  it('are missed by name', () => {
    const files = repository('').filter(({ path }) => !path.includes('embed_tokens'));
    expect(chooseFiles(files, { provider: 'wasm', half: false })).toMatchObject({
      error: { code: 'model-missing', message: expect.stringContaining('embed_tokens*.onnx') as string },
    });
  });
});
