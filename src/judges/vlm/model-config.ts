import * as v from 'valibot';
import type { Result } from '../../base';
import { fail, ok } from '../../base';

/** The architectures that the driver knows, by `model_type` of config.json. */
export const ARCHITECTURES = ['qwen2_5_vl', 'qwen3_vl', 'qwen3_5'] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** What the driver needs to know of a model, from config.json and preprocessor_config.json. */
export interface ModelConfig {
  readonly architecture: Architecture;
  /** Width of an embedded token. */
  readonly hidden: number;
  readonly layers: number;
  readonly tokens: {
    readonly video: number;
    readonly visionEnd: number;
    /** Any of these ends an answer. */
    readonly end: readonly number[];
  };
  readonly vision: {
    /** Side of a patch, pixels. */
    readonly patch: number;
    /** Patches along each side that become one token. */
    readonly merge: number;
    /** Frames of one patch; a single frame is repeated to fill it. */
    readonly frames: number;
    readonly mean: readonly number[];
    readonly deviation: readonly number[];
  };
  /** Most tokens of one conversation. */
  readonly context: number;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const ids = v.union([v.number(), v.array(v.number())]);

const textConfig = v.looseObject({
  hidden_size: count,
  num_hidden_layers: count,
  max_position_embeddings: v.optional(count),
  eos_token_id: v.nullish(ids),
});

const configSchema = v.looseObject({
  model_type: v.string(),
  video_token_id: v.number(),
  vision_end_token_id: v.number(),
  eos_token_id: v.nullish(ids),
  text_config: v.optional(textConfig),
  vision_config: v.looseObject({
    patch_size: count,
    spatial_merge_size: v.optional(count, 2),
    temporal_patch_size: v.optional(count, 2),
  }),
});

const three = v.pipe(v.array(v.number()), v.length(3));
const preprocessorSchema = v.looseObject({
  image_mean: v.optional(three, [0.5, 0.5, 0.5]),
  image_std: v.optional(three, [0.5, 0.5, 0.5]),
});

const generationSchema = v.looseObject({ eos_token_id: v.nullish(ids) });

/** @param parsed the files as parsed JSON; `generation` may be missing. */
export function readModelConfig(parsed: {
  readonly config: unknown;
  readonly preprocessor: unknown;
  readonly generation: unknown;
}): Result<ModelConfig> {
  const config = v.safeParse(configSchema, parsed.config);
  if (!config.success) return invalid('config.json', config.issues[0]);
  const { model_type: type, vision_config: vision } = config.output;
  const architecture = ARCHITECTURES.find((each) => each === type);
  if (architecture === undefined) {
    return fail(
      'model-invalid',
      `The model's architecture is "${type}"; supported are ${ARCHITECTURES.join(', ')}. Choose another model.`,
    );
  }
  // Older exports of Qwen2.5-VL keep the text model's settings at the top.
  const text = v.safeParse(textConfig, config.output.text_config ?? parsed.config);
  if (!text.success) return invalid('config.json', text.issues[0]);
  const preprocessor = v.safeParse(preprocessorSchema, parsed.preprocessor);
  if (!preprocessor.success) return invalid('preprocessor_config.json', preprocessor.issues[0]);
  const generation = v.safeParse(generationSchema, parsed.generation);
  const end = generation.success ? list(generation.output.eos_token_id) : [];
  return ok({
    architecture,
    hidden: text.output.hidden_size,
    layers: text.output.num_hidden_layers,
    tokens: {
      video: config.output.video_token_id,
      visionEnd: config.output.vision_end_token_id,
      end: end.length > 0 ? end : list(config.output.eos_token_id ?? text.output.eos_token_id),
    },
    vision: {
      patch: vision.patch_size,
      merge: vision.spatial_merge_size,
      frames: vision.temporal_patch_size,
      mean: preprocessor.output.image_mean,
      deviation: preprocessor.output.image_std,
    },
    context: text.output.max_position_embeddings ?? 32_768,
  });
}

function list(value: number | number[] | null | undefined): readonly number[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function invalid(file: string, issue: v.BaseIssue<unknown>): Result<never> {
  const path = v.getDotPath(issue) ?? 'the file';
  return fail('model-invalid', `${file} of the model is not usable: ${path}: ${issue.message}. Download it again.`);
}
