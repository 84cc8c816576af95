import { describe, expect, it } from 'vitest';
import { readModelConfig } from '../../../../src/judges/vlm/model-config';

/** The form of Qwen2.5-VL's own repository: the text model's settings at the top, CLIP's normalisation. */
const FLAT = {
  model_type: 'qwen2_5_vl',
  hidden_size: 2048,
  num_hidden_layers: 36,
  max_position_embeddings: 128_000,
  eos_token_id: 151_645,
  vision_end_token_id: 151_653,
  video_token_id: 151_656,
  rope_scaling: { type: 'mrope', mrope_section: [16, 24, 24] },
  vision_config: { patch_size: 14, spatial_merge_size: 2, temporal_patch_size: 2, spatial_patch_size: 14 },
};

const NESTED = {
  model_type: 'qwen3_vl',
  text_config: { hidden_size: 2048, num_hidden_layers: 28, eos_token_id: 151_645 },
  vision_end_token_id: 151_653,
  video_token_id: 151_656,
  vision_config: { patch_size: 16 },
};

const read = (config: unknown, preprocessor: unknown = {}, generation?: unknown) =>
  readModelConfig({ config, preprocessor, generation });

describe("a model's configuration", () => {
  it('is read from the flat form of Qwen2.5-VL', () => {
    const preprocessor = { image_mean: [0.48, 0.46, 0.41], image_std: [0.27, 0.26, 0.28] };
    expect(read(FLAT, preprocessor)).toMatchObject({
      ok: true,
      value: {
        architecture: 'qwen2_5_vl',
        hidden: 2048,
        layers: 36,
        context: 128_000,
        tokens: { video: 151_656, visionEnd: 151_653, end: [151_645] },
        vision: { patch: 14, merge: 2, frames: 2, mean: preprocessor.image_mean, deviation: preprocessor.image_std },
      },
    });
  });

  it('is read from the nested form, with defaults for what is left out', () => {
    expect(read(NESTED)).toMatchObject({
      ok: true,
      value: { hidden: 2048, context: 32_768, vision: { patch: 16, merge: 2, frames: 2, mean: [0.5, 0.5, 0.5] } },
    });
  });

  it('takes what ends an answer from generation_config.json first', () => {
    expect(read(NESTED, {}, { eos_token_id: [1, 2] })).toMatchObject({ value: { tokens: { end: [1, 2] } } });
    expect(read(NESTED, {}, { eos_token_id: null })).toMatchObject({ value: { tokens: { end: [151_645] } } });
  });

  it.each([
    ['another architecture', { ...NESTED, model_type: 'gemma4' }, {}, '"gemma4"; supported are'],
    ['no vision side', { ...NESTED, vision_config: undefined }, {}, 'vision_config'],
    ['a width that is none', { ...NESTED, text_config: { hidden_size: -1, num_hidden_layers: 2 } }, {}, 'hidden_size'],
    ['two means', NESTED, { image_mean: [0.5, 0.5] }, 'preprocessor_config.json'],
    ['text', 'no', {}, 'config.json of the model is not usable'],
  ])('is refused with %s', (_, config, preprocessor, message) => {
    const result = read(config, preprocessor);
    expect(result).toMatchObject({ ok: false, error: { code: 'model-invalid' } });
    expect(result.ok ? '' : result.error.message).toContain(message);
  });
});
